import type { Clause, Divisible } from './box.ts';
import { ABSENT } from './cells.ts';

/** A set of answers, as far as it decides which items may hold. */
export type Screen = Pick<Divisible, 'mayMeet'>;

const anyAnswers: Screen = { mayMeet: () => true };

/** Answers of all kinds. */
const always: Clause = { question: 0, cells: ~0 };

/**
 * Gives the items that may hold for some answers, by default for any, in the order of their sources. The sources about a question
 * wait until some call has an answer to it; only then are their items worked out. A table of numbers says with which answers each
 * item may hold: most do not, and to read their conditions for each line of a batch takes several times as long.
 *
 * @param sources each about a question; about null: it never waits
 * @param clauseOf a clause without which an item does not hold; undefined: none
 */
export function screened<S extends { readonly question: number | null }, T>(
  sources: () => readonly S[],
  itemsOf: (sources: readonly S[]) => readonly T[],
  clauseOf: (item: T) => Clause | undefined,
): (answers?: Screen) => readonly T[] {
  /** The questions that no call had an answer to; null before the first call. */
  let waiting: readonly number[] | null = null;
  let items: readonly T[] = [];
  /** The question and the cells of each item's clause. */
  let table = new Int32Array();
  return (answers = anyAnswers) => {
    if (!waiting || isAnyAnswered(answers, waiting)) workOut(answers);
    const found: T[] = [];
    for (let index = 0; index < items.length; index++) {
      if (answers.mayMeet(table[2 * index] as number, table[2 * index + 1] as number)) found.push(items[index] as T);
    }
    return found;
  };

  function workOut(answers: Screen): void {
    const all = sources();
    const questions = waiting ?? all.flatMap(({ question }) => question ?? []);
    const left = new Set(questions.filter((question) => !answers.mayMeet(question, ~ABSENT)));
    waiting = [...left];
    items = itemsOf(all.filter(({ question }) => question === null || !left.has(question)));
    table = Int32Array.from(items.map((item) => clauseOf(item) ?? always).flatMap(({ question, cells }) => [question, cells]));
  }
}

/** Whether some of the answers have a value of one of the questions. */
function isAnyAnswered(answers: Screen, questions: readonly number[]): boolean {
  for (const question of questions) if (answers.mayMeet(question, ~ABSENT)) return true;
  return false;
}
