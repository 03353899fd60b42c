import type { CellSet } from './cells.ts';

/**
 * A set of possible answers: for each question the cells that its answer may lie in, plus `ABSENT` if it may have
 * none. A walk narrows a box in place and restores it afterwards.
 */
export type Box = readonly CellSet[];

/** One question's part of a condition. If its cells include `ABSENT`, it also holds without an answer. */
export interface Clause {
  readonly question: number;
  readonly cells: CellSet;
}

/** A set of answers that can be split by a condition. */
export interface Divisible {
  /** True: the condition holds for all answers; false: for none; null: for some. */
  settled(when: readonly Clause[]): boolean | null;
  /** Whether some of the answers have a value of a question, or derived quantity, in some cells. */
  mayMeet(question: number, cells: CellSet): boolean;
  /** Calls `then` once for the answers that meet a condition and once for the rest; an empty part is skipped. */
  divide(when: readonly Clause[], then: (holds: boolean) => void): void;
}

/** A box to be split in place: it holds one part while `then` runs, and is whole again afterwards. */
export function divisible(box: CellSet[]): Divisible {
  return {
    settled: (when) => settledIn(box, when),
    mayMeet: (question, cells) => ((box[question] ?? 0) & cells) !== 0,
    divide,
  };

  function divide(when: readonly Clause[], then: (holds: boolean) => void, from = 0): void {
    for (let index = from; index < when.length; index++) {
      const { question, cells } = when[index] as Clause;
      const has = box[question] ?? 0;
      const held = has & cells;
      if (held === has && held !== 0) continue;
      if (held !== 0) {
        box[question] = held;
        divide(when, then, index + 1);
        box[question] = has & ~cells;
      }
      then(false);
      box[question] = has;
      return;
    }
    then(true);
  }
}

/** Whether a condition holds for all answers in a box, or for none; null: for some. */
function settledIn(box: Box, when: readonly Clause[]): boolean | null {
  let all = true;
  for (const { question, cells } of when) {
    const has = box[question] ?? 0;
    if ((has & cells) === 0) return false;
    if ((has & cells) !== has) all = false;
  }
  return all ? true : null;
}

/** Whether a condition holds for all answers in a box. */
export function holds(box: Box, when: readonly Clause[]): boolean {
  return settledIn(box, when) === true;
}

/** Whether a condition holds for some answers in a box. */
export function mayHold(box: Box, when: readonly Clause[]): boolean {
  return settledIn(box, when) !== false;
}

/** Whether two boxes have answers in common. The question `except` is ignored. */
export function overlap(a: Box, b: Box, except = -1): boolean {
  for (let question = 0; question < a.length; question++) {
    if (question !== except && ((a[question] as CellSet) & (b[question] as CellSet)) === 0) return false;
  }
  return true;
}

/** The conjunction of clauses, with one clause a question. */
export function mergedClauses(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.reduce(withClause, []);
}

function withClause(clauses: readonly Clause[], { question, cells }: Clause): readonly Clause[] {
  const at = clauses.findIndex((each) => each.question === question);
  return at < 0
    ? [...clauses, { question, cells }]
    : clauses.with(at, { question, cells: (clauses[at] as Clause).cells & cells });
}

/** Whether some answers meet a conjunction with one clause a question. */
export function canBeMet(clauses: readonly Clause[]): boolean {
  return clauses.every(({ cells }) => cells !== 0);
}

/**
 * The answers that meet `when`, but none of the given conditions, as conditions of which at most one holds at a time. Splits by
 * that clause of the first condition that most of the others share: they are often alike, and other orders give many times as
 * many parts.
 */
export function without(when: readonly Clause[], conditions: readonly (readonly Clause[])[]): (readonly Clause[])[] {
  /** The clauses that not all of the answers meet, of each condition that some of them may meet. */
  const open = conditions.flatMap((condition) => {
    const clauses = condition.filter(({ question, cells }) => (cellsIn(when, question) & ~cells) !== 0);
    return condition.every(({ question, cells }) => cellsIn(when, question) & cells) ? [clauses] : [];
  });
  if (open.length === 0) return [when];
  if (open.some((clauses) => clauses.length === 0)) return [];
  const all = open.flat();
  const alike = (clause: Clause): number =>
    all.filter((each) => each.question === clause.question && each.cells === clause.cells).length;
  const { question, cells } = (open[0] as Clause[]).reduce((best, each) => (alike(each) > alike(best) ? each : best));
  return [~cells, cells].flatMap((part) => without(withClause(when, { question, cells: part }), open));
}

function cellsIn(clauses: readonly Clause[], question: number): CellSet {
  return clauses.find((each) => each.question === question)?.cells ?? ~0;
}
