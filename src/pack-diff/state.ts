import type { Clause, Divisible } from '../engine/box.ts';
import { ABSENT, bitOf, type CellSet, cellOf, indexesOf } from '../engine/cells.ts';
import type { CompiledQuestion } from '../engine/compile.ts';
import type { Value } from '../model/pack.ts';
import { commonOf } from './boxes.ts';
import type { Space } from './space.ts';

/** One of the two packs: 0 the old one, 1 the new one. */
export type Side = 0 | 1;

/** Sets of answers that both packs have walked together up to here. */
export interface State {
  /** For each question, the cells that its answer may lie in, and the bit for no answer. */
  readonly box: readonly CellSet[];
  /** By side and question, the cell that no answer stands for there, once the pack has asked and filled it in. */
  readonly stands: readonly [ReadonlyMap<number, number>, ReadonlyMap<number, number>];
  /** Asked questions whose absence is left to what each answer comes to, as bits. */
  readonly open: bigint;
  /** Some absent answer was filled with a default. */
  readonly defaulted: boolean;
  /** One side asks a question that nothing answers or fills in, and the other one has not asked it: each answer is tried. */
  readonly asking: { readonly side: Side; readonly question: number; readonly cell: number } | null;
}

/** Cells as one side sees them: with the bit for no answer, if that stands for one of them. */
export function seen({ stands }: State, side: Side, question: number, cells: CellSet): CellSet {
  const cell = stands[side].get(question);
  return cell !== undefined && cells & bitOf(cell) ? cells | ABSENT : cells;
}

/** A state whose answer to one question lies in a smaller set. */
export function within(state: State, question: number, cells: CellSet): State {
  const box = [...state.box];
  box[question] = cells;
  return { ...state, box };
}

/** The part of a state in which a condition holds for one side, and the parts in which it does not. */
export function splitState(state: State, side: Side, when: readonly Clause[]): { inside: State | null; outside: State[] } {
  const outside: State[] = [];
  let inside = state;
  for (const { question, cells } of when) {
    const has = inside.box[question] as CellSet;
    const held = has & seen(inside, side, question, cells);
    if (held === has) continue;
    if (held === 0) return { inside: null, outside: [state] };
    outside.push(within(inside, question, has & ~held));
    inside = within(inside, question, held);
  }
  return { inside, outside };
}

/**
 * What no answer means to one side that asks a question: an assumed value, with `defaults` else a default, else nothing.
 * Parts of the state in which it means different things come apart.
 *
 * @param other the same question as the other side has it, where that asks it there, too
 */
export function fillState(
  space: Space,
  state: State,
  side: Side,
  question: CompiledQuestion,
  defaults: boolean,
  other: CompiledQuestion | null,
): State[] {
  const { index } = question;
  const bit = ABSENT;
  if (!((state.box[index] as CellSet) & bit) || state.stands[side].has(index)) return [state];
  const { filled, rest } = fillings(state, side, question, defaults);
  return [
    ...filled.flatMap(({ part, value, isDefault }) => {
      const stood = standing(part, side, index, cellOf(question.cells, value));
      // Answers that are given need no default.
      return isDefault ? [...answered(part, index, bit), { ...within(stood, index, bit), defaulted: true }] : [stood];
    }),
    ...rest.flatMap((part) => left(space, part, side, index, () => other && fillings(part, opposite(side), other, defaults))),
  ];
}

/** A part of a state that one side leaves open. */
function left(space: Space, part: State, side: Side, index: number, others: () => Fillings | null): State[] {
  const bit = ABSENT;
  // What is absent and stands for nothing in both is judged by what each answer comes to; so is a second one of its kind.
  const judged = (each: State): State[] => answered({ ...each, open: each.open | (1n << BigInt(index)) }, index, bit);
  if (part.asking) return judged(part);
  const alone = (each: State): State[] => [...answered(each, index, bit), ...asking(space, each, side, index)];
  const fillings = part.stands[opposite(side)].has(index) ? null : others();
  return fillings ? [...fillings.filled.flatMap((each) => alone(each.part)), ...fillings.rest.flatMap(judged)] : alone(part);
}

/** The part of a state in which a question has an answer. */
function answered(part: State, index: number, absent: CellSet): State[] {
  const real = (part.box[index] as CellSet) & ~absent;
  return real === 0 ? [] : [within(part, index, real)];
}

interface Fillings {
  /** Parts in which a value is filled in, which do not overlap. */
  readonly filled: readonly { readonly part: State; readonly value: Value; readonly isDefault: boolean }[];
  /** Parts in which nothing is. */
  readonly rest: readonly State[];
}

/** What one side fills in for an absent answer, in each part of a state. */
function fillings(state: State, side: Side, question: CompiledQuestion, defaults: boolean): Fillings {
  const filled: Fillings['filled'][number][] = [];
  let rest: State[] = [state];
  for (const [values, isDefault] of [[question.assume, false] as const, [defaults ? question.default : [], true] as const]) {
    for (const { when, value } of values) {
      rest = rest.flatMap((part) => {
        const { inside, outside } = splitState(part, side, when);
        if (inside) filled.push({ part: inside, value, isDefault });
        return outside;
      });
    }
  }
  return { filled, rest };
}

export function opposite(side: Side): Side {
  return side === 0 ? 1 : 0;
}

/** No answer, with each answer that one side would take. */
function asking(space: Space, part: State, side: Side, question: number): State[] {
  const absent = within(part, question, ABSENT);
  return indexesOf(commonOf(space, question)).map((cell) => ({
    ...standing(absent, side, question, cell),
    asking: { side, question, cell },
  }));
}

function standing(state: State, side: Side, question: number, cell: number): State {
  const own = new Map(state.stands[side]).set(question, cell);
  return { ...state, stands: side === 0 ? [own, state.stands[1]] : [state.stands[0], own] };
}

/** A state as answers that are divided; `now` is the part that is being looked at. */
export class StateAnswers implements Divisible {
  now: State;
  readonly #side: Side;

  constructor(side: Side, state: State) {
    this.#side = side;
    this.now = state;
  }

  settled(when: readonly Clause[]): boolean | null {
    const { inside, outside } = splitState(this.now, this.#side, when);
    return inside ? (outside.length === 0 ? true : null) : false;
  }

  divide(when: readonly Clause[], then: (holds: boolean) => void): void {
    const before = this.now;
    const { inside, outside } = splitState(before, this.#side, when);
    if (inside) {
      this.now = inside;
      then(true);
    }
    for (const part of outside) {
      this.now = part;
      then(false);
    }
    this.now = before;
  }
}
