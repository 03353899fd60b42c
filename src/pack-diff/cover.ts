import { ABSENT, type CellSet } from '../engine/cells.ts';
import { type Box, commonOf, settled } from './boxes.ts';
import { type Cells, holds, isCovered, sizeOf, widened } from './covered.ts';
import { varyingIn } from './merge.ts';
import type { Space } from './space.ts';

/** More boxes than this are left as they are: nobody reads them all, and to better them would take long. */
const most = 100;

/**
 * The same answers in fewer and larger boxes, which may overlap: each box is widened, question by question, as far as all
 * of it stays covered, and what others cover as well is left out.
 */
export function coverOf(space: Space, boxes: readonly Box[]): Box[] {
  if (boxes.length < 2 || boxes.length > most) return [...boxes];
  const varying = varyingIn(boxes);
  const whole = varying.map((question) => commonOf(space, question) | ABSENT);
  const own = boxes.map((box) => ({ box, cells: varying.map((question) => box.cells[question] as CellSet) }));
  // Where a question is left to what each answer comes to, no answer is neither inside nor outside.
  const isOpen = (box: Box, question: number): boolean => ((box.open >> BigInt(question)) & 1n) === 1n;
  const all = own.map(({ box, cells }) =>
    cells.map((set, index) => (isOpen(box, varying[index] as number) ? set | ABSENT : set)),
  );
  const wide: { readonly box: Box; readonly cells: Cells }[] = [];
  for (const { box, cells } of [...own].sort((a, b) => sizeOf(b.cells) - sizeOf(a.cells))) {
    if (wide.some((other) => holds(other.cells, cells))) continue;
    const widest = widened(cells, whole, (wider) => isCovered(wider, all));
    // Of a question that is left open no answer need not be spoken of: it is in where all values are, else it is out.
    wide.push({ box, cells: widest.map((set, index) => (isOpen(box, varying[index] as number) ? tidied(set, index) : set)) });
  }
  function tidied(set: CellSet, index: number): CellSet {
    const absent = ABSENT;
    return (set | absent) === whole[index] ? set | absent : set & ~absent;
  }

  // The last one first: it was the smallest, and is most likely to be covered by the others.
  let kept = wide;
  for (const each of [...wide].reverse()) {
    const others = kept.filter((other) => other !== each);
    if (
      isCovered(
        each.cells,
        others.map(({ cells }) => cells),
      )
    )
      kept = others;
  }
  return kept.map(({ box, cells }) => {
    const full = [...box.cells];
    varying.forEach((question, index) => {
      full[question] = cells[index] as CellSet;
    });
    return settled(space, { cells: full, open: box.open });
  });
}
