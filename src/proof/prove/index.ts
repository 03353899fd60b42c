import type { Box } from '../../engine/box.ts';
import { type CompiledLeaf, type CompiledNode, compile } from '../../engine/compile.ts';
import { explore } from '../../engine/explore.ts';
import { anything } from '../../engine/known.ts';
import type { Scope } from '../../model/lint-result.ts';
import type { Pack } from '../../model/pack.ts';
import { proveRules } from './assumptions.ts';
import { ProofContext } from './context.ts';
import type { Claim, Defect, Effort } from './defect.ts';
import { proveLeaves } from './leaves.ts';
import { proveNode } from './nodes.ts';
import { proveJoins, proveQuestions, proveReach, proveServices } from './reach.ts';

export type { Defect } from './defect.ts';

export const usualEffort: Effort = { arrivals: 100_000, steps: 2_000_000, total: 20_000_000 };

export interface Proof {
  readonly defects: readonly Defect[];
  /** The ids of what could not be proved, by claim. */
  readonly givenUp: ReadonlyMap<Claim, ReadonlySet<string>>;
  readonly scope: Scope;
}

/**
 * Proves a pack's tree and facts over the whole answer space, unknown answers included, without enumerating it.
 *
 * @param pack a pack whose references resolve and whose tree has no cycle
 * @returns all defects; a pack without defects is proved
 */
export function verify(pack: Pack, effort: Effort = usualEffort): Proof {
  const context = new ProofContext(compile(pack), effort.steps, effort.total);
  const { nodes, leaves, complete } = arrivalsOf(context, effort.arrivals);
  if (!complete) {
    for (const claim of ['node', 'question', 'leaf'] satisfies Claim[]) context.giveUp(claim, pack.root);
    return { defects: context.defects, givenUp: context.givenUp, scope: scopeOf(context, [...nodes.keys()], [...leaves.keys()]) };
  }
  for (const [node, boxes] of nodes) proveNode(context, node, boxes);
  const asked = new Set([...nodes.keys()].map(({ question }) => question));
  const seen = proveLeaves(context, leaves, asked);
  proveRules(context, nodes);
  proveReach(context, nodes, leaves);
  if (!seen.unsure) proveServices(context, seen);
  proveQuestions(context, asked, seen);
  for (const { id } of pack.advice) {
    if (seen.advice.has(id)) continue;
    if (seen.unsure) context.giveUp('advice', id);
    else context.report('dead-advice', `advice.${id}`, { advice: id });
  }
  proveJoins(context);
  return { defects: context.defects, givenUp: context.givenUp, scope: scopeOf(context, [...nodes.keys()], [...leaves.keys()]) };
}

function scopeOf(
  { compiled: { questions, pack } }: ProofContext,
  nodes: readonly { readonly branches: readonly unknown[] }[],
  leaves: readonly { readonly options: readonly unknown[] }[],
): Scope {
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
 * Where answers arrive: by node or leaf every box of them. Of a question that was not asked on the way a box has
 * everything.
 */
interface Arrivals {
  readonly nodes: ReadonlyMap<CompiledNode, readonly Box[]>;
  readonly leaves: ReadonlyMap<CompiledLeaf, readonly Box[]>;
  /** Whether all of them were followed. */
  readonly complete: boolean;
}

/**
 * Follows all answers through the tree, those to every question that is asked.
 *
 * @param most how many arrivals are followed
 */
function arrivalsOf(context: ProofContext, most: number): Arrivals {
  const { compiled } = context;
  const nodes = new Map<CompiledNode, Box[]>();
  const leaves = new Map<CompiledLeaf, Box[]>();
  const complete = context.attempt(() => {
    explore(compiled, anything(compiled), null, {
      node: (node, box) => add(nodes, node, box),
      leaf: (leaf, box) => add(leaves, leaf, box),
    });
  }, most);
  return { nodes, leaves, complete };

  function add<K>(known: Map<K, Box[]>, at: K, box: Box): void {
    context.step();
    const boxes = known.get(at);
    if (boxes) boxes.push([...box]);
    else known.set(at, [[...box]]);
  }
}
