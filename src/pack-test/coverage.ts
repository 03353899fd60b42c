import { type Compiled, compile } from '../engine/compile.ts';
import type { TargetKind } from '../model/arguments/test-args.ts';
import type { Pack } from '../model/pack.ts';
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
 * out of them. What no walk from the root can reach, and what no leaf names, does not count: that is a matter of `rules lint`.
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
  const branches: Target[] = [];
  const leaves: Target[] = [];
  const seen = new Set([compiled.pack.root]);
  const waiting = [compiled.pack.root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = compiled.nodes.get(id);
    if (!node) {
      leaves.push({ kind: 'leaf', leaf: id });
      continue;
    }
    node.branches.forEach((_, branch) => {
      branches.push({ kind: 'branch', node: node.id, branch });
    });
    for (const { to } of [...node.branches].reverse()) {
      if (seen.has(to)) continue;
      seen.add(to);
      waiting.push(to);
    }
  }
  const named = new Set<string>();
  for (const target of leaves) {
    if (target.kind !== 'leaf') continue;
    for (const { option } of compiled.leaves.get(target.leaf)?.options ?? []) {
      named.add(option.service);
      if (option.variant !== null) named.add(`${option.service}/${option.variant}`);
    }
  }
  const services = compiled.pack.services.flatMap(({ id, variants }): Target[] => [
    ...(named.has(id) ? [{ kind: 'service', service: id } as const] : []),
    ...variants
      .filter((variant) => named.has(`${id}/${variant.id}`))
      .map((variant) => ({ kind: 'variant', service: id, variant: variant.id }) as const),
  ]);
  return [...branches, ...leaves, ...services];
}
