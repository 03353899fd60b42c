import type { Change, ChangeKind, Conjunction, Place, Region } from '../index.ts';

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

/** Changes that the summary counts; those of a service or a variant have a line each. */
export type OtherKind = Exclude<ChangeKind, 'service' | 'variant'>;

/** How many changes there are of each other kind, in the order of the kinds. */
export function otherCounts(regions: readonly Region[]): (readonly [OtherKind, number])[] {
  const counts = new Map<OtherKind, number>();
  for (const { change } of regions) {
    if (change.kind !== 'service' && change.kind !== 'variant') counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
  }
  return [...counts];
}

/** Two leaves at which the same answers end, the ways there, and all that changes there. */
export interface ChangedPlace {
  readonly leaves: Place['leaves'];
  readonly ways: readonly Conjunction[];
  readonly changes: readonly { readonly change: Change; readonly share: number; readonly when: readonly Conjunction[] }[];
}

/** The regions by place, so that each place names its ways once; the places with the largest share come first. */
export function changedPlaces(regions: readonly Region[]): ChangedPlace[] {
  const places = new Map<
    string,
    { leaves: Place['leaves']; ways: readonly Conjunction[]; changes: ChangedPlace['changes'][number][] }
  >();
  for (const { change, places: at } of regions) {
    for (const { leaves, ways, when, share } of at) {
      const key = JSON.stringify([leaves, ways]);
      const known = places.get(key) ?? { leaves, ways, changes: [] };
      places.set(key, known);
      known.changes.push({ change, share, when });
    }
  }
  for (const { changes } of places.values()) changes.sort((a, b) => weightOf(b) - weightOf(a));
  const weight = ({ changes: [first] }: ChangedPlace): number => (first ? weightOf(first) : 0);
  return [...places.values()].sort((a, b) => weight(b) - weight(a));
}

function weightOf({ change, share }: ChangedPlace['changes'][number]): number {
  return change.kind === 'reason' ? share / 1e3 : share;
}

/** Whether there is no condition besides the way. */
export function isAlways(conjunctions: readonly Conjunction[]): boolean {
  return conjunctions.some((conjunction) => conjunction.length === 0);
}
