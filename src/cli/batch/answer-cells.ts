import { isEmpty, questionNamed, readValue } from '../../engine/answer.ts';
import { cellOf } from '../../engine/cells.ts';
import type { CompiledQuestion } from '../../engine/compile.ts';
import type { Decider } from '../../engine/fast/decider.ts';
import { absent, notKnown } from '../../engine/fast/given.ts';
import type { Problem } from '../../model/diagnostic.ts';

/** How many different values of a question are remembered. */
const MAX_REMEMBERED = 1000;

/** The answers to one question: each value is read once, and remembered as the cell that it falls into or as what is wrong with it. */
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
export function answerColumns({ compiled, answers }: Decider<unknown>, text: boolean): AnswerColumns {
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
    const column = byId.get(id) ?? columnOf(compiled.questions[compiled.indexOf.get(id) ?? -1]);
    if (column === null) throw new RangeError(`no question ${id}`);
    byId.set(id, column);
    return column;
  }

  function columnOf(compiledQuestion: CompiledQuestion | undefined): AnswerColumn | null {
    if (!compiledQuestion) return null;
    const { question, index, cells } = compiledQuestion;
    const cellsByValue = new Map<unknown, number | Problem>();
    const read = (raw: unknown): number | Problem => {
      // Left empty is not answered at all; only `unknown` says that nothing may be assumed.
      if (isEmpty(raw)) return absent;
      const reading = readValue(question, raw, { text });
      if ('problem' in reading) return reading.problem;
      return reading.value === null ? notKnown : cellOf(cells, reading.value);
    };
    return {
      id: question.id,
      take(raw) {
        let cell = cellsByValue.get(raw);
        if (cell === undefined) {
          cell = read(raw);
          if (cellsByValue.size >= MAX_REMEMBERED) cellsByValue.clear();
          if (typeof raw !== 'object') cellsByValue.set(raw, cell);
        }
        if (typeof cell !== 'number') return cell;
        if (cell !== absent) answers.answer(index, cell);
        return null;
      },
    };
  }
}
