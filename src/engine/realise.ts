import type { AnswerSet } from '../model/lint-result.ts';
import type { Value } from '../model/pack.ts';
import type { Box } from './box.ts';
import { ABSENT, bitOf, type CellSet, type Cells, cellOf, firstOf, indexesOf, valueIn } from './cells.ts';
import type { Compiled, CompiledDerived } from './compiled.ts';
import { computed } from './formula.ts';

/** Stands for infinity, since products with it stay finite. */
const MAX_NUMBER = 1e15;

/** Values to try before a search gives up. */
const MAX_TRIES = 2000;

/** The largest number of integers in an interval that are all tried. */
const MAX_WHOLE_NUMBERS = 40;

/** A closed range of numbers. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

type Quantities = Pick<Compiled, 'derived' | 'dimensions'>;

/** Whether a box may contain numbers as `realise` finds them. False is proved; true is not, where there are too many numbers to try. */
export function isRealistic(compiled: Quantities, box: Box): boolean {
  return compiled.derived.length === 0 || realise(compiled, box, new Map(), true) !== null;
}

/**
 * Finds numbers for the inputs of derived quantities, by question, so that inputs and quantities lie in the cells of a box; null:
 * none found. An input that may be absent stays absent, unless a quantity that must be known needs it.
 *
 * @param fixed values of inputs that are given
 * @param inDoubt whether numbers that are too many to try are taken to be among them
 */
export function realise(compiled: Quantities, box: Box, fixed: ReadonlyMap<number, number> = new Map(), inDoubt = false) {
  const { derived } = compiled;
  const present = presentInputs(compiled, box);
  /** The derived quantities whose inputs are all present, and the cells that they must lie in. */
  const constraints: { readonly each: CompiledDerived; readonly set: CellSet }[] = [];
  for (const each of derived) {
    if (!each.inputs.every((index) => present.has(index))) continue;
    const set = (box[each.index] ?? 0) & ~ABSENT;
    if (set === 0) return null;
    constraints.push({ each, set });
  }
  const intervals = new Map<number, Interval>();
  for (const index of present) {
    const cells = compiled.dimensions[index];
    const set = (box[index] ?? 0) & ~ABSENT;
    const value = fixed.get(index);
    if (!cells || set === 0) return null;
    intervals.set(index, value === undefined ? hullOf(cells, set) : { low: value, high: value });
  }
  let tries = 0;
  const values = new Map<number, number>();
  return search([...present], intervals) ? values : null;

  function search(open: readonly number[], before: ReadonlyMap<number, Interval>): boolean {
    const narrow = propagated(before);
    if (!narrow) return false;
    const [index, ...others] = open;
    if (index === undefined) return constraints.every(({ each, set }) => isMet(each, set, values));
    const cells = compiled.dimensions[index];
    const interval = narrow.get(index);
    if (!cells || !interval) return false;
    const set = (box[index] ?? 0) & ~ABSENT;
    const isWhole = cells.integer && interval.high - interval.low <= MAX_WHOLE_NUMBERS;
    if (inDoubt && !isWhole) return true;
    const numbers = fixed.has(index) ? [interval.low] : (isWhole ? wholeIn : candidatesIn)(cells, set, interval);
    for (const value of numbers) {
      if (++tries > MAX_TRIES) return inDoubt;
      values.set(index, value);
      if (search(others, new Map(narrow).set(index, { low: value, high: value }))) return true;
    }
    values.delete(index);
    return false;
  }

  /** Narrows intervals by the constraints (interval propagation); null: a constraint cannot be met. */
  function propagated(before: ReadonlyMap<number, Interval>): ReadonlyMap<number, Interval> | null {
    const now = new Map(before);
    for (let rounds = 0, changed = true; changed && rounds < 10; rounds++) {
      changed = false;
      for (const { each, set } of constraints) {
        const wanted = hullOf(each.cells, set);
        for (const index of each.inputs) {
          const interval = now.get(index);
          if (!interval) continue;
          /** What the quantity multiplies this input by, with all others at their minimum or maximum. */
          const factor = (side: keyof Interval): number =>
            computed(
              each.derived,
              each.inputs.map((input) => (input === index ? 1 : (now.get(input)?.[side] ?? 0))),
            );
          const [least, most] = [factor('low'), factor('high')];
          const low = Math.max(interval.low, most > 0 ? wanted.low / most : wanted.low > 0 ? Infinity : interval.low);
          const high = Math.min(interval.high, least > 0 ? wanted.high / least : interval.high);
          const slack = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high));
          if (low > high + slack) return null;
          if (low > interval.low + slack || high < interval.high - slack) {
            now.set(index, { low: Math.min(low, high), high: Math.max(low, high) });
            changed = true;
          }
        }
      }
    }
    return now;
  }
}

/** The first value in the box for each question that needs an answer, in pack order; `numbers` are already known. */
export function answersIn(
  { questions }: Pick<Compiled, 'questions'>,
  box: Box,
  numbers?: ReadonlyMap<number, number> | null,
): AnswerSet {
  const answers: Record<string, Value> = {};
  for (const { question, index, cells } of questions) {
    const set = box[index] ?? ABSENT;
    const known = numbers?.get(index);
    if (known !== undefined || (set & ABSENT) === 0) answers[question.id] = known ?? valueIn(cells, firstOf(set));
  }
  return answers;
}

/** The inputs that must have a value: those that may not be absent, and those of quantities that may not be. */
function presentInputs({ derived }: Pick<Compiled, 'derived'>, box: Box): ReadonlySet<number> {
  const present = new Set<number>();
  for (const { index, inputs } of derived) {
    const isKnown = ((box[index] ?? 0) & ABSENT) === 0;
    for (const input of inputs) if (isKnown || ((box[input] ?? 0) & ABSENT) === 0) present.add(input);
  }
  return present;
}

function isMet({ cells, derived, inputs }: CompiledDerived, set: CellSet, values: ReadonlyMap<number, number>): boolean {
  const numbers = inputs.map((index) => values.get(index) ?? 0);
  return (set & bitOf(cellOf(cells, computed(derived, numbers)))) !== 0;
}

function hullOf(cells: Cells, set: CellSet): Interval {
  const indexes = indexesOf(set);
  const first = indexes[0] ?? 0;
  const last = indexes.at(-1) ?? 0;
  return { low: cells.cuts[first - 1]?.at ?? cells.min, high: cells.cuts[last]?.at ?? cells.max ?? MAX_NUMBER };
}

/** The integers of an interval that lie in some cells. */
function wholeIn(cells: Cells, set: CellSet, { low, high }: Interval): number[] {
  const found: number[] = [];
  for (let value = Math.ceil(low - 1e-9); value <= high + 1e-9; value++)
    if ((set & bitOf(cellOf(cells, value))) !== 0) found.push(value);
  return found;
}

/** Candidates in an interval that lie in some cells: the ends of each cell and points between them. */
function candidatesIn(cells: Cells, set: CellSet, interval: Interval): number[] {
  const found = new Set<number>();
  const add = (value: number): void => {
    for (const each of cells.integer ? [Math.floor(value), Math.ceil(value)] : [value]) {
      if ((set & bitOf(cellOf(cells, each))) !== 0 && each >= cells.min && (cells.max === null || each <= cells.max))
        found.add(each);
    }
  };
  for (const cell of indexesOf(set)) {
    const { low, high } = hullOf(cells, 1 << cell);
    const from = Math.max(low, interval.low);
    const to = Math.min(high, interval.high);
    if (from > to) continue;
    for (const value of [from, to >= MAX_NUMBER ? from + 1 : to, to >= MAX_NUMBER ? 2 * from + 2 : (from + to) / 2]) add(value);
    if (to < MAX_NUMBER) for (const share of [1e-6, 0.01, 0.25, 0.75, 0.99]) add(from + (to - from) * share);
  }
  return [...found];
}
