import type { CellSet } from './cells.ts';

/**
 * What is known of the answers: by question the cells that its answer may lie in, and `ABSENT` where it may have
 * none. Explorations change a box and change it back.
 */
export type Box = readonly CellSet[];

/** One question's share of a condition. With `ABSENT` among its cells it also holds where there is no answer. */
export interface Clause {
  readonly question: number;
  readonly cells: CellSet;
}

/** Answers that can be divided by whether a condition holds of them. */
export interface Divisible {
  /** Whether a condition holds of all answers, or of none; null: it holds of some. */
  settled(when: readonly Clause[]): boolean | null;
  /** Calls `then` with the answers of which a condition holds, and with those of which it does not; never for none. */
  divide(when: readonly Clause[], then: (holds: boolean) => void): void;
}

/** Makes answers to be divided of a box: it holds one part while `then` runs, and all of them again afterwards. */
export function divisible(box: CellSet[]): Divisible {
  return { settled, divide };

  function settled(when: readonly Clause[]): boolean | null {
    let all = true;
    for (const { question, cells } of when) {
      const has = box[question] ?? 0;
      if ((has & cells) === 0) return false;
      if ((has & cells) !== has) all = false;
    }
    return all ? true : null;
  }

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

/** Whether a condition holds of all answers of a box. */
export function holds(box: Box, when: readonly Clause[]): boolean {
  for (const { question, cells } of when) {
    const has = box[question] as CellSet;
    if ((has & cells) !== has) return false;
  }
  return true;
}

/** Whether a condition holds of some answers of a box. */
export function mayHold(box: Box, when: readonly Clause[]): boolean {
  for (const { question, cells } of when) if (((box[question] as CellSet) & cells) === 0) return false;
  return true;
}

/** Whether two boxes have some answers in common, whatever the answer to one question. */
export function overlap(a: Box, b: Box, except = -1): boolean {
  for (let question = 0; question < a.length; question++) {
    if (question !== except && ((a[question] as CellSet) & (b[question] as CellSet)) === 0) return false;
  }
  return true;
}

/** Clauses that all have to hold, one for each question. */
export function mergedClauses(clauses: readonly Clause[]): Clause[] {
  const byQuestion = new Map<number, CellSet>();
  for (const { question, cells } of clauses) byQuestion.set(question, (byQuestion.get(question) ?? ~0) & cells);
  return [...byQuestion].map(([question, cells]) => ({ question, cells }));
}
