import { ABSENT, type CellSet } from '../engine/cells.ts';
import { type Box, commonOf } from './boxes.ts';
import { coverOf } from './cover.ts';
import { type Cells, holds, isCovered, meetCells, overlapCells, sizeOf, widened } from './covered.ts';
import type { Space } from './space.ts';

/** So many conditions may be held against so many ways; beyond it, only what no way can meet is left out. */
const most = 2000;

/**
 * Conditions as far as they say more than the ways do which they go with: what no way can meet is left out, and so is what
 * every way meets already. The same answers meet both the ways and these.
 */
export function furtherOf(space: Space, ways: readonly Box[], when: readonly Box[]): Box[] {
  const wholeOf = (question: number): CellSet => commonOf(space, question) | ABSENT;
  const asked = space.questions
    .map((_, question) => question)
    .filter((question) => when.some(({ cells }) => cells[question] !== wholeOf(question)))
    .reverse();
  const whole = asked.map(wholeOf);
  const among = distinct(ways.map((way) => asked.map((question) => way.cells[question] as CellSet)));
  const own = when.map((box) => ({ box, cells: asked.map((question) => box.cells[question] as CellSet) }));
  const possible = own.filter(({ cells }) => among.some((way) => overlapCells(way, cells)));
  if (possible.length * among.length > most)
    return coverOf(
      space,
      possible.map(({ box }) => box),
    );

  const all = possible.map(({ cells }) => cells);
  const isMet = (cells: Cells, others: readonly Cells[]): boolean =>
    among.every((way) => !overlapCells(way, cells) || isCovered(meetCells(way, cells), others));
  let kept: Cells[] = [];
  for (const cells of all.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    if (!kept.some((other) => holds(other, cells))) kept.push(widened(cells, whole, (wider) => isMet(wider, all)));
  }
  // The last one first: it was the smallest, and is most likely to be met by the others.
  for (const each of kept.toReversed()) {
    const others = kept.filter((other) => other !== each);
    if (isMet(each, others)) kept = others;
  }
  return kept.map((cells) => {
    const full = [...(when[0] as Box).cells];
    const hull = among
      .filter((way) => overlapCells(way, cells))
      .reduce((around, way) => around.map((set, at) => set | (way[at] ?? 0)));
    asked.forEach((question, at) => {
      const set = cells[at] as CellSet;
      full[question] = set === whole[at] ? set : set & (hull[at] as CellSet);
    });
    return { cells: full, open: 0n };
  });
}

function distinct(all: readonly Cells[]): Cells[] {
  return [...new Map(all.map((cells) => [cells.join(), cells])).values()];
}
