import { type CellSet, cellOf, indexesOf } from '../cells.ts';
import type { Clause, CompiledQuestion, CompiledValue } from '../compile.ts';
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
export function seen(space: Space, { stands }: State, side: Side, question: number, cells: CellSet): CellSet {
  const cell = stands[side].get(question);
  return cell !== undefined && (cells >> BigInt(cell)) & 1n ? cells | (space.absent[question] as CellSet) : cells;
}

/** A state whose answer to one question lies in a smaller set. */
export function within(state: State, question: number, cells: CellSet): State {
  const box = [...state.box];
  box[question] = cells;
  return { ...state, box };
}

/** The part of a state in which a condition holds for one side, and the parts in which it does not. */
export function splitState(
  space: Space,
  state: State,
  side: Side,
  when: readonly Clause[],
): { inside: State | null; outside: State[] } {
  const outside: State[] = [];
  let inside = state;
  for (const { question, cells } of when) {
    const has = inside.box[question] as CellSet;
    const held = has & seen(space, inside, side, question, cells);
    if (held === has) continue;
    if (held === 0n) return { inside: null, outside: [state] };
    outside.push(within(inside, question, has & ~held));
    inside = within(inside, question, held);
  }
  return { inside, outside };
}

/**
 * What no answer means to one side that asks a question: an assumed value, with `defaults` else a default, else nothing.
 * Parts of the state in which it means different things come apart.
 *
 * @param both whether the other side asks it there, too, and fills it in alike
 */
export function fillState(
  space: Space,
  state: State,
  side: Side,
  question: CompiledQuestion,
  defaults: boolean,
  both: boolean,
): State[] {
  const { index } = question;
  const bit = space.absent[index] as CellSet;
  const has = state.box[index] as CellSet;
  if (!(has & bit) || state.stands[side].has(index)) return [state];
  const answered = (part: State, open: bigint): State[] => {
    const real = (part.box[index] as CellSet) & ~bit;
    return real === 0n ? [] : [{ ...within(part, index, real), open }];
  };
  const lists: [readonly CompiledValue[], boolean][] = [[question.assume, false]];
  if (defaults) lists.push([question.default, true]);
  const filled: State[] = [];
  let rest: State[] = [state];
  for (const [values, isDefault] of lists) {
    for (const { when, value } of values) {
      const next: State[] = [];
      for (const part of rest) {
        const { inside, outside } = splitState(space, part, side, when);
        next.push(...outside);
        if (!inside) continue;
        const stood = standing(inside, side, index, cellOf(question.cells, value));
        if (isDefault) filled.push(...answered(inside, inside.open), { ...within(stood, index, bit), defaulted: true });
        else filled.push(stood);
      }
      rest = next;
    }
  }
  // What is absent and stands for nothing in both is judged by what each answer comes to; so is a second one of its kind.
  const one = !both && state.asking === null;
  return [
    ...filled,
    ...rest.flatMap((part) => [
      ...answered(part, part.open | (1n << BigInt(index))),
      ...(one ? asking(space, part, side, index) : []),
    ]),
  ];
}

/** No answer, with each answer that one side would take. */
function asking(space: Space, part: State, side: Side, question: number): State[] {
  const absent = within(part, question, space.absent[question] as CellSet);
  return indexesOf(commonOf(space, question)).map((cell) => ({
    ...standing(absent, side, question, cell),
    asking: { side, question, cell },
  }));
}

function standing(state: State, side: Side, question: number, cell: number): State {
  const own = new Map(state.stands[side]).set(question, cell);
  return { ...state, stands: side === 0 ? [own, state.stands[1]] : [state.stands[0], own] };
}
