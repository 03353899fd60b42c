import type { Box } from '../../engine/box.ts';
import { ABSENT, type CellSet, type Cells, type Cut, firstOf, indexesOf, valueIn } from '../../engine/cells.ts';
import type { Compiled } from '../../engine/compile.ts';
import { realise } from '../../engine/realise.ts';
import type { Claim, Defect, Record, Witness } from './defect.ts';

/** The budget was used up. */
class OutOfBudget extends Error {}

/** What the proofs share: the pack, how many steps are left, and what was found. */
export class ProofContext {
  readonly defects: Defect[] = [];
  readonly compiled: Compiled;
  readonly #notProved = new Set<string>();
  readonly #perProof: number;
  #total: number;
  #left = 0;

  /** @param perProof steps of one proof; `total` of all together */
  constructor(compiled: Compiled, perProof: number, total: number) {
    this.compiled = compiled;
    this.#perProof = perProof;
    this.#total = total;
  }

  report(defect: Defect): void {
    this.defects.push(defect);
  }

  /** Reports, once, that something could not be proved. */
  giveUp(claim: Claim, id: string): void {
    const key = `${claim} ${id}`;
    if (!this.#notProved.has(key)) this.report({ kind: 'not-proved', claim, id, witness: null });
    this.#notProved.add(key);
  }

  /** Does some work within the budget; false: it was used up. */
  attempt(work: () => void, most = this.#perProof): boolean {
    const start = Math.min(most, this.#total);
    this.#left = start;
    try {
      work();
      return true;
    } catch (error) {
      if (error instanceof OutOfBudget) return false;
      throw error;
    } finally {
      this.#total -= start - Math.max(this.#left, 0);
    }
  }

  /** Counts a step of the work. Throws OutOfBudget. */
  step(): void {
    if (--this.#left < 0) throw new OutOfBudget();
  }

  /** The same box if some answers that a person can give lie in it; null: there are none. */
  realistic(box: Box): Box | null {
    return this.compiled.derived.length > 0 && realise(this.compiled, box) === null ? null : [...box];
  }

  questionId(index: number): string {
    return this.compiled.questions[index]?.question.id ?? '';
  }

  /** Cells in the words of answers. */
  words(index: number, set: CellSet): string[] {
    const question = this.compiled.questions[index];
    return question ? wordsOf(question.cells, set) : [];
  }

  /**
   * Answers out of a box that take its way, and go on from there in any way: the first value of each question that is asked, or
   * that must have an answer.
   */
  witness(box: Box): Witness {
    return { documents: [this.document(box)] };
  }

  document(box: Box): Record {
    const { pack, nodes, questions } = this.compiled;
    const chosen = box.map((cells) => (cells & ABSENT ? ABSENT : cells & -cells));
    const numbers = realise(this.compiled, box) ?? new Map<number, number>();
    for (let at: string | undefined = pack.root; at !== undefined; ) {
      const node = nodes.get(at);
      const cells = node && (box[node.question] ?? 0) & ~ABSENT;
      if (!node || !cells) break;
      if (chosen[node.question] === ABSENT) chosen[node.question] = cells & -cells;
      const value = chosen[node.question] ?? 0;
      at = node.branches.find((branch) => branch.cells & value)?.to;
    }
    return Object.fromEntries(
      questions.flatMap(({ question, index, cells }) => {
        const set = chosen[index] ?? ABSENT;
        const value = numbers.get(index) ?? (set === ABSENT ? null : valueIn(cells, firstOf(set)));
        return value === null ? [] : [[question.id, value]];
      }),
    );
  }
}

/** A box in which one question's answer lies in a set. */
export function withCells(box: Box, question: number, cells: CellSet): CellSet[] {
  const changed = [...box];
  changed[question] = cells;
  return changed;
}

/** Cells as values of a choice, or as intervals of numbers: `256`, `10 ≤ … < 20`, `> 256`; of whole ones `10 … 19`. */
function wordsOf(cells: Cells, set: CellSet): string[] {
  const indexes = indexesOf(set);
  if (cells.indexOf) return indexes.map((index) => cells.values[index] ?? '');
  const words: string[] = [];
  let first = -1;
  for (const [at, index] of indexes.entries()) {
    if (first < 0) first = index;
    if (indexes[at + 1] === index + 1) continue;
    words.push(interval(cells, first, index));
    first = -1;
  }
  return words;
}

function interval(cells: Cells, first: number, last: number): string {
  const low = cells.cuts[first - 1] ?? { at: cells.min, after: false };
  const high: Cut | null = cells.cuts[last] ?? (cells.max === null ? null : { at: cells.max, after: true });
  if (!high) return `${low.after ? '>' : '≥'} ${low.at}`;
  if (cells.integer) {
    // Cuts between whole numbers stand just before one.
    const end = high.after ? Math.floor(high.at) : high.at - 1;
    return low.at === end ? String(end) : `${low.at} … ${end}`;
  }
  if (low.at === high.at) return String(low.at);
  return `${low.at} ${low.after ? '<' : '≤'} … ${high.after ? '≤' : '<'} ${high.at}`;
}
