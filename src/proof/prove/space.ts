import type { CellSet } from '../../engine/cells.ts';
import type { Compiled, CompiledNode, CompiledQuestion } from '../../engine/compile.ts';
import type { Leaf } from '../../model/pack.ts';
import { type OptionList, OptionLists } from './lists.ts';

/**
 * A set of answers, by question: the cells that its value may lie in, and with one bit more whether it may be absent. A
 * question that the walk has not asked may be anything, absent included: held answers take part in fit all the same.
 */
export type Sets = readonly CellSet[];

/** A set of questions, one bit each. */
export type Mask = bigint;

/** A node or a leaf of the tree, with what the proofs need to know of it. */
export interface Vertex {
  readonly index: number;
  readonly id: string;
  /** Exactly one of the two is not null. */
  readonly node: CompiledNode | null;
  readonly leaf: Leaf | null;
  /** The question that a node asks; -1: a leaf. */
  readonly question: number;
  /** By branch: the cells that take it, without those that an earlier branch takes. */
  readonly taken: readonly CellSet[];
  /** By branch: the vertex that it leads to. */
  readonly to: readonly number[];
  /** The branches that lead here, from vertices that the root leads to. */
  readonly parents: readonly Edge[];
  /** A leaf's options, analysed once for all leaves that have the same. */
  readonly list: OptionList | null;
  /** Questions that are asked at or below it. */
  readonly below: Mask;
  /** Questions that are asked on some way to it. */
  readonly above: Mask;
  /** Questions whose answer may make a difference to what comes out at or below it. */
  readonly relevant: Mask;
  /** Those, and the questions that assumptions and defaults at or below it look at. */
  readonly tracked: Mask;
}

export interface Edge {
  readonly from: number;
  readonly branch: number;
}

/** A pack as the proofs see it. */
export interface Space {
  readonly compiled: Compiled;
  /** By question: all of its cells, the bit for absent, and both. */
  readonly all: Sets;
  readonly absent: Sets;
  readonly full: Sets;
  /** What the root leads to, by whatever branch; each before all that it leads to. The first is the root. */
  readonly vertices: readonly Vertex[];
  readonly lists: readonly OptionList[];
}

/** Shared by all vertices that have no such thing: there may be hundreds of thousands. */
const none: readonly never[] = [];

type Draft = { -readonly [K in keyof Vertex]: Vertex[K] };

/** Prepares a pack whose references resolve and whose tree has no cycle. */
export function spaceOf(compiled: Compiled): Space {
  const all = compiled.questions.map(({ cells }) => cells.all);
  const absent = compiled.questions.map(({ cells }) => 1n << BigInt(cells.count));
  const full = all.map((cells, question) => cells | (absent[question] as CellSet));
  const { places, last } = topological(compiled);
  const lists = new OptionLists(compiled, full);
  const vertices: Draft[] = new Array(places.length);
  for (let slot = 0; slot < places.length; slot++) {
    const { id, node, to } = places[slot] as Place;
    const index = last[slot] as number;
    const leaf = node ? null : (compiled.pack.leaves[id] as Leaf);
    vertices[index] = {
      index,
      id,
      node,
      leaf,
      question: node?.question ?? -1,
      taken: node ? takenOf(node) : none,
      to: node ? to.map((other) => last[other] as number) : none,
      parents: none,
      list: leaf ? lists.of(leaf) : null,
      below: 0n,
      above: 0n,
      relevant: 0n,
      tracked: 0n,
    };
  }
  connect(compiled, vertices);
  return { compiled, all, absent, full, vertices, lists: lists.all };
}

interface Place {
  readonly id: string;
  readonly node: CompiledNode | null;
  /** By branch: the number of the place that it leads to. */
  readonly to: readonly number[];
}

/**
 * What the root leads to, in the order in which it is found, and where each of it stands in an order in which everything
 * comes before all that it leads to. Keeps its own stack: a chain may be of any length.
 */
function topological({ pack, nodes }: Compiled): { readonly places: readonly Place[]; readonly last: readonly number[] } {
  const places: Place[] = [];
  const slots = new Map<string, number>();
  const finished: number[] = [];
  const stack: { readonly slot: number; readonly to: number[]; readonly node: CompiledNode | null; next: number }[] = [];
  enter(pack.root);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    // The last branch is finished first, so that in the end all that the first one leads to comes right after it.
    const branches = top.node?.branches ?? none;
    const at = branches.length - 1 - top.next++;
    if (at < 0) {
      finished.push(top.slot);
      stack.pop();
    } else {
      const { to } = branches[at] as (typeof branches)[number];
      top.to[at] = slots.get(to) ?? enter(to);
    }
  }
  const last: number[] = new Array(places.length);
  finished.forEach((slot, position) => {
    last[slot] = places.length - 1 - position;
  });
  return { places, last };

  function enter(id: string): number {
    const node = nodes.get(id) ?? null;
    const slot = slots.size;
    const to: number[] = node ? new Array(node.branches.length) : [];
    slots.set(id, slot);
    places.push({ id, node, to });
    stack.push({ slot, to, node, next: 0 });
    return slot;
  }
}

function takenOf(node: CompiledNode): CellSet[] {
  let earlier = 0n;
  return node.branches.map(({ cells }) => {
    const taken = cells & ~earlier;
    earlier |= cells;
    return taken;
  });
}

function connect(compiled: Compiled, vertices: readonly Draft[]): void {
  const rules = compiled.questions.map(rulesLookAt);
  const parents: Edge[][] = vertices.map(() => []);
  for (const vertex of vertices) {
    const own = vertex.question < 0 ? 0n : 1n << BigInt(vertex.question);
    vertex.to.forEach((to, branch) => {
      const child = vertices[to] as Draft;
      (parents[to] as Edge[]).push({ from: vertex.index, branch });
      child.above |= vertex.above | own;
    });
  }
  for (const vertex of [...vertices].reverse()) {
    vertex.parents = parents[vertex.index] as Edge[];
    if (vertex.question < 0) {
      vertex.relevant = (vertex.list as OptionList).relevant;
      vertex.tracked = (vertex.list as OptionList).tracked;
      continue;
    }
    const own = 1n << BigInt(vertex.question);
    vertex.below = own;
    vertex.relevant = own;
    vertex.tracked = own | (rules[vertex.question] as Mask);
    for (const to of vertex.to) {
      const child = vertices[to] as Draft;
      vertex.below |= child.below;
      vertex.relevant |= child.relevant;
      vertex.tracked |= child.tracked;
    }
  }
}

/** The questions that a question's assumptions and defaults look at. */
function rulesLookAt(question: CompiledQuestion): Mask {
  let mask = 0n;
  for (const { when } of [...question.assume, ...question.default]) {
    for (const clause of when) mask |= 1n << BigInt(clause.question);
  }
  return mask;
}

export function has(mask: Mask, question: number): boolean {
  return ((mask >> BigInt(question)) & 1n) === 1n;
}

/** The questions of a mask, ascending. */
export function questionsOf(mask: Mask): number[] {
  const questions: number[] = [];
  for (let question = 0, rest = mask; rest !== 0n; question++, rest >>= 1n) if (rest & 1n) questions.push(question);
  return questions;
}
