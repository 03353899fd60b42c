import type { Clause, Divisible } from './box.ts';
import type { CellSet } from './cells.ts';

/** A set of answers, as far as it decides which items may hold. */
export type Screen = Pick<Divisible, 'mayMeet'>;

const anyAnswers: Screen = { mayMeet: () => true };

/** Any answers. */
const always: Clause = { question: 0, cells: ~0 };

/**
 * Gives the items that may hold for some answers, by default for any, in the order of their sources. The sources about a question
 * wait until some call has an answer in the cells of one of them; only then are their items worked out. Neighbouring items about
 * one question are looked at together: most of them do not hold, and for each line of a batch there are hundreds.
 *
 * @param sources each with a clause without which none of its items holds
 * @param clauseOf a clause without which an item does not hold; undefined: none
 */
export function screened<S extends Clause, T>(
  sources: () => readonly S[],
  itemsOf: (sources: readonly S[]) => readonly T[],
  clauseOf: (item: T) => Clause | undefined,
): (answers?: Screen) => readonly T[] {
  /** The questions of waiting sources, with the cells of all of these; null before the first call. */
  let waiting: readonly Clause[] | null = null;
  let groups: readonly Group<T>[] = [];
  return (answers = anyAnswers) => {
    if (!waiting || mayMeetAny(answers, waiting)) workOut(answers);
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
    waiting = (waiting ?? boundsOf(all)).filter(({ question, cells }) => !answers.mayMeet(question, cells));
    const left = new Set(waiting.map(({ question }) => question));
    groups = groupsOf(itemsOf(all.filter(({ question }) => !left.has(question))), clauseOf);
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

/** The questions of some clauses, each with the cells of all clauses on it. */
function boundsOf(clauses: readonly Clause[]): Clause[] {
  const bounds = new Map<number, CellSet>();
  for (const { question, cells } of clauses) bounds.set(question, (bounds.get(question) ?? 0) | cells);
  return Array.from(bounds, ([question, cells]) => ({ question, cells }));
}

/** Whether some of the answers have a value in one of the cells. */
function mayMeetAny(answers: Screen, clauses: readonly Clause[]): boolean {
  for (const { question, cells } of clauses) if (answers.mayMeet(question, cells)) return true;
  return false;
}
