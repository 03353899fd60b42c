import type { CellSet } from '../../engine/cells.ts';
import type { Clause } from '../../engine/compile.ts';
import type { Sets } from './space.ts';

/** A condition on answers: of each group, at least one clause must hold. A group without clauses never does. */
export type Formula = readonly (readonly Clause[])[];

/** So many steps a proof may take, so that it ends in any case. */
export interface Budget {
  left: number;
}

/** The budget was used up before there was an answer. */
export class OutOfBudget extends Error {}

/** The answers of a set for which a formula holds, or some of them; null if there are none. Throws OutOfBudget. */
export function solve(sets: Sets, formula: Formula, budget: Budget): Sets | null {
  const found = sets.slice();
  const open: (readonly Clause[])[] = [];
  // What only one clause can satisfy is settled first: it decides most of the rest, or ends the search at once.
  for (const group of formula) {
    if (group.length !== 1) open.push(group);
    else if (!narrow(found, group[0] as Clause)) return null;
  }
  return open.length === 0 ? found : search(found, open, 0, budget);
}

function search(sets: CellSet[], groups: Formula, at: number, budget: Budget): Sets | null {
  const group = groups[at];
  if (!group) return sets;
  // A group that holds already asks for nothing.
  if (group.some(({ question, cells }) => ((sets[question] as CellSet) & ~cells) === 0n)) {
    return search(sets, groups, at + 1, budget);
  }
  for (const clause of group) {
    if (budget.left-- <= 0) throw new OutOfBudget();
    const { question } = clause;
    const before = sets[question] as CellSet;
    if (!narrow(sets, clause)) continue;
    const found = search(sets, groups, at + 1, budget);
    if (found) return found;
    sets[question] = before;
  }
  return null;
}

function narrow(sets: CellSet[], { question, cells }: Clause): boolean {
  const left = (sets[question] as CellSet) & cells;
  if (!left) return false;
  sets[question] = left;
  return true;
}

/** What must hold so that a conjunction does not: one of its clauses fails. */
export function negation(clauses: readonly Clause[], full: Sets): readonly Clause[] {
  return clauses.map(({ question, cells }) => ({ question, cells: (full[question] as CellSet) & ~cells }));
}

/** A conjunction as a formula. */
export function conjunction(clauses: readonly Clause[]): Formula {
  return clauses.map((clause) => [clause]);
}

/** A formula where one question's answer is known; null if it cannot hold then. */
export function bind(formula: Formula, question: number, value: CellSet): Formula | null {
  const bound: (readonly Clause[])[] = [];
  for (const group of formula) {
    if (group.some((clause) => clause.question === question && (clause.cells & value) !== 0n)) continue;
    const rest = group.filter((clause) => clause.question !== question);
    if (rest.length === 0) return null;
    bound.push(rest);
  }
  return bound;
}
