import type { Change, Conjunction, Place, Region } from '../index.ts';

/** Two leaves at which the same answers end, the ways there, and all that changes there. */
export interface ChangedPlace {
  readonly leaves: Place['leaves'];
  readonly ways: readonly Conjunction[];
  readonly changes: readonly { readonly change: Change; readonly share: number; readonly when: readonly Conjunction[] }[];
}

/** The regions by place, so that the ways to a place are said once; the places with the largest share first. */
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

/** Whether nothing more than the way there is asked. */
export function isAlways(conjunctions: readonly Conjunction[]): boolean {
  return conjunctions.some((conjunction) => conjunction.length === 0);
}
