import type { CellSet } from '../../engine/cells.ts';
import type { Canon } from './canonical-functions.ts';
import type { ListOption, OptionList } from './lists.ts';
import { type Budget, bind, type Formula, negation, OutOfBudget, solve } from './solve.ts';
import { has, type Mask, type Sets, type Space, type Vertex } from './space.ts';

/** One question with two answers, all other answers being the same. */
export interface Change {
  readonly question: number;
  /** One bit each: a cell, or that there is no answer. */
  readonly from: CellSet;
  readonly to: CellSet;
}

/**
 * Answers among the given ones with which a change of one answer changes the outcome of a walk that has come to a vertex;
 * null if there are none. Walks both ways side by side, and stops where both have come to the same thing and the changed
 * answer plays no part any more. Throws OutOfBudget.
 */
export function differenceAt(
  space: Space,
  canon: Canon,
  vertex: Vertex,
  sets: Sets,
  change: Change,
  budget: Budget,
): Sets | null {
  const { vertices, all, full } = space;
  const { question, from, to } = change;
  const box = sets.slice();
  return walk(vertex, vertex);

  /** Null in place of a vertex: there was no branch. */
  function walk(a: Vertex | null, b: Vertex | null): Sets | null {
    if (budget.left-- <= 0) throw new OutOfBudget();
    if (a && b && canon.of[a.index] === canon.of[b.index] && !has(canon.relevant[a.index] as Mask, question)) return null;
    if (a?.node) return split(a, from, (next) => walk(next, b));
    if (b?.node) return split(b, to, (next) => walk(a, next));
    if (!a || !b) return a === b ? null : box.slice();
    return differenceOf(a.list as OptionList, b.list as OptionList, box, change, full, budget);
  }

  function split(at: Vertex, value: CellSet, on: (next: Vertex | null) => Sets | null): Sets | null {
    if (at.question === question) {
      const branch = at.taken.findIndex((taken) => (taken & value) !== 0n);
      return on(branch < 0 ? null : (vertices[at.to[branch] as number] as Vertex));
    }
    const before = box[at.question] as CellSet;
    let left = before & (all[at.question] as CellSet);
    for (let branch = 0; branch < at.to.length; branch++) {
      const cells = left & (at.taken[branch] as CellSet);
      if (!cells) continue;
      box[at.question] = cells;
      const found = on(vertices[at.to[branch] as number] as Vertex);
      if (found) return found;
      left &= ~cells;
    }
    if (left) {
      box[at.question] = left;
      const found = on(null);
      if (found) return found;
    }
    box[at.question] = before;
    return null;
  }
}

/** The same where both have come to a leaf: answers with which the two option lists come to different outcomes. */
export function differenceOf(
  a: OptionList,
  b: OptionList,
  sets: Sets,
  { question, from, to }: Change,
  full: Sets,
  budget: Budget,
): Sets | null {
  if (a === b && !has(a.relevant, question)) return null;
  const boundIn = (list: OptionList, when: Formula, value: CellSet): Formula | null =>
    has(list.relevant, question) ? bind(when, question, value) : when;
  for (const { option: optionA, when: whenA, unmet: unmetA } of a.ways) {
    const boundA = boundIn(a, whenA, from);
    if (!boundA) continue;
    for (const { option: optionB, when: whenB, unmet: unmetB } of b.ways) {
      const boundB = boundIn(b, whenB, to);
      if (!boundB) continue;
      const both = [...boundA, ...boundB];
      if (optionA.head !== optionB.head || unmetA !== unmetB) {
        const found = solve(sets, both, budget);
        if (found) return found;
        continue;
      }
      for (const item of new Set([...optionA.items.keys(), ...optionB.items.keys()])) {
        // Most are brought by the same conditions, in which the changed answer plays no part.
        if (optionA === optionB && !optionA.items.get(item)?.some((when) => when.some((clause) => clause.question === question)))
          continue;
        const found =
          onlyIn(conditions(optionA, item, from), conditions(optionB, item, to), both) ??
          onlyIn(conditions(optionB, item, to), conditions(optionA, item, from), both);
        if (found) return found;
      }
    }
  }
  return null;

  /** What any of some conditions brings, with the changed answer put in; null stands for one that always holds. */
  function conditions({ items }: ListOption, item: string, value: CellSet): Formula[] {
    return (items.get(item) ?? []).flatMap((when) => {
      const bound = bind(
        when.map((clause) => [clause]),
        question,
        value,
      );
      return bound ? [bound] : [];
    });
  }

  function onlyIn(some: readonly Formula[], others: readonly Formula[], both: Formula): Sets | null {
    if (some.length === 0 || others.some((when) => when.length === 0)) return null;
    const none = others.map((when) => negation(when.flat(), full));
    for (const when of some) {
      const found = solve(sets, [...both, ...when, ...none], budget);
      if (found) return found;
    }
    return null;
  }
}
