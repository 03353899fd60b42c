import { mayHold } from '../engine/box.ts';
import type { Compiled, CompiledOption } from '../engine/compile.ts';
import { placesBelow, type Turn } from '../engine/explore.ts';
import type { Outcome, Prospect } from '../engine/outcome.ts';
import type { CaseExpectation } from '../model/pack-source.ts';

/**
 * Where a failed case goes wrong:
 * `branch`: with this branch its walk leaves every path to what it expects; `ends` is the leaf at which it ends all
 * the same; `open`: nothing answers the question of this node; `gap`: this node has no branch for the answer; `leaf`:
 * the walk is right, but of this leaf's options another one is recommended; `outcome`: the right service, but
 * something else about it is not what the case expects.
 */
export type Divergence =
  | {
      readonly kind: 'branch';
      readonly node: string;
      /** Its number among the node's branches, from 0. */
      readonly branch: number;
      readonly question: number;
      readonly leadsTo: readonly string[];
      readonly ends: Ending | null;
    }
  | { readonly kind: 'open' | 'gap'; readonly node: string; readonly question: number }
  | {
      readonly kind: 'leaf';
      readonly leaf: string;
      readonly wanted: number;
      readonly chosen: number;
      readonly facts: readonly string[];
    }
  | (Ending & { readonly kind: 'outcome' });

/** A leaf that a walk ends at, and the number of the option that it recommends there. */
export interface Ending {
  readonly leaf: string;
  readonly chosen: number;
}

/** The first wrong turn of a case that failed; null where no part of the tree leads to what it expects. */
export function firstDivergenceOf(compiled: Compiled, expect: CaseExpectation, walk: Prospect): Divergence | null {
  const wants = wantsOf(expect);
  if (wants === null) return unexpectedly(compiled, walk);
  const leads = leadsTo(compiled, wants);
  if (!leads.has(compiled.pack.root)) return null;
  for (const turn of walk.turns) {
    if (!leads.has(turn.branch.to)) return atBranch(compiled, turn, turn.branch.to, walk);
  }
  if (walk.ends !== 'leaf') return { kind: walk.ends, node: walk.at, question: compiled.nodes.get(walk.at)?.question ?? -1 };
  return atLeaf(compiled, wants, walk.at, walk.outcomes);
}

function atBranch(compiled: Compiled, { node, branch }: Turn, from: string, walk: Prospect): Divergence {
  return {
    kind: 'branch',
    node: node.id,
    branch: node.branches.indexOf(branch),
    question: node.question,
    leadsTo: namedBelow(compiled, from),
    ends: endingOf(walk),
  };
}

type Wants = (option: CompiledOption) => boolean;

function wantsOf({ service, variant }: CaseExpectation): Wants | null {
  if (service === null) return null;
  return ({ option }) => option.service === service && (variant === undefined || option.variant === variant);
}

/** A case that expects an open decision: where it does not get it, the last turn is the one too many. */
function unexpectedly(compiled: Compiled, walk: Prospect): Divergence | null {
  if (new Set(walk.outcomes.map(({ option }) => option.service.id)).size > 1) return null;
  const ends = endingOf(walk);
  if (ends) return { ...ends, kind: 'outcome' };
  const last = walk.turns.at(-1);
  return last ? atBranch(compiled, last, walk.at, walk) : null;
}

function endingOf({ ends, at, outcomes }: Prospect): Ending | null {
  return ends === 'leaf' ? { leaf: at, chosen: chosenAt(outcomes) } : null;
}

function atLeaf(compiled: Compiled, wants: Wants, id: string, all: readonly Outcome[]): Divergence {
  const options = compiled.leaves.get(id)?.options ?? [];
  const wanted = options.findIndex(wants);
  const chosen = chosenAt(all);
  if (wanted === chosen || all.some((outcome) => wants(outcome.option))) return { kind: 'outcome', leaf: id, chosen };
  const box = all[0]?.box;
  const against = (options[wanted]?.contradictions ?? []).filter((conflict) => box && mayHold(box, [conflict]));
  const facts = against.map(({ fact }) => fact.id);
  return { kind: 'leaf', leaf: id, wanted, chosen, facts };
}

function chosenAt([first]: readonly Outcome[]): number {
  return first ? first.leaf.options.indexOf(first.option) : -1;
}

/** The nodes and leaves below which some leaf names what is wanted. */
function leadsTo(compiled: Compiled, wants: Wants): Set<string> {
  const parents = new Map<string, string[]>();
  for (const node of compiled.nodes.values()) {
    for (const { to } of node.branches) {
      const known = parents.get(to);
      if (known) known.push(node.id);
      else parents.set(to, [node.id]);
    }
  }
  const waiting = [...compiled.leaves.values()].filter(({ options }) => options.some(wants)).map(({ leaf }) => leaf.id);
  const leading = new Set(waiting);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const parent of parents.get(id) ?? []) {
      if (leading.has(parent)) continue;
      leading.add(parent);
      waiting.push(parent);
    }
  }
  return leading;
}

/** The services that the leaves below name first, in pack order. */
function namedBelow({ pack, leaves }: Compiled, from: string): string[] {
  const services = new Set(placesBelow(pack, from).map((id) => leaves.get(id)?.options[0]?.service.id));
  return pack.services.map(({ id }) => id).filter((id) => services.has(id));
}
