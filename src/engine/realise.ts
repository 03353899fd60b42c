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

/** How often intervals are narrowed by all constraints, where each time still narrows one. */
const MAX_ROUNDS = 10;

/** A closed range of numbers. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A derived quantity whose inputs all have values, the cells that it must lie in, and the interval around them. */
interface Constraint {
  readonly quantity: CompiledDerived;
  readonly set: CellSet;
  readonly wanted: Interval;
}

type Quantities = Pick<Compiled, 'derived' | 'dimensions'>;

/** Whether a box may contain numbers as `realise` finds them. False is proved; true is not, where there are too many numbers to try. */
export function isRealistic(compiled: Quantities, box: Box): boolean {
  return realise(compiled, box, new Map(), true) !== null;
}

/**
 * Finds numbers for the inputs of derived quantities, by question, so that inputs and quantities lie in the cells of a box; null:
 * none found. An input that may be absent stays absent, unless a quantity that must be known needs it.
 *
 * @param fixed values of inputs that are given
 * @param inDoubt whether numbers that are too many to try are taken to be among them
 */
export function realise(compiled: Quantities, box: Box, fixed: ReadonlyMap<number, number> = new Map(), inDoubt = false) {
  const present = presentInputs(compiled, box);
  const constraints: Constraint[] = [];
  for (const quantity of compiled.derived) {
    if (!quantity.inputs.every((index) => present.has(index))) continue;
    const set = (box[quantity.index] ?? 0) & ~ABSENT;
    if (set === 0) return null;
    constraints.push({ quantity, set, wanted: hullOf(quantity.cells, set) });
  }
  const inputs: { readonly index: number; readonly cells: Cells; readonly set: CellSet }[] = [];
  const intervals = new Map<number, Interval>();
  for (const index of present) {
    const cells = compiled.dimensions[index];
    const set = (box[index] ?? 0) & ~ABSENT;
    const value = fixed.get(index);
    if (!cells || set === 0) return null;
    inputs.push({ index, cells, set });
    intervals.set(index, value === undefined ? hullOf(cells, set) : { low: value, high: value });
  }
  let tries = 0;
  const values = new Map<number, number>();
  return search(inputs, intervals) ? values : null;

  function search(open: typeof inputs, before: ReadonlyMap<number, Interval>): boolean {
    const narrow = propagated(constraints, before);
    if (!narrow) return false;
    const [input, ...others] = open;
    if (!input) return constraints.every((each) => isMet(each, values));
    const { index, cells, set } = input;
    const interval = narrow.get(index) ?? hullOf(cells, set);
    const isWhole = cells.integer && interval.high - interval.low <= MAX_WHOLE_NUMBERS;
    if (inDoubt && !isWhole) return true;
    const inCells = isWhole ? wholeIn : candidatesIn;
    for (const value of fixed.has(index) ? [interval.low] : inCells(cells, set, interval)) {
      if (++tries > MAX_TRIES) return inDoubt;
      values.set(index, value);
      if (search(others, new Map(narrow).set(index, { low: value, high: value }))) return true;
    }
    return false;
  }
}

/** Narrows intervals by the constraints (interval propagation); null: a constraint cannot be met. */
function propagated(constraints: readonly Constraint[], before: ReadonlyMap<number, Interval>) {
  const now = new Map(before);
  for (let rounds = 0, changed = true; changed && rounds < MAX_ROUNDS; rounds++) {
    changed = false;
    for (const constraint of constraints) {
      for (const index of constraint.quantity.inputs) {
        const narrower = narrowedBy(constraint, index, now);
        if (!narrower) return null;
        changed ||= narrower !== now.get(index);
        now.set(index, narrower);
      }
    }
  }
  return now;
}

/** Narrows the interval of an input to where a quantity can be as wanted; the same one if that is nearly all, null: nowhere. */
function narrowedBy({ quantity, wanted }: Constraint, index: number, intervals: ReadonlyMap<number, Interval>): Interval | null {
  const { derived, inputs } = quantity;
  const interval = intervals.get(index) ?? { low: 0, high: MAX_NUMBER };
  /** What the quantity multiplies this input by, with all others at their minimum or maximum. */
  const factor = (side: keyof Interval): number =>
    computed(
      derived,
      inputs.map((input) => (input === index ? 1 : (intervals.get(input)?.[side] ?? 0))),
    );
  const [least, most] = [factor('low'), factor('high')];
  const low = most > 0 ? Math.max(interval.low, wanted.low / most) : interval.low;
  const high = least > 0 ? Math.min(interval.high, wanted.high / least) : interval.high;
  // Relative to each bound: that of an input without a maximum is larger than any number.
  const slack = (bound: number): number => 1e-9 * Math.max(1, bound);
  if (low > high + slack(low)) return null;
  const isNarrower = low > interval.low + slack(low) || high < interval.high - slack(high);
  return isNarrower ? { low: Math.min(low, high), high: Math.max(low, high) } : interval;
}

/** The first value in the box for each question that needs an answer, in pack order; `numbers` are already known. */
export function answersIn(
  { questions }: Pick<Compiled, 'questions'>,
  box: Box,
  numbers?: ReadonlyMap<number, number> | null,
): AnswerSet {
  const answers: Record<string, Value> = {};
  for (const { id, index, cells } of questions) {
    const set = box[index] ?? ABSENT;
    const known = numbers?.get(index);
    if (known !== undefined || (set & ABSENT) === 0) answers[id] = known ?? valueIn(cells, firstOf(set));
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

function isMet({ quantity: { cells, derived, inputs }, set }: Constraint, values: ReadonlyMap<number, number>): boolean {
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
      if ((set & bitOf(cellOf(cells, each))) !== 0) found.add(each);
    }
  };
  for (const cell of indexesOf(set)) {
    const { low, high } = hullOf(cells, 1 << cell);
    const from = Math.max(low, interval.low);
    const to = Math.min(high, interval.high);
    if (from > to) continue;
    const between = [1e-6, 0.01, 0.25, 0.75, 0.99].map((share) => from + (to - from) * share);
    for (const value of to < MAX_NUMBER ? [from, to, (from + to) / 2, ...between] : [from, from + 1, 2 * from + 2]) add(value);
  }
  return [...found];
}
