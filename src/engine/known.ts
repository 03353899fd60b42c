import type { Answers } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import type { Box } from './box.ts';
import { ABSENT, bitOf, type CellSet, cellOf, valueIn } from './cells.ts';
import type { Compiled } from './compiled.ts';
import { evaluate } from './formula.ts';

/** Given answers, in the form that the engine works on. */
export interface Known {
  /** By question and derived quantity. */
  readonly box: Box;
  /** Questions that were expressly answered `unknown`: assumptions do not apply to them. */
  readonly unknown: ReadonlySet<number>;
  /** The given values, by question; null: none. */
  readonly values: readonly (Value | null)[];
}

/** Answers as a box; answers to unknown questions are ignored. */
export function knownOf(compiled: Compiled, answers: Answers): Known {
  const box = emptyBox(compiled);
  const unknown = new Set<number>();
  const values = compiled.questions.map((): Value | null => null);
  for (const { question, index, cells } of compiled.questions) {
    const value = answers[question.id]?.value;
    if (value === undefined) continue;
    const cell = value === null ? -1 : cellOf(cells, value);
    if (value === null) unknown.add(index);
    if (cell < 0) continue;
    box[index] = bitOf(cell);
    values[index] = value;
  }
  derive(compiled, box, values);
  return { box, unknown, values };
}

/** The box without any answer. */
export function emptyBox({ dimensions }: Compiled): CellSet[] {
  return dimensions.map(() => ABSENT);
}

/** All possible answers, "no answer" included. */
export function anything({ dimensions, questions }: Compiled): Known {
  const box = dimensions.map(({ all }) => all | ABSENT);
  return { box, unknown: new Set(), values: questions.map(() => null) };
}

/** The same answers with one replaced. */
export function answeredWith(compiled: Compiled, { box, unknown, values }: Known, question: number, value: Value): Known {
  const changed = [...box];
  const given = [...values];
  const cells = compiled.dimensions[question];
  changed[question] = cells ? bitOf(cellOf(cells, value)) : ABSENT;
  given[question] = value;
  derive(compiled, changed, given);
  return { box: changed, unknown, values: given };
}

/** The same answers with one replaced by some value of a cell. */
export function answered(compiled: Compiled, known: Known, question: number, cell: number): Known {
  const cells = compiled.dimensions[question];
  return cells ? answeredWith(compiled, known, question, valueIn(cells, cell)) : known;
}

/** Updates the derived quantities of a box: each is known if all its inputs are. */
export function derive({ derived }: Compiled, box: CellSet[], values: readonly (Value | null)[]): void {
  for (const each of derived) {
    const value = derivedValue(each, values);
    box[each.index] = value === null ? ABSENT : bitOf(cellOf(each.cells, value));
  }
}

/** The value of a derived quantity; null if an input is missing. */
export function derivedValue(
  { inputs, expression }: Compiled['derived'][number],
  values: readonly (Value | null)[],
): number | null {
  for (const index of inputs.values()) if (typeof values[index] !== 'number') return null;
  return evaluate(expression, (id) => Number(values[inputs.get(id) ?? -1]));
}
