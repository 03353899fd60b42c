import { ABSENT, type CellSet } from '../engine/cells.ts';
import type { Space } from './space.ts';

/** A set of answers: for each question the cells, and the bit for no answer. */
export interface Box {
  readonly cells: readonly CellSet[];
  /**
   * Questions, as bits, of which no answer is judged by its completions: for these a box with all values is as good as
   * unconstrained.
   */
  readonly open: bigint;
}

/** The cells that both packs take. */
export function commonOf(space: Space, index: number): CellSet {
  const { cells, onlyOld, onlyNew } = space.questions[index] as Space['questions'][number];
  return cells.all & ~(onlyOld | onlyNew);
}

/** The share of the answer space that a box covers: each value of a choice and each interval of numbers weighs the same. */
export function shareOf(space: Space, cells: readonly CellSet[]): number {
  let share = 1;
  space.questions.forEach(({ cells: all }, index) => {
    const set = (cells[index] as CellSet) & all.all;
    if (set !== all.all) share *= bitCount(set) / all.count;
  });
  return share;
}

function bitCount(set: CellSet): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Whether some answers lie in both boxes. */
export function overlap(a: Box, b: Box): boolean {
  for (let index = 0; index < a.cells.length; index++) {
    if (((a.cells[index] as CellSet) & (b.cells[index] as CellSet)) === 0) return false;
  }
  return true;
}

/** The answers of both boxes, or null if there are none. */
export function meet(a: Box, b: Box): Box | null {
  if (!overlap(a, b)) return null;
  return { cells: a.cells.map((set, index) => set & (b.cells[index] as CellSet)), open: a.open | b.open };
}

/** Writes no answer into each question of which a box has all values, where it makes no difference. */
export function settled(space: Space, box: Box): Box {
  if (box.open === 0n) return box;
  const cells = box.cells.map((set, index) => {
    const common = commonOf(space, index);
    return (box.open >> BigInt(index)) & 1n && (set & common) === common ? set | ABSENT : set;
  });
  return { cells, open: box.open };
}

/** The smallest box around others. */
export function hullOf([first, ...others]: readonly Box[]): readonly CellSet[] {
  return (first?.cells ?? []).map((set, index) => others.reduce((hull, { cells }) => hull | (cells[index] as CellSet), set));
}

/** The same answers in boxes that do not overlap. */
export function apart(boxes: readonly Box[]): Box[] {
  const found: Box[] = [];
  for (const box of boxes) {
    let parts = [box];
    for (const other of found) parts = parts.flatMap((part) => without(part, other));
    found.push(...parts);
  }
  return found;
}

function without(box: Box, other: Box): Box[] {
  if (!overlap(box, other)) return [box];
  const parts: Box[] = [];
  let { cells } = box;
  other.cells.forEach((set, index) => {
    const outside = (cells[index] as CellSet) & ~set;
    if (outside === 0) return;
    parts.push({ cells: cells.with(index, outside), open: box.open });
    cells = cells.with(index, (cells[index] as CellSet) & set);
  });
  return parts;
}
