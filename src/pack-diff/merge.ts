import type { CellSet } from '../engine/cells.ts';
import { type Box, settled } from './boxes.ts';
import type { Space } from './space.ts';

/**
 * Joins boxes that differ in one question only, until none do: fewer and simpler conditions for the same answers. The boxes
 * must not overlap, and neither do those that come out.
 */
export function mergeBoxes(space: Space, boxes: readonly Box[]): Box[] {
  let merged = boxes.map((box) => settled(space, box));
  for (let before = -1; merged.length !== before && merged.length > 1; ) {
    before = merged.length;
    const varying = varyingIn(merged);
    for (const question of varying) merged = mergedIn(space, merged, question, varying);
  }
  return merged;
}

/**
 * The questions in which boxes differ. Requirements first, the first questions of the conversation last: those are what a
 * reader looks for.
 */
export function varyingIn(boxes: readonly Box[]): number[] {
  const [first] = boxes;
  if (!first) return [];
  return [...first.cells.keys()]
    .filter((question) => boxes.some(({ cells }) => cells[question] !== first.cells[question]))
    .reverse();
}

function mergedIn(space: Space, boxes: readonly Box[], question: number, varying: readonly number[]): Box[] {
  const rest = varying.filter((other) => other !== question);
  const byRest = new Map<string, Box>();
  for (const box of boxes) {
    let key = '';
    for (const other of rest) key += `${box.cells[other]} `;
    const other = byRest.get(key);
    if (!other) byRest.set(key, box);
    else {
      const cells = [...other.cells];
      cells[question] = (other.cells[question] as CellSet) | (box.cells[question] as CellSet);
      byRest.set(key, settled(space, { cells, open: other.open & box.open }));
    }
  }
  return [...byRest.values()];
}
