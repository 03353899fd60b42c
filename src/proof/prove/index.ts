import type { Box } from '../../engine/box.ts';
import type { Compiled, CompiledLeaf, CompiledNode } from '../../engine/compile.ts';
import { anything, explore } from '../../engine/explore.ts';
import type { Scope } from '../../model/lint-result.ts';
import { type Defect, ProofContext } from './context.ts';
import { proveBetter, proveLeaves } from './leaves.ts';
import { proveNode, proveQuestions, proveReach, proveRules } from './nodes.ts';

/** The most steps that a proof may take; beyond them the pack is reported as `not-proved`. */
const MAX_STEPS = 10_000_000;

/** A box of arriving answers is stored, which costs as much as this many steps. */
const STEPS_OF_ARRIVAL = 100;

export interface Proof {
  readonly defects: readonly Defect[];
  /** Whether everything was proved. */
  readonly isComplete: boolean;
  readonly scope: Scope;
}

/**
 * Proves a pack's tree and facts over the whole answer space, unknown answers included, without enumerating it.
 *
 * @param compiled a pack whose references resolve and whose tree has no cycle
 * @returns all defects; a pack without defects is proved
 */
export function verify(compiled: Compiled, steps = MAX_STEPS): Proof {
  const context = new ProofContext(compiled, steps);
  const arrivals: Arrivals = { nodes: new Map(), leaves: new Map() };
  const isComplete = context.budget.within(() => prove(context, arrivals));
  if (!isComplete) context.report('not-proved', `nodes.${compiled.pack.root}`, { steps });
  return { defects: context.defects, isComplete, scope: scopeOf(compiled, arrivals) };
}

/** Proves the cheapest properties first, so that they are reported even if the steps run out later. */
function prove(context: ProofContext, arrivals: Arrivals): void {
  const { nodes, leaves } = arrivals;
  proveBetter(context);
  follow(context, arrivals);
  proveReach(context, nodes, leaves);
  for (const [node, boxes] of nodes) proveNode(context, node, boxes);
  proveRules(context, nodes);
  proveLeaves(context, leaves);
  proveQuestions(context, nodes, leaves);
}

function scopeOf({ questions, pack }: Compiled, arrivals: Arrivals): Scope {
  const [nodes, leaves] = [[...arrivals.nodes.keys()], [...arrivals.leaves.keys()]];
  return {
    questions: questions.length,
    nodes: nodes.length,
    branches: nodes.reduce((sum, { branches }) => sum + branches.length, 0),
    leaves: leaves.length,
    options: leaves.reduce((sum, { options }) => sum + options.length, 0),
    services: pack.services.length,
    answerSets: questions.reduce((product, { cells }) => product * (cells.count + 1), 1),
  };
}

/**
 * The boxes of answers that arrive at each node and leaf. A box allows any answer to a question that was not asked on its path.
 */
interface Arrivals {
  readonly nodes: Map<CompiledNode, Box[]>;
  readonly leaves: Map<CompiledLeaf, Box[]>;
}

/** Follows all answers through the tree, for every question that is asked. */
function follow(context: ProofContext, { nodes, leaves }: Arrivals): void {
  explore(context.compiled, anything(context.compiled), null, {
    node: (node, box) => add(nodes, node, box),
    leaf: (leaf, box) => add(leaves, leaf, box),
  });

  function add<K>(known: Map<K, Box[]>, at: K, box: Box): void {
    context.budget.step(STEPS_OF_ARRIVAL);
    known.set(at, known.get(at) ?? []);
    known.get(at)?.push([...box]);
  }
}
