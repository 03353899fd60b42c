import type { Box } from '../../engine/box.ts';
import type { Compiled } from '../../engine/compiled.ts';
import { anything, explore } from '../../engine/explore.ts';
import { append } from '../../engine/lists.ts';
import { type ProofContext, proofContext } from './context.ts';
import { proveBetter, proveLeaves } from './leaves.ts';
import { proveNode, proveQuestions, proveReach, proveRules } from './nodes.ts';

/** The most steps that a proof may take; beyond them the pack is reported as `not-proved`. */
const MAX_STEPS = 10_000_000;

/** A box of arriving answers is stored, which costs as much as this many steps. */
const STEPS_OF_ARRIVAL = 100;

/**
 * Proves a pack's tree and facts over the whole answer space, unknown answers included, without enumerating it. Its references
 * resolve and its tree has no cycle; without defects it is proved.
 */
export function verify(compiled: Compiled, steps = MAX_STEPS) {
  const context = proofContext(compiled, steps);
  // The cheapest properties first, so that they are reported even if the steps run out later.
  const isComplete = context.budget.within(() => {
    proveBetter(context);
    follow(context);
    proveReach(context);
    for (const [node, boxes] of context.nodes) proveNode(context, node, boxes);
    proveRules(context);
    proveLeaves(context);
    proveQuestions(context);
  });
  if (!isComplete) context.report('not-proved', `nodes.${compiled.pack.root}`, { steps });
  return { defects: context.defects, isComplete };
}

/** Follows all answers through the tree, for every question that is asked. */
function follow(context: ProofContext): void {
  const { nodes, leaves } = context;
  explore(context.compiled, anything(context.compiled), null, {
    node: (node, box) => add(nodes, node, box),
    leaf: (leaf, box) => add(leaves, leaf, box),
  });

  function add<K>(known: Map<K, Box[]>, at: K, box: Box): void {
    context.budget.step(STEPS_OF_ARRIVAL);
    append(known, at, [...box]);
  }
}
