import type { CellSet } from '../cells.ts';
import { type Box, commonOf, settled } from './boxes.ts';
import { varyingIn } from './merge.ts';
import type { Space } from './space.ts';

/** More boxes than this are left as they are: nobody reads them all, and to better them would take long. */
const most = 100;
/** So many cuts may it take to see whether a box is covered; beyond it, it is taken not to be. */
const patience = 300;

/** The cells of a box, of the questions only in which the boxes differ. */
type Cells = CellSet[];

/**
 * The same answers in fewer and larger boxes, which may overlap: each box is widened, question by question, as far as all
 * of it stays covered, and what others cover as well is left out.
 */
export function coverOf(space: Space, boxes: readonly Box[]): Box[] {
  if (boxes.length < 2 || boxes.length > most) return [...boxes];
  const varying = varyingIn(boxes);
  const whole = varying.map((question) => commonOf(space, question) | (space.absent[question] as CellSet));
  const own = boxes.map((box) => ({ box, cells: varying.map((question) => box.cells[question] as CellSet) }));
  // Where a question is left to what each answer comes to, no answer is neither inside nor outside.
  const isOpen = (box: Box, question: number): boolean => ((box.open >> BigInt(question)) & 1n) === 1n;
  const all = own.map(({ box, cells }) =>
    cells.map((set, index) =>
      isOpen(box, varying[index] as number) ? set | (space.absent[varying[index] as number] as CellSet) : set,
    ),
  );
  const wide: { readonly box: Box; readonly cells: Cells }[] = [];
  for (const { box, cells } of [...own].sort((a, b) => sizeOf(b.cells) - sizeOf(a.cells))) {
    if (wide.some((other) => holds(other.cells, cells))) continue;
    const wider = widened(cells, all, whole);
    // Of a question that is left open no answer need not be spoken of: it is in where all values are, else it is out.
    wide.push({ box, cells: wider.map((set, index) => (isOpen(box, varying[index] as number) ? tidied(set, index) : set)) });
  }
  function tidied(set: CellSet, index: number): CellSet {
    const absent = space.absent[varying[index] as number] as CellSet;
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

function widened(cells: Cells, boxes: readonly Cells[], whole: Cells): Cells {
  let now = cells;
  const widen = (index: number, set: CellSet): void => {
    if (set === now[index]) return;
    const wider = [...now];
    wider[index] = set;
    if (isCovered(wider, boxes)) now = wider;
  };
  // A question that need not be spoken of at all says most; the last ones asked, which come first, are the first to go.
  for (let index = 0; index < whole.length; index++) widen(index, whole[index] as CellSet);
  for (let index = 0; index < whole.length; index++) {
    if (now[index] === whole[index]) continue;
    for (let rest = (whole[index] as CellSet) & ~(now[index] as CellSet); rest !== 0n; rest &= rest - 1n) {
      widen(index, (now[index] as CellSet) | (rest & -rest));
    }
  }
  return now;
}

/** Whether every answer of a box is in one of the others. */
function isCovered(cells: Cells, others: readonly Cells[]): boolean {
  let cuts = 0;
  return covered(cells, 0);

  function covered(part: Cells, from: number): boolean {
    for (let index = from; index < others.length; index++) {
      const other = others[index] as Cells;
      if (!overlap(part, other)) continue;
      let rest = part;
      for (let question = 0; question < part.length; question++) {
        const outside = (rest[question] as CellSet) & ~(other[question] as CellSet);
        if (outside === 0n) continue;
        cuts++;
        const left = [...rest];
        left[question] = outside;
        if (cuts > patience || !covered(left, index + 1)) return false;
        rest = [...rest];
        rest[question] = (rest[question] as CellSet) & (other[question] as CellSet);
      }
      return true;
    }
    return false;
  }
}

function overlap(a: Cells, b: Cells): boolean {
  for (let index = 0; index < a.length; index++) if (((a[index] as CellSet) & (b[index] as CellSet)) === 0n) return false;
  return true;
}

function holds(a: Cells, b: Cells): boolean {
  for (let index = 0; index < a.length; index++) if (((b[index] as CellSet) & ~(a[index] as CellSet)) !== 0n) return false;
  return true;
}

/** A rough measure: how many cells there are, over all questions. */
function sizeOf(cells: Cells): number {
  let size = 0;
  for (const set of cells) for (let rest = set; rest !== 0n; rest &= rest - 1n) size++;
  return size;
}
