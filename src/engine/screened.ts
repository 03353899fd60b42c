import type { Clause, Divisible } from './box.ts';
import { ABSENT, type CellSet } from './cells.ts';

/** A set of answers, as far as it decides which items may hold. */
export type Screen = Pick<Divisible, 'mayMeet'>;

const anyAnswers: Screen = { mayMeet: () => true };

/** Answers of all kinds. */
const always: Clause = { question: 0, cells: ~0 };

/**
 * Gives the items that may hold for some answers, by default for any, in the order of their sources. The sources about a question
 * wait until some call has an answer to it; only then are their items worked out. Neighbouring items about one question are looked
 * at together: most of them do not hold, and for each line of a batch there are hundreds.
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
  let groups: readonly Group<T>[] = [];
  return (answers = anyAnswers) => {
    if (!waiting || isAnyAnswered(answers, waiting)) workOut(answers);
    const found: T[] = [];
    for (const { question, any, items, cells } of groups) {
      if (!answers.mayMeet(question, any)) continue;
      for (let index = 0; index < items.length; index++) {
        if (answers.mayMeet(question, cells[index] as CellSet)) found.push(items[index] as T);
      }
    }
    return found;
  };

  function workOut(answers: Screen): void {
    const all = sources();
    const questions = waiting ?? all.flatMap(({ question }) => question ?? []);
    const left = new Set(questions.filter((question) => !answers.mayMeet(question, ~ABSENT)));
    waiting = [...left];
    groups = groupsOf(itemsOf(all.filter(({ question }) => question === null || !left.has(question))), clauseOf);
  }
}

/** Neighbouring items whose clauses are about the same question. */
interface Group<T> {
  readonly question: number;
  /** The cells with which some of the items may hold. */
  any: CellSet;
  readonly items: T[];
  readonly cells: CellSet[];
}

function groupsOf<T>(items: readonly T[], clauseOf: (item: T) => Clause | undefined): readonly Group<T>[] {
  const groups: Group<T>[] = [];
  for (const item of items) {
    const { question, cells } = clauseOf(item) ?? always;
    const last = groups.at(-1);
    const group = last?.question === question ? last : { question, any: 0, items: [], cells: [] };
    if (group !== last) groups.push(group);
    group.any |= cells;
    group.items.push(item);
    group.cells.push(cells);
  }
  return groups;
}

/** Whether some of the answers have a value of one of the questions. */
function isAnyAnswered(answers: Screen, questions: readonly number[]): boolean {
  for (const question of questions) if (answers.mayMeet(question, ~ABSENT)) return true;
  return false;
}
