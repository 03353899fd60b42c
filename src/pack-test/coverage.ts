import { type Compiled, compile } from '../engine/compile.ts';
import { placesBelow } from '../engine/explore.ts';
import type { TargetKind } from '../model/command-args.ts';
import type { Pack } from '../model/pack.ts';
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
  const hit = new Set(results.flatMap((result) => hitsOf(result)));
  const uncovered = all.filter((target) => !hit.has(keyOf(target)));
  const tally = (kind: TargetKind): Tally => {
    const total = all.filter((target) => target.kind === kind).length;
    return { total, covered: total - uncovered.filter((target) => target.kind === kind).length };
  };
  const tallies = { branch: tally('branch'), leaf: tally('leaf'), service: tally('service'), variant: tally('variant') };
  return { tallies, uncovered };
}

/** Percent, of which nothing is rounded up to 100. */
export function percentOf({ covered, total }: Tally): number {
  return total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10;
}

/** What one case reaches, by key. */
export function hitsOf({ turns, settled, outcomes }: Pick<CaseResult, 'turns' | 'settled' | 'outcomes'>): string[] {
  const hits = turns.map(({ node, branch }) => keyOf({ kind: 'branch', node: node.id, branch: node.branches.indexOf(branch) }));
  const leaves = new Set(outcomes.map(({ leaf }) => leaf.leaf.id));
  const [leaf] = leaves;
  if (leaf !== undefined && leaves.size === 1) hits.push(keyOf({ kind: 'leaf', leaf }));
  if (settled?.service) {
    const { service, variant } = settled;
    hits.push(keyOf({ kind: 'service', service }));
    if (variant !== null) hits.push(keyOf({ kind: 'variant', service, variant }));
  }
  return hits;
}

export function keyOf(target: Target): string {
  if (target.kind === 'branch') return `branch ${target.node} ${target.branch}`;
  if (target.kind === 'leaf') return `leaf ${target.leaf}`;
  return target.kind === 'service' ? `service ${target.service}` : `variant ${target.service}/${target.variant}`;
}

/** All that cases can reach, from the root down. */
function targetsOf(compiled: Compiled): Target[] {
  const { pack, nodes, leaves } = compiled;
  const places = placesBelow(pack, pack.root);
  const branches = places.flatMap((id): Target[] =>
    (nodes.get(id)?.branches ?? []).map((_, branch) => ({ kind: 'branch', node: id, branch })),
  );
  const reached = places.filter((id) => !nodes.has(id));
  const options = reached.flatMap((id) => leaves.get(id)?.options ?? []).map(({ option }) => option);
  const named = new Set(options.flatMap((option) => [option.service, offeringText(option)]));
  const services = pack.services.flatMap(({ id, variants }): Target[] => [
    ...(named.has(id) ? [{ kind: 'service', service: id } as const] : []),
    ...variants
      .filter((variant) => named.has(`${id}/${variant.id}`))
      .map((variant) => ({ kind: 'variant', service: id, variant: variant.id }) as const),
  ]);
  return [...branches, ...reached.map((leaf) => ({ kind: 'leaf', leaf }) as const), ...services];
}
