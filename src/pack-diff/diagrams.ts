import type { Box, Clause } from '../engine/box.ts';
import { Budget } from '../engine/budget.ts';
import { ABSENT, type CellSet, firstOf, indexesOf } from '../engine/cells.ts';

/**
 * A function from answers to whole numbers, as a multi-valued decision diagram: a constant, or what each set of cells of a
 * question leads to, in the order of the questions. Equal functions of one `Diagrams` are the same object.
 */
export interface Diagram {
  readonly id: number;
  /** The value of a constant. */
  readonly value: number;
  /** The question that it depends on first; for a constant the number of questions. */
  readonly question: number;
  /** Disjoint sets that together are all that the question may have; none for a constant. */
  readonly cells: readonly CellSet[];
  readonly to: readonly Diagram[];
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
export const NONE = 2 ** 50;

const and: Operation = { of: Math.min, absorbing: 0, neutral: 1 };
const or: Operation = { of: Math.max, absorbing: 1, neutral: 0 };
const not: Operation = { of: (a) => (a === 0 ? 1 : 0) };
const sum: Operation = { of: (a, b) => a + b, neutral: 0 };
const least: Operation = { of: Math.min, neutral: NONE };
const highest: Operation = { of: Math.max, absorbing: NONE, neutral: 0 };
const noneIfZero: Operation = { of: (a) => (a === 0 ? NONE : 0) };

/** Functions over the same answers. Each operation takes time in proportion to the diagrams, not to the answers. */
export class Diagrams {
  readonly always: Diagram;
  readonly never: Diagram;
  readonly #whole: Box;
  readonly #byKey = new Map<string, Diagram>();
  readonly #results = new Map<Operation, Map<number, Diagram>>();
  #budget = new Budget();

  /** @param whole all answers */
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
    return this.#known(`${value}`, value, this.#whole.length, [], []);
  }

  /** 1 where a condition holds, else 0. */
  where(when: readonly Clause[]): Diagram {
    const held = [...this.#whole];
    for (const { question, cells } of when) held[question] = (held[question] ?? 0) & cells;
    return held.reduceRight((to, cells, question) => {
      const rest = (this.#whole[question] ?? 0) & ~cells;
      return this.#decision(question, [cells, rest], [to, this.never]);
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
    return diagrams.reduce((a, b) => this.combine(least, a, b), this.constant(NONE));
  }

  /** A function where a condition is 1, else `NONE`. */
  only(condition: Diagram, a: Diagram): Diagram {
    return this.combine(highest, this.combine(noneIfZero, condition, this.never), a);
  }

  combine(operation: Operation, a: Diagram, b: Diagram): Diagram {
    const { of, absorbing, neutral } = operation;
    const results = this.#results.get(operation) ?? new Map<number, Diagram>();
    this.#results.set(operation, results);
    const combined = (one: Diagram, other: Diagram): Diagram => {
      if (isConstant(one, absorbing) || isConstant(other, neutral)) return one;
      if (isConstant(other, absorbing) || isConstant(one, neutral)) return other;
      if (one.to.length + other.to.length === 0) return this.constant(of(one.value, other.value));
      const key = one.id * MAX_DIAGRAMS + other.id;
      const known = results.get(key);
      if (known) return known;
      const question = Math.min(one.question, other.question);
      const [cells, to]: [CellSet[], Diagram[]] = [[], []];
      forEachWay(one, question, (first, oneTo) => {
        forEachWay(other, question, (second, otherTo) => {
          if ((first & second) === 0) return;
          cells.push(first & second);
          to.push(combined(oneTo, otherTo));
        });
      });
      const result = this.#decision(question, cells, to);
      results.set(key, result);
      return result;
    };
    return combined(a, b);
  }

  /** A function for the answers in a box only; it no longer depends on what is the same for all of them. */
  restrictedTo(a: Diagram, box: Box): Diagram {
    return folded<Diagram>(
      a,
      (constant) => constant,
      (decision, restrictedOf) => {
        const { question, cells, to } = decision;
        const here = box[question] ?? 0;
        const restrictedWays = to.map(restrictedOf);
        if (here === this.#whole[question] && restrictedWays.every((each, index) => each === to[index])) return decision;
        const restrictedCells = cells.map((set) => set & here);
        return this.#decision(question, restrictedCells, restrictedWays);
      },
    );
  }

  /** Leaves out empty sets, and joins those that lead to the same diagram. */
  #decision(question: number, cells: readonly CellSet[], to: readonly Diagram[]): Diagram {
    const targets: Diagram[] = [];
    const sets: CellSet[] = [];
    for (const [index, set] of cells.entries()) {
      const target = to[index] as Diagram;
      if (set === 0) continue;
      const same = targets.indexOf(target);
      if (same >= 0) sets[same] = (sets[same] as CellSet) | set;
      else {
        targets.push(target);
        sets.push(set);
      }
    }
    const [only, other] = targets;
    if (only && !other) return only;
    const order = [...sets.keys()].sort((a, b) => firstOf(sets[a] as CellSet) - firstOf(sets[b] as CellSet));
    const key = order.reduce((text, index) => `${text} ${sets[index]} ${targets[index]?.id}`, `${question}`);
    return this.#known(
      key,
      0,
      question,
      order.map((index) => sets[index] as CellSet),
      order.map((index) => targets[index] as Diagram),
    );
  }

  #known(key: string, value: number, question: number, cells: readonly CellSet[], to: readonly Diagram[]): Diagram {
    const known = this.#byKey.get(key);
    if (known) return known;
    this.#budget.step();
    const diagram = { id: this.#byKey.size, value, question, cells, to };
    this.#byKey.set(key, diagram);
    return diagram;
  }
}

/** Disjoint boxes of the answers in a box for which a function of these is not 0. */
export function* boxesOf({ value, question, cells, to }: Diagram, box: Box): Generator<Box> {
  if (value !== 0) yield box;
  for (const [index, next] of to.entries()) yield* boxesOf(next, box.with(question, cells[index] ?? 0));
}

/** The smallest box around the answers in a box for which a function of these is not 0. */
export function hullOf(a: Diagram, box: Box): Box {
  const hull = box.map(() => 0);
  /** A way to `to` does not depend on the questions between. */
  const pass = (from: number, to: Diagram): void => {
    if (isConstant(to, 0)) return;
    for (let between = from; between < to.question; between++) hull[between] = box[between] ?? 0;
  };
  pass(0, a);
  for (const each of reachableFrom(a)) {
    forEachWay(each, each.question, (cells, to) => {
      if (!isConstant(to, 0)) hull[each.question] = (hull[each.question] ?? 0) | cells;
      pass(each.question + 1, to);
    });
  }
  return hull;
}

/** The share of the answers in a box for which a function of these is not 0; cells weigh the same, missing answers nothing. */
export function shareIn(a: Diagram, box: Box): number {
  const sizeOf = (cells: CellSet): number => indexesOf(cells & ~ABSENT).length;
  return folded<number>(
    a,
    ({ value }) => (value === 0 ? 0 : 1),
    ({ question, cells, to }, shareOf) => {
      const all = sizeOf(box[question] ?? 0);
      return all === 0 ? 0 : to.reduce((total, next, index) => total + (sizeOf(cells[index] ?? 0) / all) * shareOf(next), 0);
    },
  );
}

/** The questions that a function depends on. */
export function questionsOf(a: Diagram): number[] {
  return [...new Set(reachableFrom(a).flatMap(({ question, to }) => (to.length > 0 ? question : [])))];
}

function isConstant({ value, to }: Diagram, wanted: number | undefined): boolean {
  return to.length === 0 && value === wanted;
}

/** Visits what a diagram leads to by a question; itself, if it does not depend on the question. */
function forEachWay(a: Diagram, question: number, visit: (cells: CellSet, to: Diagram) => void): void {
  if (a.question !== question) visit(~0, a);
  else for (let index = 0; index < a.to.length; index++) visit(a.cells[index] as CellSet, a.to[index] as Diagram);
}

function reachableFrom(a: Diagram): Diagram[] {
  const found = new Set([a]);
  for (const { to } of found) for (const next of to) found.add(next);
  return [...found];
}

/** Works out something for a diagram from the same for what it leads to, once for each. */
function folded<T>(a: Diagram, ofConstant: (constant: Diagram) => T, of: (decision: Diagram, known: (to: Diagram) => T) => T): T {
  const results = new Map<Diagram, T>();
  const resultOf = (each: Diagram): T => {
    const result = results.get(each) ?? (each.to.length === 0 ? ofConstant(each) : of(each, resultOf));
    results.set(each, result);
    return result;
  };
  return resultOf(a);
}
