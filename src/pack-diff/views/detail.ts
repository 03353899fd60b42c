import type { ChangeKind, Region } from '../index.ts';

/**
 * How much of a difference is told: `summary`: what changes and how much, not for which answers; `usual`: all of it where that
 * can be read, else the largest parts; `all`: everything.
 */
export type Detail = 'summary' | 'usual' | 'all';

/** Some of a list, and how many more there are. */
export interface Part<T> {
  readonly shown: readonly T[];
  readonly more: number;
}

/** What one can read of a list: its first members. A single one more is shown instead of being counted. */
export function partOf<T>(list: readonly T[], most: number): Part<T> {
  return list.length <= most + 1 ? { shown: list, more: 0 } : { shown: list.slice(0, most), more: list.length - most };
}

/** How much of the answer space goes from one service to another, whatever their variants; null: no branch. */
export interface ServiceMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly share: number;
}

/** The regions in which the service changes, by service, the largest share first. */
export function serviceMoves(regions: readonly Region[]): ServiceMove[] {
  const moves = new Map<string, ServiceMove>();
  for (const { change, share } of regions) {
    if (change.kind !== 'service') continue;
    const [from, to] = [change.from?.service ?? null, change.to?.service ?? null];
    const key = JSON.stringify([from, to]);
    moves.set(key, { from, to, share: share + (moves.get(key)?.share ?? 0) });
  }
  return [...moves.values()].sort((a, b) => b.share - a.share);
}

/** What changes besides the service and its variant, which are told by name. */
export type OtherKind = Exclude<ChangeKind, 'service' | 'variant'>;

/** How many changes there are of each other kind, in the order of the kinds. */
export function otherCounts(regions: readonly Region[]): (readonly [OtherKind, number])[] {
  const counts = new Map<OtherKind, number>();
  for (const { change } of regions) {
    if (change.kind !== 'service' && change.kind !== 'variant') counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
  }
  return [...counts];
}
