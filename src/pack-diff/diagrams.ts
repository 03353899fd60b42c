import { type Box, type Clause, mergedClauses } from '../engine/box.ts';
import { Budget } from '../engine/budget.ts';
import { type CellSet, indexesOf } from '../engine/cells.ts';
import { remembered } from '../engine/lazy.ts';

/**
 * A function from answers to whole numbers, as a multi-valued decision diagram: a constant, or what each set of cells of a
 * question leads to, in the order of the questions. Equal functions of one `Diagrams` are the same object.
 */
export interface Diagram {
  readonly id: number;
  /** The value of a constant; else 0. */
  readonly value: number;
  /** The question that it depends on first; for a constant the number of questions. */
  readonly question: number;
  /** Disjoint ways that together take all that the question may have, by their first cells; none for a constant. */
  readonly ways: readonly Way[];
}

interface Way {
  readonly cells: CellSet;
  readonly to: Diagram;
}

export interface Operation {
  readonly of: (a: number, b: number) => number;
  /** The result is this value if either side is. */
  readonly absorbing?: number;
  /** The result is the other side if one side is this value. */
  readonly neutral?: number;
}

/** More than there can be, so that two of their ids make one number. */
const MAX_DIAGRAMS = 2 ** 26;

/** More than any value of a function. */
export const UNRANKED = 2 ** 50;

const and: Operation = { of: Math.min, absorbing: 0, neutral: 1 };
const or: Operation = { of: Math.max, absorbing: 1, neutral: 0 };
const not: Operation = { of: (a) => (a === 0 ? 1 : 0) };
const sum: Operation = { of: (a, b) => a + b, neutral: 0 };
const least: Operation = { of: Math.min, neutral: UNRANKED };

/** Functions over the same answers. Each operation takes time in proportion to the diagrams, not to the answers. */
export class Diagrams {
  readonly always: Diagram;
  readonly never: Diagram;
  readonly #whole: Box;
  readonly #byKey = new Map<string | number, Diagram>();
  readonly #resultsOf = remembered((_: Operation) => new Map<number, Diagram>());
  #budget = new Budget();

  constructor(whole: Box) {
    this.#whole = whole;
    this.never = this.constant(0);
    this.always = this.constant(1);
  }

  /** Does some work as long as a budget suffices for the new diagrams. */
  within(budget: Budget, work: () => void): void {
    const usual = this.#budget;
    this.#budget = budget;
    budget.within(work);
    this.#budget = usual;
  }

  constant(value: number): Diagram {
    return this.#known(value, value, this.#whole.length, []);
  }

  /** 1 where a condition holds, else 0. */
  where(when: readonly Clause[]): Diagram {
    const lastFirst = mergedClauses(when).toSorted((a, b) => b.question - a.question);
    return lastFirst.reduce<Diagram>((to, { question, cells }) => {
      const held = { cells, to };
      const missed = { cells: ~cells, to: this.never };
      return this.#decision(question, this.#whole, (cell) => ((cell & cells) === 0 ? missed : held));
    }, this.always);
  }

  all(diagrams: readonly Diagram[]): Diagram {
    return diagrams.reduce((a, b) => this.combine(and, a, b), this.always);
  }

  any(diagrams: readonly Diagram[]): Diagram {
    return diagrams.reduce((a, b) => this.combine(or, a, b), this.never);
  }

  not(a: Diagram): Diagram {
    return this.combine(not, a, this.never);
  }

  sum(diagrams: readonly Diagram[]): Diagram {
    return diagrams.reduce((a, b) => this.combine(sum, a, b), this.never);
  }

  least(diagrams: readonly Diagram[]): Diagram {
    return diagrams.reduce((a, b) => this.combine(least, a, b), this.constant(UNRANKED));
  }

  combine(operation: Operation, a: Diagram, b: Diagram): Diagram {
    const { of, absorbing, neutral } = operation;
    const results = this.#resultsOf(operation);
    const combined = (one: Diagram, other: Diagram): Diagram => {
      if (isConstant(one, absorbing) || isConstant(other, neutral)) return one;
      if (isConstant(other, absorbing) || isConstant(one, neutral)) return other;
      if (one.ways.length + other.ways.length === 0) return this.constant(of(one.value, other.value));
      const key = one.id * MAX_DIAGRAMS + other.id;
      const known = results.get(key);
      if (known) return known;
      const question = Math.min(one.question, other.question);
      const result = this.#decision(question, this.#whole, (cell) => {
        const [first, second] = [wayOf(one, question, cell), wayOf(other, question, cell)];
        return { cells: first.cells & second.cells, to: combined(first.to, second.to) };
      });
      results.set(key, result);
      return result;
    };
    return combined(a, b);
  }

  /** Functions for the answers in a box only; they no longer depend on what is the same for all of them. */
  restrictedTo(box: Box): (a: Diagram) => Diagram {
    const restrictedOf: (a: Diagram) => Diagram = remembered((a) => {
      const { question, ways } = a;
      const outside = ~(box[question] ?? 0);
      if (ways.every(({ cells, to }) => (cells & outside) === 0 && restrictedOf(to) === to)) return a;
      return this.#decision(question, box, (cell) => {
        const { cells, to } = wayOf(a, question, cell);
        return { cells, to: restrictedOf(to) };
      });
    });
    return restrictedOf;
  }

  /** Asks a question for the answers in a box; `way` finds where some cell leads. */
  #decision(question: number, box: Box, way: (cell: CellSet) => Way): Diagram {
    const ways: { cells: CellSet; readonly to: Diagram }[] = [];
    for (let left = box[question] ?? 0; left !== 0; ) {
      const { cells, to } = way(left & -left);
      const same = ways.find((each) => each.to === to);
      if (same) same.cells |= left & cells;
      else ways.push({ cells: left & cells, to });
      left &= ~cells;
    }
    const [only, other] = ways;
    if (only && !other) return only.to;
    // 16 bits a character: millions of longer keys would take most of the memory.
    let key = String.fromCharCode(question);
    for (const { cells, to } of ways) key += String.fromCharCode(cells, cells >>> 16, to.id, to.id >>> 16);
    return this.#known(key, 0, question, ways);
  }

  #known(key: string | number, value: number, question: number, ways: readonly Way[]): Diagram {
    const known = this.#byKey.get(key);
    if (known) return known;
    this.#budget.step();
    // A copy of a list that grew has no spare room.
    const diagram = { id: this.#byKey.size, value, question, ways: [...ways] };
    this.#byKey.set(key, diagram);
    return diagram;
  }
}

/** Disjoint boxes of the answers in a box for which a function of these is not 0. */
export function* boxesOf({ value, question, ways }: Diagram, box: Box): Generator<Box> {
  if (value !== 0) yield box;
  for (const { cells, to } of ways) yield* boxesOf(to, box.with(question, cells));
}

/** The smallest box around the answers in a box for which a function of these is not 0, of which there are some. */
export function hullOf(a: Diagram, box: Box): Box {
  const hullIn: (part: Diagram) => Box | null = remembered(({ value, question, ways }) => {
    if (value !== 0) return box;
    return ways.reduce<Box | null>((around, { cells, to }) => {
      const next = hullIn(to)?.with(question, cells) ?? null;
      return around && next ? around.map((set, index) => set | (next[index] ?? 0)) : (around ?? next);
    }, null);
  });
  return hullIn(a) ?? box;
}

/** The share of the answers in a box for which a function of these is not 0; cells weigh the same, missing answers nothing. */
export function shareIn(a: Diagram, box: Box): number {
  const sizeOf = (cells: CellSet): number => indexesOf(cells).length;
  const shareOf: (part: Diagram) => number = remembered(({ value, question, ways }) => {
    if (value !== 0) return 1;
    const has = box[question] ?? 0;
    const all = sizeOf(has);
    return all === 0 ? 0 : ways.reduce((total, { cells, to }) => total + (sizeOf(cells & has) / all) * shareOf(to), 0);
  });
  return shareOf(a);
}

export function questionsOf(a: Diagram): number[] {
  const below = new Set([a]);
  for (const { ways } of below) for (const { to } of ways) below.add(to);
  return [...new Set([...below].flatMap(({ question, ways }) => (ways.length > 0 ? question : [])))];
}

function isConstant({ value, ways }: Diagram, wanted: number | undefined): boolean {
  return ways.length === 0 && value === wanted;
}

/** The way that a cell of a question takes from a diagram; to itself, if it does not depend on the question. */
function wayOf(a: Diagram, question: number, cell: CellSet): Way {
  const way = a.question === question ? a.ways.find(({ cells }) => (cells & cell) !== 0) : undefined;
  return way ?? { cells: ~0, to: a };
}
