import type { Change, Conjunction, Place, Region } from '../core/diff/index.ts';

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
  const weight = ({ changes }: ChangedPlace): number =>
    changes.reduce((most, { change, share }) => Math.max(most, change.kind === 'reason' ? share / 1e3 : share), 0);
  return [...places.values()].sort((a, b) => weight(b) - weight(a));
}

/** Whether nothing more than the way there is asked. */
export function isAlways(conjunctions: readonly Conjunction[]): boolean {
  return conjunctions.some((conjunction) => conjunction.length === 0);
}
