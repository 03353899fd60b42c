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

/** The largest interval whose whole numbers are all tried. */
const MAX_WHOLE_NUMBERS = 40;

/** How often intervals are narrowed by all constraints, where each time still narrows one. */
const MAX_ROUNDS = 10;

/** A closed range of numbers. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

type Intervals = ReadonlyMap<number, Interval>;

/** A question that needs a number, and the cells in which to find one. */
interface Input {
  readonly index: number;
  readonly cells: Cells;
  readonly set: CellSet;
}

/** A derived quantity whose inputs all have numbers, the cells that it must lie in, and the interval around them. */
interface Constraint {
  readonly quantity: CompiledDerived;
  readonly set: CellSet;
  readonly wanted: Interval;
}

type Quantities = Pick<Compiled, 'derived' | 'dimensions'>;
type Numbers = ReadonlyMap<number, number>;

/** The numbers to try for an input; null: there are too many. */
type NumbersToTry = (input: Input, interval: Interval) => readonly number[] | null;

/** Whether a box may contain numbers as `realize` finds them. False is proved; true is not, if there are too many to try. */
export function isRealistic(compiled: Quantities, box: Box): boolean {
  return search(compiled, box, new Map(), wholeNumbersIn) !== 'none';
}

/**
 * Finds numbers for the inputs of derived quantities, by question, so that inputs and quantities lie in the cells of a box; null:
 * none found. An input that may be absent stays absent, unless a quantity that must be known needs it.
 *
 * @param fixed values of inputs that are given
 */
export function realize(compiled: Quantities, box: Box, fixed: Numbers = new Map()): Numbers | null {
  const numbersToTry: NumbersToTry = (input, interval) => wholeNumbersIn(input, interval) ?? samplesIn(input, interval);
  const found = search(compiled, box, fixed, numbersToTry);
  return typeof found === 'string' ? null : found;
}

/** Searches for numbers that fit a box. `none`: there are none; `too-many`: there are too many to try. */
function search(compiled: Quantities, box: Box, fixed: Numbers, numbersToTry: NumbersToTry) {
  const setOf = (index: number): CellSet => (box[index] ?? 0) & ~ABSENT;
  const present = presentInputs(compiled, box);
  const inputs = [...present]
    .filter((index) => !fixed.has(index))
    .map((index): Input => ({ index, cells: compiled.dimensions[index] as Cells, set: setOf(index) }));
  const constraints = compiled.derived
    .filter((quantity) => quantity.inputs.every((index) => present.has(index)))
    .map((quantity) => ({ quantity, set: setOf(quantity.index), wanted: hullOf(quantity.cells, setOf(quantity.index)) }));
  const intervals = new Map(inputs.map(({ index, cells, set }) => [index, hullOf(cells, set)]));
  for (const [index, value] of fixed) intervals.set(index, { low: value, high: value });
  const values = new Map(fixed);
  let tries = 0;
  const isImpossible = [...inputs, ...constraints].some(({ set }) => set === 0);
  return isImpossible ? 'none' : searchFrom(inputs, intervals);

  function searchFrom([input, ...others]: readonly Input[], before: Intervals): Numbers | 'none' | 'too-many' {
    const narrow = propagated(constraints, before);
    if (!narrow) return 'none';
    if (!input) return constraints.every((each) => isMet(each, values)) ? values : 'none';
    const { index, cells, set } = input;
    const numbers = numbersToTry(input, narrow.get(index) ?? hullOf(cells, set));
    if (!numbers) return 'too-many';
    for (const value of numbers) {
      if (++tries > MAX_TRIES) return 'too-many';
      values.set(index, value);
      const found = searchFrom(others, new Map(narrow).set(index, { low: value, high: value }));
      if (found !== 'none') return found;
    }
    return 'none';
  }
}

/** Narrows intervals by the constraints (interval propagation); null: a constraint cannot be met. */
function propagated(constraints: readonly Constraint[], before: Intervals): Intervals | null {
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
function narrowedBy({ quantity, wanted }: Constraint, index: number, intervals: Intervals): Interval | null {
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

/** The inputs that must have a value: those that may not be absent, and those of quantities that may not be. */
function presentInputs({ derived }: Pick<Compiled, 'derived'>, box: Box): ReadonlySet<number> {
  const present = new Set<number>();
  for (const { index, inputs } of derived) {
    const isKnown = ((box[index] ?? 0) & ABSENT) === 0;
    for (const input of inputs) if (isKnown || ((box[input] ?? 0) & ABSENT) === 0) present.add(input);
  }
  return present;
}

function isMet({ quantity: { cells, derived, inputs }, set }: Constraint, values: Numbers): boolean {
  const numbers = inputs.map((index) => values.get(index) ?? 0);
  return (set & bitOf(cellOf(cells, computed(derived, numbers)))) !== 0;
}

function hullOf(cells: Cells, set: CellSet): Interval {
  const indexes = indexesOf(set);
  const first = indexes[0] ?? 0;
  const last = indexes.at(-1) ?? 0;
  return { low: cells.cuts[first - 1]?.at ?? cells.min, high: cells.cuts[last]?.at ?? cells.max ?? MAX_NUMBER };
}

/** The whole numbers of an interval that lie in the cells of an input; null: it takes others, too, or too many. */
function wholeNumbersIn({ cells, set }: Input, { low, high }: Interval): number[] | null {
  if (!cells.integer || high - low > MAX_WHOLE_NUMBERS) return null;
  const found: number[] = [];
  for (let value = Math.ceil(low - 1e-9); value <= high + 1e-9; value++) {
    if ((set & bitOf(cellOf(cells, value))) !== 0) found.push(value);
  }
  return found;
}

/** Numbers of an interval that lie in the cells of an input: the ends of each cell and points between them. */
function samplesIn({ cells, set }: Input, interval: Interval): number[] {
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

/** The first value in the box for each question that needs an answer, in pack order; `numbers` are already known. */
export function answersIn({ questions }: Pick<Compiled, 'questions'>, box: Box, numbers?: Numbers | null): AnswerSet {
  const answers: Record<string, Value> = {};
  for (const { id, index, cells } of questions) {
    const set = box[index] ?? ABSENT;
    const known = numbers?.get(index);
    if (known !== undefined || (set & ABSENT) === 0) answers[id] = known ?? valueIn(cells, firstOf(set));
  }
  return answers;
}
