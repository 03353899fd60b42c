import type { CellSet } from '../engine/cells.ts';

/** So many cuts may it take to see whether a box is covered; beyond it, it is taken not to be. */
const patience = 300;

/** The cells of a box, of some questions only. */
export type Cells = CellSet[];

/** A box that is widened, question by question, as far as it may be. */
export function widened(cells: Cells, whole: Cells, mayBe: (wider: Cells) => boolean): Cells {
  let now = cells;
  const widen = (index: number, set: CellSet): void => {
    if (set === now[index]) return;
    const wider = [...now];
    wider[index] = set;
    if (mayBe(wider)) now = wider;
  };
  // A question that need not be spoken of at all says most; the last ones asked, which come first, are the first to go.
  for (let index = 0; index < whole.length; index++) widen(index, whole[index] as CellSet);
  for (let index = 0; index < whole.length; index++) {
    if (now[index] === whole[index]) continue;
    for (let rest = (whole[index] as CellSet) & ~(now[index] as CellSet); rest !== 0; rest &= rest - 1) {
      widen(index, (now[index] as CellSet) | (rest & -rest));
    }
  }
  return now;
}

/** Whether every answer of a box is in one of the others. */
export function isCovered(cells: Cells, others: readonly Cells[]): boolean {
  let cuts = 0;
  return covered(cells, 0);

  function covered(part: Cells, from: number): boolean {
    for (let index = from; index < others.length; index++) {
      const other = others[index] as Cells;
      if (!overlapCells(part, other)) continue;
      let rest = part;
      for (let question = 0; question < part.length; question++) {
        const outside = (rest[question] as CellSet) & ~(other[question] as CellSet);
        if (outside === 0) continue;
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

/** Whether two boxes have some answer in common. */
export function overlapCells(a: Cells, b: Cells): boolean {
  for (let index = 0; index < a.length; index++) if (((a[index] as CellSet) & (b[index] as CellSet)) === 0) return false;
  return true;
}

/** The answers that two boxes have in common. */
export function meetCells(a: Cells, b: Cells): Cells {
  return a.map((set, index) => set & (b[index] as CellSet));
}

/** Whether one box has all of another. */
export function holds(a: Cells, b: Cells): boolean {
  for (let index = 0; index < a.length; index++) if (((b[index] as CellSet) & ~(a[index] as CellSet)) !== 0) return false;
  return true;
}

/** A rough measure: how many cells there are, over all questions. */
export function sizeOf(cells: Cells): number {
  let size = 0;
  for (const set of cells) for (let rest = set; rest !== 0; rest &= rest - 1) size++;
  return size;
}
