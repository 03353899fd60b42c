import { compile } from '../../engine/compile.ts';
import type { Pack } from '../../model/pack.ts';
import { followArrivals } from './arrivals.ts';
import { canonOf } from './canonical-functions.ts';
import { Ledger } from './context.ts';
import type { Defect, Scope } from './defect.ts';
import { proveLeaf, type Seen } from './leaves.ts';
import { proveNode } from './nodes.ts';
import { proveReach } from './reach.ts';
import { firedOf, noteRules, proveRules } from './rules.ts';
import { spaceOf, type Vertex } from './space.ts';

export type { Claim, Defect, Scope, Witness } from './defect.ts';

/** How much work the proofs may be; what it does not suffice for is told as `not-proved`. */
export interface Effort {
  /** Different arrivals that are followed from a place where ways join. */
  readonly arrivals: number;
  /** Arrivals at all places together: so many for each node and leaf, and so many more. */
  readonly perVertex: number;
  readonly more: number;
  /** Steps of one proof, and of all together for each node and leaf. */
  readonly steps: number;
  readonly stepsPerVertex: number;
}

export const usualEffort: Effort = { arrivals: 64, perVertex: 4, more: 200_000, steps: 100_000, stepsPerVertex: 1000 };

/**
 * Proves a pack's tree and facts over the whole answer space, unknown answers included, without enumerating it: in a time
 * that grows with the number of nodes where the tree is one, and where what ways share asks nothing that was asked before.
 *
 * @param pack a pack whose references resolve and whose tree has no cycle
 * @returns all defects, and how much was proved; a pack without defects is proved
 */
export function verify(pack: Pack, effort: Effort = usualEffort): { readonly defects: readonly Defect[]; readonly scope: Scope } {
  const space = spaceOf(compile(pack));
  const size = space.vertices.length;
  // At least a million, so that small packs with hard corners are proved as well.
  const ledger = new Ledger(space, canonOf(space), effort.steps, 1_000_000 + size * effort.stepsPerVertex);
  const seen: Seen = {
    recommended: new Set(),
    advice: new Set(),
    requirements: new Set(),
    unsureAdvice: new Set(),
    unsureRequirements: new Set(),
  };
  const fired = firedOf(space);
  const reached: Vertex[] = [];
  const asked = new Set<number>();
  const limits = { arrivals: effort.arrivals, total: effort.more + size * effort.perVertex };
  followArrivals(space, limits, (vertex, arrivals, exactness) => {
    if (exactness === 'loose') {
      const way = ledger.way(vertex, space.full);
      if (way === null) return;
      if (way === undefined) ledger.giveUp(vertex.leaf ? 'leaf' : 'node', vertex.id);
    }
    reached.push(vertex);
    if (vertex.leaf) proveLeaf(ledger, vertex, arrivals, exactness, seen);
    else {
      asked.add(vertex.question);
      proveNode(ledger, vertex, arrivals, exactness);
      noteRules(ledger, vertex, arrivals, exactness, fired);
    }
  });
  proveRules(ledger, fired);
  proveReach(ledger, reached, asked, seen);
  return {
    defects: ledger.defects,
    scope: scopeOf(pack, reached, space.all),
  };
}

function scopeOf({ questions, services }: Pack, vertices: readonly Vertex[], all: readonly bigint[]): Scope {
  const nodes = vertices.filter(({ node }) => node);
  const leaves = vertices.filter(({ leaf }) => leaf);
  return {
    questions: questions.length,
    nodes: nodes.length,
    branches: nodes.reduce((sum, { to }) => sum + to.length, 0),
    leaves: leaves.length,
    options: leaves.reduce((sum, { leaf }) => sum + (leaf?.options.length ?? 0), 0),
    services: services.length,
    answerSets: all.reduce((product, cells) => product * cells.toString(2).length, 1),
  };
}
