import type { Clause, Divisible } from './box.ts';
import { ABSENT } from './cells.ts';

/** A set of answers, as far as it decides which items may hold. */
export type Screen = Pick<Divisible, 'mayMeet'>;

const anyAnswers: Screen = { mayMeet: () => true };

/** Answers of all kinds. */
const always: Clause = { question: 0, cells: ~0 };

/**
 * Gives the items that may hold for some answers, by default for any, in the order of their sources. The items of a source are
 * worked out once some call has answers to its question; without a question, at the first call. A table of numbers says with which
 * answers each item may hold: most do not, and to read their conditions for each line of a batch takes several times as long.
 *
 * @param clauseOf a clause without which an item does not hold; undefined: none
 */
export function screened<S extends { readonly question: number | null }, T>(
  sources: () => readonly S[],
  itemsOf: (sources: readonly S[]) => readonly T[],
  clauseOf: (item: T) => Clause | undefined,
): (answers?: Screen) => readonly T[] {
  let waiting: readonly S[] | null = null;
  let items: readonly T[] = [];
  /** A question and cells for each item, then for each source that waits. */
  let table = new Int32Array();
  return itemsFor;

  function itemsFor(answers: Screen = anyAnswers): readonly T[] {
    if (!waiting) workOut(answers);
    const found: T[] = [];
    for (let index = 0; 2 * index < table.length; index++) {
      if (!answers.mayMeet(table[2 * index] as number, table[2 * index + 1] as number)) continue;
      // A source that waited has answers now.
      if (index >= items.length) {
        workOut(answers);
        return itemsFor(answers);
      }
      found.push(items[index] as T);
    }
    return found;
  }

  /** Works out the items of all sources but those that wait for other answers. */
  function workOut(answers: Screen): void {
    const all = sources();
    const left = new Set((waiting ?? all).filter(({ question }) => question !== null && !answers.mayMeet(question, ~ABSENT)));
    waiting = [...left];
    items = itemsOf(all.filter((each) => !left.has(each)));
    const clauses = [...items.map(clauseOf), ...waiting.map(({ question }) => ({ question: question ?? 0, cells: ~ABSENT }))];
    table = new Int32Array(2 * clauses.length);
    for (const [index, { question, cells } = always] of clauses.entries()) table.set([question, cells], 2 * index);
  }
}
