import type { CellSet } from '../../engine/cells.ts';
import { type Budget, OutOfBudget } from './solve.ts';
import type { Sets, Space, Vertex } from './space.ts';

/** A way from the root to a vertex. */
export interface Way {
  /** The answers that take it, and are among those that were asked for. */
  readonly sets: Sets;
  /** The questions that are asked on it, in the order of the way. */
  readonly asked: readonly number[];
}

/**
 * A way to a vertex that some of the given answers take; null if none of them does. Searches backwards, so that in a tree
 * it takes as many steps as the way is long. Throws OutOfBudget.
 *
 * @param asks a question that must be asked on the way
 */
export function wayTo(space: Space, vertex: Vertex, sets: Sets, budget: Budget, asks: number | null = null): Way | null {
  const found = sets.slice();
  const asked: number[] = [];
  return climb(vertex) ? { sets: found, asked: asked.reverse() } : null;

  function climb(at: Vertex): boolean {
    if (at.index === 0) return asks === null || asked.includes(asks);
    for (const { from, branch } of at.parents) {
      if (budget.left-- <= 0) throw new OutOfBudget();
      const parent = space.vertices[from] as Vertex;
      const before = found[parent.question] as CellSet;
      const cells = before & (parent.taken[branch] as CellSet);
      if (!cells) continue;
      found[parent.question] = cells;
      asked.push(parent.question);
      if (climb(parent)) return true;
      asked.pop();
      found[parent.question] = before;
    }
    return false;
  }
}
