import { type CellSet, type Cells, type Cut, indexesOf, valueIn } from '../../engine/cells.ts';
import type { CompiledQuestion } from '../../engine/compile.ts';
import type { Exactness } from './arrivals.ts';
import type { Canon } from './canonical-functions.ts';
import type { Claim, Defect, Record, Witness } from './defect.ts';
import { type Way, wayTo } from './paths.ts';
import { type Budget, OutOfBudget } from './solve.ts';
import type { Sets, Space, Vertex } from './space.ts';

/** What the proofs share: the pack, how much work is left, and what was found. */
export class Ledger {
  readonly defects: Defect[] = [];
  readonly space: Space;
  readonly canon: Canon;
  private readonly perProof: number;
  private readonly total: Budget;
  private readonly given = new Set<string>();

  constructor(space: Space, canon: Canon, perProof: number, total: number) {
    this.space = space;
    this.canon = canon;
    this.perProof = perProof;
    this.total = { left: total };
  }

  tell(defect: Defect): void {
    this.defects.push(defect);
  }

  /** Tells, once, that something could not be proved. */
  giveUp(claim: Claim, id: string): void {
    const key = `${claim} ${id}`;
    if (!this.given.has(key)) this.tell({ kind: 'not-proved', claim, id, witness: null });
    this.given.add(key);
  }

  /** Does some work within the budget. `lost` is what comes of it if that is used up. */
  attempt<T>(work: (budget: Budget) => T, lost: () => T): T {
    const budget = { left: Math.min(this.perProof, this.total.left) };
    const before = budget.left;
    try {
      return work(budget);
    } catch (error) {
      if (error instanceof OutOfBudget) return lost();
      throw error;
    } finally {
      this.total.left -= before - Math.max(budget.left, 0);
    }
  }

  /** A way that some of the answers take; null if none does, undefined if that could not be found out. */
  way(vertex: Vertex, sets: Sets, asks: number | null = null): Way | null | undefined {
    return this.attempt(
      (budget): Way | null | undefined => wayTo(this.space, vertex, sets, budget, asks),
      () => undefined,
    );
  }

  /** Whether some of the answers really arrive; they do if the arrivals are exact. Undefined: could not be found out. */
  arrives(vertex: Vertex, sets: Sets, exactness: Exactness): boolean | undefined {
    if (exactness === 'exact') return true;
    const way = this.way(vertex, sets);
    return way === undefined ? undefined : way !== null;
  }

  question(index: number): string {
    return this.compiled(index).question.id;
  }

  cells(index: number): Cells {
    return this.compiled(index).cells;
  }

  /** Cells in the words of answers. */
  words(index: number, set: CellSet): string[] {
    return wordsOf(this.cells(index), set);
  }

  /** Full answers, of a question only some. */
  only(index: number, cells: CellSet): Sets {
    return this.space.full.with(index, cells);
  }

  /** Answers that take a way to a vertex, and go on from there in any way; null if no such way was found. */
  witness(vertex: Vertex, sets: Sets, asks: number | null = null): Witness | null {
    const way = this.way(vertex, sets, asks) ?? (asks === null ? null : this.way(vertex, sets));
    return way ? { documents: [this.document(way.sets)] } : null;
  }

  /** One set of answers out of many: the first value of each question that is asked, or that must not be absent. */
  document(sets: Sets): Record {
    const { vertices, all, absent } = this.space;
    const chosen = new Map<number, CellSet>();
    for (let question = 0; question < sets.length; question++) {
      const cells = sets[question] as CellSet;
      if ((cells & (absent[question] as CellSet)) === 0n) chosen.set(question, cells & -cells);
    }
    for (let at = vertices[0]; at?.node; ) {
      const { question } = at;
      const cells = (sets[question] as CellSet) & (all[question] as CellSet);
      const cell = chosen.get(question) ?? cells & -cells;
      if (!cell) break;
      chosen.set(question, cell);
      const branch = at.taken.findIndex((taken) => (taken & cell) !== 0n);
      at = branch < 0 ? undefined : vertices[at.to[branch] as number];
    }
    const answers: { [question: string]: string | number } = {};
    for (const question of [...chosen.keys()].sort((a, b) => a - b)) {
      const [cell] = indexesOf(chosen.get(question) as CellSet);
      answers[this.question(question)] = valueIn(this.cells(question), cell as number);
    }
    return answers;
  }

  private compiled(index: number): CompiledQuestion {
    return this.space.compiled.questions[index] as CompiledQuestion;
  }
}

/** Cells as values of a choice, or as intervals of numbers: `256`, `10 ≤ … < 20`, `> 256`; of whole ones `10 … 19`. */
export function wordsOf(cells: Cells, set: CellSet): string[] {
  const indexes = indexesOf(set).filter((index) => index < cells.count);
  if (cells.indexOf) return indexes.map((index) => cells.values[index] as string);
  const words: string[] = [];
  for (let at = 0; at < indexes.length; at++) {
    const first = indexes[at] as number;
    while (indexes[at + 1] === (indexes[at] as number) + 1) at++;
    words.push(interval(cells, first, indexes[at] as number));
  }
  return words;
}

function interval(cells: Cells, first: number, last: number): string {
  const low = first === 0 ? { at: cells.min, after: false } : (cells.cuts[first - 1] as Cut);
  const high = cells.cuts[last] ?? (cells.max === null ? null : { at: cells.max, after: true });
  if (!high) return `${low.after ? '>' : '≥'} ${low.at}`;
  if (cells.integer) {
    // Cuts between whole numbers stand just before one.
    const end = high.after ? Math.floor(high.at) : high.at - 1;
    return low.at === end ? String(end) : `${low.at} … ${end}`;
  }
  if (low.at === high.at) return String(low.at);
  return `${low.at} ${low.after ? '<' : '≤'} … ${high.after ? '≤' : '<'} ${high.at}`;
}
