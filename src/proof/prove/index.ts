import { compile } from '../../engine/compile.ts';
import type { Pack } from '../../model/pack.ts';
import { arrivalsOf } from './arrivals.ts';
import { ProofContext } from './context.ts';
import type { Claim, Defect, Scope } from './defect.ts';
import { proveLeaves } from './leaves.ts';
import { proveNode } from './nodes.ts';
import { proveJoins, proveQuestions, proveReach, proveServices } from './reach.ts';
import { proveRules } from './rules.ts';

export type { Defect, Scope, Witness } from './defect.ts';

/** How many steps the proofs may take; what they do not suffice for is reported as `not-proved`. */
export interface Effort {
  /** Places at which different answers arrive. */
  readonly arrivals: number;
  /** One proof, of a node or a leaf. */
  readonly steps: number;
  /** All proofs together. */
  readonly total: number;
}

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
