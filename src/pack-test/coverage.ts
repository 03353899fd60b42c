import { type Compiled, compile } from '../engine/compile.ts';
import { placesBelow, type Turn } from '../engine/explore.ts';
import type { TargetKind } from '../model/command-args.ts';
import type { Branch, Pack } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import type { CaseResult } from './cases.ts';

/** Something of a pack that its cases should reach. */
export type Target =
  | { readonly kind: 'branch'; readonly node: string; readonly branch: number }
  | { readonly kind: 'leaf'; readonly leaf: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'variant'; readonly service: string; readonly variant: string };

export const targetKinds = ['branch', 'leaf', 'service', 'variant'] as const satisfies readonly TargetKind[];

export interface Tally {
  readonly covered: number;
  readonly total: number;
}

/** How much of a pack its cases reach. */
export interface Coverage {
  readonly tallies: Readonly<Record<TargetKind, Tally>>;
  /** What no case reaches, in the order of the tree, then of the pack. */
  readonly uncovered: readonly Target[];
}

/**
 * Counts the branches that the cases' walks take, the leaves at which they end, and the services and variants that come
 * out of them. What no walk from the root can reach, and what no leaf names, does not count: that is a matter of
 * `rules lint`.
 */
export function coverageOf(pack: Pack, results: readonly CaseResult[]): Coverage {
  const all = targetsOf(compile(pack));
  const hit = new Set(results.flatMap(hitsOf));
  const uncovered = all.filter((target) => !hit.has(pathOf(target)));
  const tally = (kind: TargetKind): Tally => {
    const [total = 0, left = 0] = [all, uncovered].map((list) => list.filter((target) => target.kind === kind).length);
    return { total, covered: total - left };
  };
  const tallies = { branch: tally('branch'), leaf: tally('leaf'), service: tally('service'), variant: tally('variant') };
  return { tallies, uncovered };
}

/** Percent, of which nothing is rounded up to 100. */
export function percentOf({ covered, total }: Tally): number {
  return total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10;
}

/** What one case reaches, by path. */
export function hitsOf({ walk: { turns, outcomes }, settled }: Pick<CaseResult, 'walk' | 'settled'>): string[] {
  const hits: Target[] = turns.map(branchOf);
  const leaves = new Set(outcomes.map(({ leaf }) => leaf.leaf.id));
  if (leaves.size === 1) for (const leaf of leaves) hits.push({ kind: 'leaf', leaf });
  if (settled?.service) {
    const { service, variant } = settled;
    hits.push({ kind: 'service', service });
    if (variant !== null) hits.push({ kind: 'variant', service, variant });
  }
  return hits.map(pathOf);
}

/** The branch that a walk takes. */
export function branchOf({ node, branch }: Pick<Turn, 'node' | 'branch'>): Target & { readonly kind: 'branch' } {
  return { kind: 'branch', node: node.id, branch: node.branches.indexOf(branch) };
}

/** Where a target stands, as a pack's places have it. */
export function pathOf(target: Target): string {
  switch (target.kind) {
    case 'branch':
      return `nodes.${target.node}.branches.${target.branch}.when`;
    case 'leaf':
      return `nodes.${target.leaf}`;
    case 'service':
      return `services.${target.service}`;
    case 'variant':
      return `services.${target.service}.variants.${target.variant}`;
  }
}

/** All that cases can reach, from the root down. */
function targetsOf({ pack, nodes, leaves }: Compiled): Target[] {
  const places = placesBelow(pack, pack.root);
  const branches = places.flatMap((id): Target[] =>
    (nodes.get(id)?.branches ?? []).map((_, branch) => ({ kind: 'branch', node: id, branch })),
  );
  const reached = places.filter((id) => !nodes.has(id));
  const options = reached.flatMap((id) => leaves.get(id)?.options ?? []);
  const named = new Set(options.flatMap(({ option }) => [option.service, offeringText(option)]));
  const offered = pack.services.flatMap(({ id: service, variants }): Target[] => [
    { kind: 'service', service },
    ...variants.map(({ id: variant }): Target => ({ kind: 'variant', service, variant })),
  ]);
  return [
    ...branches,
    ...reached.map((leaf): Target => ({ kind: 'leaf', leaf })),
    ...offered.filter((target) =>
      named.has(target.kind === 'variant' ? offeringText(target) : target.kind === 'service' ? target.service : ''),
    ),
  ];
}

/** What something that cases should reach is called: a leaf, a service, a variant, or a branch as `node: values`. */
export function nameOf(pack: Pack, target: Target): string {
  if (target.kind === 'branch') {
    const branch = pack.nodes[target.node]?.branches[target.branch];
    return `${target.node}: ${branch ? testText(branch.when) : ''}`;
  }
  if (target.kind === 'leaf') return target.leaf;
  return target.kind === 'service' ? target.service : `${target.service}/${target.variant}`;
}

/** What a branch takes, in the messages of a pack's file. */
function testText(when: Branch['when']): string {
  if (Array.isArray(when)) return when.join(', ');
  const { from, below } = when as Exclude<Branch['when'], readonly unknown[]>;
  return [from === undefined ? '' : `from ${from}`, below === undefined ? '' : `below ${below}`]
    .filter((part) => part !== '')
    .join(' ');
}
