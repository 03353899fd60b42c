import type { Condition, Conditional, Question, Range, Test, Value } from '../model/pack.ts';

/**
 * A question's values fall into cells: the values of a choice, or the intervals of numbers that the pack treats alike.
 * All reasoning about unknown answers works on sets of cells, so numbers cost no more than choices.
 */
export type CellSet = number;

/** The bit of a set that stands for "no answer"; the other bits are the question's cells. */
export const ABSENT = 1 << 31;

/** Most cells a question may have, so that a set of them with `ABSENT` fits into a 32-bit integer. */
export const MAX_CELLS = 31;

/** A question has more values, or intervals that the pack distinguishes, than a set of cells has bits. */
export class TooManyCellsError extends Error {
  readonly question: string;
  readonly count: number;

  constructor(question: string, count: number) {
    super(`question ${question} has ${count} values or intervals, more than ${MAX_CELLS}`);
    this.question = question;
    this.count = count;
  }
}

/** A boundary between numbers: just before `at`, or just after it. */
export interface Cut {
  readonly at: number;
  readonly after: boolean;
}

/** The parts of a question, or of a derived quantity, that decide its cells. */
export type Dimension = Pick<Question, 'id' | 'type' | 'min' | 'max' | 'integer'> & {
  readonly values: readonly { readonly value: string }[];
};

export interface Cells {
  readonly count: number;
  readonly all: CellSet;
  /** Choices and booleans: the index of each value. */
  readonly indexOf: ReadonlyMap<string, number> | null;
  readonly values: readonly string[];
  /** Numbers: the cuts between neighbouring cells, ascending. */
  readonly cuts: readonly Cut[];
  readonly min: number;
  readonly max: number | null;
  readonly integer: boolean;
}

/** The cells between the boundaries that a pack sets. Throws TooManyCellsError if there are more than `MAX_CELLS`. */
export function cellsOf(question: Dimension, cuts: readonly Cut[]): Cells {
  const cells = intervalsOf(question, cuts);
  if (cells.count > MAX_CELLS) throw new TooManyCellsError(question.id, cells.count);
  return cells;
}

/** Like `cellsOf`, without a maximum: with more than `MAX_CELLS` cells, `all` means nothing. */
export function intervalsOf({ type, values: choices, min, max, integer }: Dimension, cuts: readonly Cut[]): Cells {
  const values = choices.map(({ value }) => value);
  const indexOf = type === 'number' ? null : new Map(values.map((value, index) => [value, index]));
  const kept = cuts
    .map((cut) => (integer ? wholeCut(cut) : cut))
    .filter((cut) => !isBeyond(min, cut) && (max === null || isBeyond(max, cut)))
    .sort((a, b) => a.at - b.at || Number(a.after) - Number(b.after))
    .filter(({ at, after }, index, list) => at !== list[index - 1]?.at || after !== list[index - 1]?.after);
  const count = indexOf ? values.length : kept.length + 1;
  const all = count >= MAX_CELLS ? ~ABSENT : (1 << count) - 1;
  return { count, all, indexOf, values, cuts: kept, min, max, integer };
}

/** The set of one cell; empty for -1. */
export function bitOf(cell: number): CellSet {
  return cell < 0 ? 0 : 1 << cell;
}

export function cutsOf(test: Test): Cut[] {
  if (isRange(test)) {
    const { from, above, to, below } = test;
    const cuts = (bounds: readonly (number | undefined)[], after: boolean) =>
      bounds.filter((at) => at !== undefined).map((at) => ({ at, after }));
    return [...cuts([from, below], false), ...cuts([above, to], true)];
  }
  const numbers = test.filter((value) => typeof value === 'number');
  return numbers.flatMap((at) => [false, true].map((after) => ({ at, after })));
}

/** The cell that holds a value, or -1 if the question does not have that value. */
export function cellOf(cells: Cells, value: Value): number {
  if (cells.indexOf) return cells.indexOf.get(value as string) ?? -1;
  if (typeof value !== 'number') return -1;
  let low = 0;
  let high = cells.cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBeyond(value, cells.cuts[middle] as Cut)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The cells that a test admits. Exact: thanks to the pack's cuts, a cell is never half inside. */
export function cellsMatching(cells: Cells, test: Test): CellSet {
  return cellsWhere(cells, (value) => matches(test, value));
}

const valuesOf = new WeakMap<Cells, readonly Value[]>();

/** The cells whose values pass; one value of each cell stands for all. */
export function cellsWhere(cells: Cells, passes: (value: Value) => boolean): CellSet {
  const values = valuesOf.get(cells) ?? Array.from({ length: cells.count }, (_, index) => valueIn(cells, index));
  valuesOf.set(cells, values);
  let set = 0;
  for (let index = 0; index < values.length; index++) if (passes(values[index] as Value)) set |= 1 << index;
  return set;
}

export function matches(test: Test, value: Value): boolean {
  if (!isRange(test)) return test.includes(value);
  if (typeof value !== 'number') return false;
  const { from = -Infinity, above = -Infinity, to = Infinity, below = Infinity } = test;
  return value >= from && value > above && value <= to && value < below;
}

/** Whether answers meet a condition; an unanswered question never does. */
export function meets(condition: Condition, answers: Readonly<Record<string, Value>>): boolean {
  return Object.entries(condition).every(([question, test]) => {
    const value = answers[question];
    return value !== undefined && matches(test, value);
  });
}

/** Whether a fact, size or metric applies to answers: its condition holds, and none of those that exclude it. */
export function applies({ when = {}, unless = [] }: Conditional, answers: Readonly<Record<string, Value>>): boolean {
  return meets(when, answers) && !unless.some((condition) => meets(condition, answers));
}

/** A value in the cell: of numbers a short one close to `near` if that is given, else the lowest. */
export function valueIn(cells: Cells, index: number, near?: Value | null): Value {
  if (cells.indexOf) return cells.values[index] as string;
  const low = index === 0 ? { at: cells.min, after: false } : (cells.cuts[index - 1] as Cut);
  const high = cells.cuts[index] ?? (cells.max === null ? null : { at: cells.max, after: true });
  if (high && typeof near === 'number' && isBeyond(near, high)) return lastBefore(low, high, cells.integer);
  return firstAfter(low, high);
}

/** The cells of a set, ascending. */
export function indexesOf(set: CellSet): number[] {
  const indexes: number[] = [];
  for (let rest = set & ~ABSENT; rest !== 0; rest &= rest - 1) indexes.push(firstOf(rest));
  return indexes;
}

/** The lowest cell of a set that is not empty. */
export function firstOf(set: CellSet): number {
  return 31 - Math.clz32(set & -set);
}

/** Whether a test accepts a range of numbers, not a list of values. */
export function isRange(test: Test): test is Range {
  return !Array.isArray(test);
}

function firstAfter(low: Cut, high: Cut | null): number {
  if (!low.after) return low.at;
  if (!high || !isBeyond(low.at + 1, high)) return low.at + 1;
  return (low.at + high.at) / 2;
}

function lastBefore(low: Cut, high: Cut, integer: boolean): number {
  if (high.after) return high.at;
  if (integer || isBeyond(high.at - 1, low)) return high.at - 1;
  return (low.at + high.at) / 2;
}

function isBeyond(value: number, cut: Cut): boolean {
  return cut.after ? value > cut.at : value >= cut.at;
}

function wholeCut(cut: Cut): Cut {
  return { at: cut.after ? Math.floor(cut.at) + 1 : Math.ceil(cut.at), after: false };
}

/** The spans of numbers that a set of cells covers. */
export function spansOf(cells: Cells, set: CellSet): Range[] {
  const indexes = indexesOf(set & cells.all);
  const firsts = indexes.filter((index) => !indexes.includes(index - 1));
  const lasts = indexes.filter((index) => !indexes.includes(index + 1));
  return firsts.map((first, at) => spanOf(cells, first, lasts[at] ?? first));
}

/** The span of numbers from one cell to another. */
export function spanOf({ cuts }: Cells, first: number, last: number): Range {
  const [low, high] = [cuts[first - 1], cuts[last]];
  return {
    ...(low && (low.after ? { above: low.at } : { from: low.at })),
    ...(high && (high.after ? { to: high.at } : { below: high.at })),
  };
}
