import type { CellSet } from '../../engine/cells.ts';
import { has, type Mask, questionsOf, type Sets, type Space, type Vertex } from './space.ts';

/**
 * Answers that arrive at a vertex. Of a question that is of no consequence from there on nothing is kept: it may be
 * anything, as if it had not been asked.
 */
export interface Arrival {
  readonly sets: Sets;
  /** Where arrivals were put together: by question, the values of those who were asked it on the way; 0n: nobody was. */
  readonly asked: Sets | null;
}

/** The values of those who were asked a question on the way. Only who was not asked may be without an answer. */
export function askedOf({ sets, asked }: Arrival, question: number, absent: Sets): CellSet {
  if (asked) return asked[question] as CellSet;
  const cells = sets[question] as CellSet;
  return cells & (absent[question] as CellSet) ? 0n : cells;
}

/**
 * How exactly the arrivals of a vertex are known. `exact`: they are what arrives. `marginal`: too many different ones
 * arrive, and they were put together question by question: each question's values are right, but not every combination
 * of them arrives. `loose`: what was put together is asked again further down, so that values may be among them that
 * do not arrive.
 */
export type Exactness = 'exact' | 'marginal' | 'loose';

/** Told each vertex with all that arrives at it, before those that it leads to; not told those at which nothing does. */
export type Visit = (vertex: Vertex, arrivals: readonly Arrival[], exactness: Exactness) => void;

/** So many different arrivals are followed: at one vertex, and at all together. */
export interface Limits {
  readonly arrivals: number;
  readonly total: number;
}

const order: readonly Exactness[] = ['exact', 'marginal', 'loose'];

/**
 * Follows all answers through the tree at once, from the root to the leaves. A vertex with one parent costs as much as
 * it has branches. Where ways join, arrivals that make no difference from there on become one.
 */
export function followArrivals(space: Space, limits: Limits, visit: Visit): void {
  const { vertices, full, all } = space;
  const waiting: (Arrival[] | undefined)[] = vertices.map(() => undefined);
  const exactness: Exactness[] = vertices.map(() => 'exact');
  waiting[0] = [{ sets: full, asked: null }];
  let total = 0;
  for (const vertex of vertices) {
    let arrivals = waiting[vertex.index];
    waiting[vertex.index] = undefined;
    if (!arrivals) continue;
    if (vertex.parents.length > 1) {
      arrivals = joined(space, vertex, arrivals);
      // A leaf may have many: nothing comes after it that would have to be followed once for each of them.
      const most = vertex.leaf ? limits.total : limits.arrivals;
      if (arrivals.length > 1 && (arrivals.length > most || total + arrivals.length > limits.total)) {
        arrivals = [collapsed(space, arrivals)];
        const here = (vertex.below & vertex.above) === 0n ? 'marginal' : 'loose';
        exactness[vertex.index] = worst(exactness[vertex.index] as Exactness, here);
      }
    }
    total += arrivals.length;
    visit(vertex, arrivals, exactness[vertex.index] as Exactness);
    if (vertex.question < 0) continue;
    for (const arrival of arrivals) {
      const values = (arrival.sets[vertex.question] as CellSet) & (all[vertex.question] as CellSet);
      vertex.taken.forEach((taken, branch) => {
        const cells = values & taken;
        if (!cells) return;
        const to = vertex.to[branch] as number;
        const next = {
          sets: arrival.sets.with(vertex.question, cells),
          asked: arrival.asked?.with(vertex.question, cells) ?? null,
        };
        const others = waiting[to];
        if (others) others.push(next);
        else waiting[to] = [next];
        exactness[to] = worst(exactness[to] as Exactness, exactness[vertex.index] as Exactness);
      });
    }
  }
}

function worst(a: Exactness, b: Exactness): Exactness {
  return order.indexOf(a) < order.indexOf(b) ? b : a;
}

/** The arrivals with only what matters from here on, each once; those that differ in one question's values become one. */
function joined(space: Space, vertex: Vertex, arrivals: readonly Arrival[]): Arrival[] {
  const kept = vertex.tracked & vertex.above;
  const differing = questionsOf(kept).filter((question) => differ(arrivals, question));
  let known = distinct(
    arrivals.map((arrival) => projected(arrival, kept, space.full)),
    differing,
  );
  if (vertex.leaf) return known;
  for (let before = known.length + 1; known.length > 1 && known.length < before; ) {
    before = known.length;
    for (const question of differing) known = mergedBy(space, known, question, differing);
  }
  return known;
}

function differ([first, ...rest]: readonly Arrival[], question: number): boolean {
  return rest.some(
    ({ sets, asked }) => sets[question] !== first?.sets[question] || asked?.[question] !== first?.asked?.[question],
  );
}

function projected({ sets, asked }: Arrival, kept: Mask, full: Sets): Arrival {
  return {
    sets: sets.map((cells, question) => (has(kept, question) ? cells : (full[question] as CellSet))),
    asked: asked?.map((cells, question) => (has(kept, question) ? cells : 0n)) ?? null,
  };
}

function distinct(arrivals: readonly Arrival[], questions: readonly number[]): Arrival[] {
  return [...new Map(arrivals.map((arrival) => [keyOf(arrival, questions, -1), arrival])).values()];
}

/** Whoever was asked stays apart from who was not: the proofs hold the facts against the answers of the former. */
function mergedBy({ absent }: Space, arrivals: readonly Arrival[], question: number, questions: readonly number[]): Arrival[] {
  const groups = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const wasAsked = askedOf(arrival, question, absent) !== 0n;
    const key = `${wasAsked} ${keyOf(arrival, questions, question)}`;
    const same = groups.get(key);
    groups.set(key, same && wasAsked ? withBoth(same, arrival, question) : arrival);
  }
  return [...groups.values()];
}

/** Two that differ in one question's values alone. */
function withBoth(one: Arrival, other: Arrival, question: number): Arrival {
  const both = (some: Sets, others: Sets): Sets =>
    some.with(question, (some[question] as CellSet) | (others[question] as CellSet));
  return { sets: both(one.sets, other.sets), asked: one.asked && other.asked ? both(one.asked, other.asked) : null };
}

/** The values of the questions but one. */
function keyOf({ sets, asked }: Arrival, questions: readonly number[], except: number): string {
  let key = asked ? '+' : '';
  for (const question of questions) {
    if (question === except) continue;
    key += `${(sets[question] as CellSet).toString(36)} `;
    if (asked) key += `${(asked[question] as CellSet).toString(36)} `;
  }
  return key;
}

/** All of them as one, question by question. */
function collapsed({ absent }: Space, arrivals: readonly Arrival[]): Arrival {
  const [first, ...rest] = arrivals as [Arrival, ...Arrival[]];
  const sets = [...first.sets];
  const asked = sets.map((_, question) => askedOf(first, question, absent));
  for (const arrival of rest) {
    for (let question = 0; question < sets.length; question++) {
      sets[question] = (sets[question] as CellSet) | (arrival.sets[question] as CellSet);
      asked[question] = (asked[question] as CellSet) | askedOf(arrival, question, absent);
    }
  }
  return { sets, asked };
}
