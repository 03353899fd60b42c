import { isEmpty, questionNamed, type Reading, readValue } from '../../engine/answer.ts';
import type { Decider } from '../../engine/decider.ts';
import type { Problem } from '../../model/diagnostic.ts';
import type { Question } from '../../model/pack.ts';

/** How many different values of a question are remembered. */
const MAX_REMEMBERED = 1000;

/** The answers to one question: each value is read once, and remembered with what is wrong with it. */
export interface AnswerColumn {
  readonly id: string;
  /** Gives the answer to the decider; what is wrong with it comes back. */
  take(raw: unknown): Problem | null;
}

/** What the keys of a batch mean: each is looked up once, and remembered. */
export interface AnswerColumns {
  named(key: string): AnswerColumn | Problem;
}

/** @param text values are text (CSV), of which numbers are parsed */
export function answerColumns(decider: Decider<unknown>, text: boolean): AnswerColumns {
  const { compiled } = decider;
  const byKey = new Map<string, AnswerColumn | Problem>();
  const byId = new Map<string, AnswerColumn>();
  return {
    named(key) {
      let known = byKey.get(key);
      if (known === undefined) {
        known = columnNamed(key);
        if (byKey.size < MAX_REMEMBERED) byKey.set(key, known);
      }
      return known;
    },
  };

  function columnNamed(key: string): AnswerColumn | Problem {
    const found = questionNamed(compiled.pack, key);
    if ('problem' in found) return found.problem;
    const { id } = found.question;
    const column = byId.get(id) ?? columnOf(found.question, compiled.indexOf.get(id) ?? -1);
    byId.set(id, column);
    return column;
  }

  function columnOf(question: Question, index: number): AnswerColumn {
    const readings = new Map<unknown, Reading | null>();
    // Left empty is not answered at all; only `unknown` says that nothing may be assumed.
    const read = (raw: unknown): Reading | null => (isEmpty(raw) ? null : readValue(question, raw, { text }));
    return {
      id: question.id,
      take(raw) {
        let reading = readings.get(raw);
        if (reading === undefined) {
          reading = read(raw);
          if (readings.size >= MAX_REMEMBERED) readings.clear();
          if (typeof raw !== 'object') readings.set(raw, reading);
        }
        if (!reading) return null;
        if ('problem' in reading) return reading.problem;
        decider.give(index, reading.value);
        return null;
      },
    };
  }
}
