import { indexesOf } from '../../engine/cells.ts';
import { has, type Mask, type Space } from './space.ts';

/** What comes out at a vertex, as a function of the answers: the same number stands for the same function. */
export interface Canon {
  /** By vertex. Different numbers may still be the same function, of which the questions are asked in another order. */
  readonly of: readonly number[];
  /** By vertex: the questions that the function may depend on. */
  readonly relevant: readonly Mask[];
}

/** The number of what happens where no branch takes a value. */
const gap = -1;

/**
 * Numbers the outcome functions from the leaves up, as decision diagrams are made canonical: a node all of whose values
 * lead to the same function is that function.
 */
export function canonOf({ vertices, lists, all }: Space): Canon {
  const numbers = new Map<string, number>();
  const relevantOf: Mask[] = lists.map(({ relevant }) => relevant);
  const listNumber = new Map(lists.map((list, index) => [list, index]));
  const of: number[] = new Array(vertices.length).fill(gap);
  for (const vertex of [...vertices].reverse()) {
    if (vertex.list) {
      of[vertex.index] = listNumber.get(vertex.list) as number;
      continue;
    }
    const byTarget = new Map<number, bigint>();
    let left = all[vertex.question] as bigint;
    vertex.to.forEach((to, branch) => {
      const taken = vertex.taken[branch] as bigint;
      const target = of[to] as number;
      if (taken) byTarget.set(target, (byTarget.get(target) ?? 0n) | taken);
      left &= ~taken;
    });
    if (left) byTarget.set(gap, left);
    const [only] = byTarget.keys();
    if (byTarget.size === 1 && only !== undefined && only !== gap) {
      of[vertex.index] = only;
      continue;
    }
    const parts = [...byTarget].map(([target, cells]) => `${target}:${cells.toString(16)}`).sort();
    const key = `${vertex.question} ${parts.join(' ')}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = relevantOf.length;
      numbers.set(key, number);
      relevantOf.push(
        [...byTarget.keys()].reduce((mask, target) => mask | (relevantOf[target] ?? 0n), 1n << BigInt(vertex.question)),
      );
    }
    of[vertex.index] = number;
  }
  return { of, relevant: of.map((number) => relevantOf[number] as Mask) };
}

/** One value for each way in which a question can make a difference at a node, among those that arrive there. */
export function telling(space: Space, canon: Canon, index: number, values: bigint): bigint[] {
  const vertex = space.vertices[index];
  if (!vertex) return [];
  let left = values;
  const found: bigint[] = [];
  vertex.to.forEach((to, branch) => {
    const cells = values & (vertex.taken[branch] as bigint);
    left &= ~cells;
    if (!cells) return;
    if (!has(canon.relevant[to] as Mask, vertex.question)) found.push(cells & -cells);
    else for (const cell of indexesOf(cells)) found.push(1n << BigInt(cell));
  });
  return left ? [...found, left & -left] : found;
}
