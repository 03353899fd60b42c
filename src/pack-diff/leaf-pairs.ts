import { type Box, divisible } from '../engine/box.ts';
import type { Budget } from '../engine/budget.ts';
import { ABSENT, bitOf, type CellSet, cellOf, indexesOf } from '../engine/cells.ts';
import type { Compiled, CompiledLeaf, CompiledNode } from '../engine/compiled.ts';
import { remembered } from '../engine/lazy.ts';
import { leafDifferences } from './outcome-parts.ts';
import { commonOf, type Side, type Space } from './space.ts';

/** A set of answers that both packs have followed so far. */
export interface WalkState {
  /** For each question, the cells that its answer may lie in, plus `ABSENT` if it may have none. */
  readonly box: Box;
  /** By side and question, the cell used for a missing answer: the one that the side assumes or fills in by default. */
  readonly fills: readonly [ReadonlyMap<number, number>, ReadonlyMap<number, number>];
  /** One side is open in a question that the other does not ask or fills in: each answer to it is tried in turn. */
  readonly asking: { readonly side: Side; readonly question: number } | null;
}

/**
 * The leaves where the same answers end; null: the tree has no branch for them. Nodes below which both trees are the same stand
 * for all leaves there, without options.
 */
export type Leaves = readonly [CompiledLeaf | null, CompiledLeaf | null];

/** Answers that end at two leaves. */
export interface LeafPair {
  readonly leaves: Leaves;
  readonly state: WalkState;
  /** How many times more the new walk gave each reason than the old one, where they differ in that. */
  readonly reasons: ReadonlyMap<string, number>;
}

/**
 * Walks two trees together, question by question, and finds the pairs of leaves where they end, of which no two have the same
 * complete answers. Skips subtrees that are the same in both, so that the work is proportional to the differences. With
 * `defaults`, these fill in what assumptions leave open.
 */
export function* leafPairs(space: Space, defaults: boolean, budget: Budget): Generator<LeafPair> {
  const { sides } = space;
  const areSame = subtreeComparison(space, defaults);
  const all: WalkState = { box: space.whole, fills: [new Map(), new Map()], asking: null };
  yield* visit([sides[0].pack.root, sides[1].pack.root], new Map(), all);

  function* visit(ids: readonly [string, string], reasons: LeafPair['reasons'], state: WalkState): Generator<LeafPair> {
    budget.step();
    const nodes = [sides[0].nodes.get(ids[0]), sides[1].nodes.get(ids[1])] as const;
    const isSame = ![...differingFills(state).keys()].some(isShared) && areSame(ids[0])(ids[1]);
    if (isSame && (reasons.size === 0 || state.asking)) return;
    if (isSame || !(nodes[0] ?? nodes[1])) {
      yield { leaves: [endOf(sides[0], ids[0]), endOf(sides[1], ids[1])], state, reasons };
      return;
    }
    // The old tree moves first, except where the new one asks a new question; if both ask the same one, they move together.
    const isFirst = nodes[1] === undefined || isShared(nodes[1].question);
    const along = !isFirst || nodes[0] === undefined || nodes[0].question === nodes[1]?.question;
    for (const old of next(0, isFirst, state)) {
      for (const now of next(1, along, old.state)) {
        yield* visit([old.to, now.to], withReason(withReason(reasons, 0, old.because), 1, now.because), now.state);
      }
    }

    function next(side: Side, moves: boolean, from: WalkState) {
      const node = moves ? nodes[side] : undefined;
      return node ? waysFrom(space, from, side, node, defaults) : [{ to: ids[side], because: '', state: from }];
    }
  }

  /** Whether both packs have a question: one that only one has cannot matter where both are the same. */
  function isShared(question: number): boolean {
    const { old, now } = space.questions[question] as Space['questions'][number];
    return old !== null && now !== null;
  }
}

/** A leaf; a node without the options below it. */
function endOf({ nodes, leaves }: Compiled, id: string): CompiledLeaf | null {
  const node = nodes.get(id);
  return node ? { ...node, service: null, options: [] } : (leaves.get(id) ?? null);
}

/** The branches that one side takes from a node, each with the answers that take it. */
function waysFrom(space: Space, whole: WalkState, side: Side, node: CompiledNode, defaults: boolean) {
  return filled(space, whole, side, node.question, defaults).flatMap((state) => {
    const seen = seenBy(state, side);
    return arrivals(space, node.branches, seen[node.question] ?? 0).map(({ to, because, cells }) => {
      return { to, because, state: restored(state, side, seen.with(node.question, cells)) };
    });
  });
}

/** The nodes and leaves that a node leads to, with their answers; values without a branch lead to an empty id. */
function arrivals(space: Space, branches: CompiledNode['branches'], all: CellSet) {
  const hasReasons = space.kinds.includes('reason');
  let left = all;
  return [...branches, { to: '', because: '', cells: all }].flatMap(({ to, because, cells: taken }) => {
    const cells = left & taken;
    left &= ~taken;
    return cells === 0 ? [] : { to, because: hasReasons ? because : '', cells };
  });
}

/** Splits a state so that, in each part, a missing answer to a question that one side asks has one meaning. */
function filled(space: Space, state: WalkState, side: Side, question: number, defaults: boolean): WalkState[] {
  const set = state.box[question] ?? 0;
  const compiled = space.sides[side].questions[question];
  if (!compiled || (set & ABSENT) === 0 || state.fills[side].has(question)) return [state];
  const parts: WalkState[] = [];
  let rest: readonly WalkState[] = [state];
  for (const { when, value } of [...compiled.assume, ...(defaults ? compiled.default : [])]) {
    const left: WalkState[] = [];
    for (const whole of rest) {
      const box = [...seenBy(whole, side)];
      divisible(box).divide(when, (holds) => {
        const part = restored(whole, side, box);
        if (holds) parts.push(withFill(part, side, question, cellOf(compiled.cells, value)));
        else left.push(part);
      });
    }
    rest = left;
  }
  for (const part of rest) {
    parts.push({ ...part, box: part.box.with(question, set & ~ABSENT) });
    // If both sides are open, or one is open in two questions, each answer is treated as given.
    if (part.asking) continue;
    const unanswered = { ...part, box: part.box.with(question, ABSENT), asking: { side, question } };
    for (const cell of indexesOf(commonOf(space, question))) parts.push(withFill(unanswered, side, question, cell));
  }
  return parts;
}

/** The answers as one side sees them, with missing ones filled in. */
export function seenBy({ box, fills }: WalkState, side: Side): Box {
  const seen = [...box];
  for (const [question, cell] of fills[side]) {
    const set = seen[question] ?? 0;
    if ((set & ABSENT) !== 0) seen[question] = (set & ~ABSENT) | bitOf(cell);
  }
  return seen;
}

/** The answers of a state that one side sees as a given box. */
export function restored(state: WalkState, side: Side, seen: Box): WalkState {
  const box = [...seen];
  for (const [question, cell] of state.fills[side]) {
    const cells = seen[question] ?? 0;
    box[question] = (state.box[question] ?? 0) & ((cells & bitOf(cell)) === 0 ? cells : cells | ABSENT);
  }
  return { ...state, box };
}

/** The cell that each side uses for a missing answer; undefined: the answer stays missing. */
export type DifferingFill = readonly [old: number | undefined, now: number | undefined];

/** The missing answers that the two sides do not fill in alike, by question. */
export function differingFills({ box, fills: [old, now] }: WalkState): ReadonlyMap<number, DifferingFill> {
  const differing = [...new Set([...old.keys(), ...now.keys()])].filter(
    (question) => ((box[question] ?? 0) & ABSENT) !== 0 && old.get(question) !== now.get(question),
  );
  return new Map(differing.sort((a, b) => a - b).map((question) => [question, [old.get(question), now.get(question)]]));
}

/** The same answers, with only those missing ones filled in that both sides fill in alike. */
export function withCommonFills(state: WalkState): WalkState {
  const [old, now] = state.fills;
  const common = new Map([...old].filter(([question, cell]) => now.get(question) === cell));
  return { ...state, fills: [common, common] };
}

type Fills = WalkState['fills'][Side];

/** By fills, those with one more: many thousands of states have the same ones, and share them. */
const moreFills = new WeakMap<Fills, Map<string, Fills>>();

function withFill(state: WalkState, side: Side, question: number, cell: number): WalkState {
  const fills = state.fills[side];
  const more = moreFills.get(fills) ?? new Map<string, Fills>();
  moreFills.set(fills, more);
  const own = more.get(`${question} ${cell}`) ?? new Map(fills).set(question, cell);
  more.set(`${question} ${cell}`, own);
  return { ...state, fills: side === 0 ? [own, state.fills[1]] : [state.fills[0], own] };
}

function withReason(reasons: LeafPair['reasons'], side: Side, text: string): LeafPair['reasons'] {
  if (text === '') return reasons;
  const more = (reasons.get(text) ?? 0) + (side === 0 ? -1 : 1);
  const others = [...reasons].filter(([other]) => other !== text);
  return new Map(more === 0 ? others : [...others, [text, more]]);
}

/** Whether all answers get another service or variant, whatever their requirements are. */
export function areDisjoint([old, now]: Leaves): boolean {
  const offerings = (leaf: CompiledLeaf | null): string[] => (leaf ? leaf.options.map(({ offering }) => offering) : ['']);
  return offerings(old).length > 0 && !offerings(old).some((offering) => offerings(now).includes(offering));
}

/** Compares subtrees: whether they lead all answers to the same outcomes for the same reasons, whatever their ids. */
function subtreeComparison(space: Space, defaults: boolean): (old: string) => (now: string) => boolean {
  const [old, now] = space.sides;
  const rulesFor = ({ questions }: Compiled, question: number): string =>
    JSON.stringify([questions[question]?.assume, defaults && questions[question]?.default]);
  const areSame = remembered((from: string) => remembered((to: string) => compare(from, to)));
  return areSame;

  function compare(from: string, to: string): boolean {
    const [one, other] = [old.nodes.get(from), now.nodes.get(to)];
    const leaves = [old.leaves.get(from) ?? null, now.leaves.get(to) ?? null];
    if (!one && !other) return leafDifferences(space, true, leaves).length === 0;
    if (!one || !other || one.question !== other.question) return false;
    const { question } = one;
    if (rulesFor(old, question) !== rulesFor(now, question)) return false;
    const common = commonOf(space, question);
    const ways = arrivals(space, one.branches, common);
    const others = arrivals(space, other.branches, common);
    return (
      ways.length === others.length &&
      ways.every(({ to, because, cells }, index) => {
        const its = others[index];
        return its?.cells === cells && its.because === because && areSame(to)(its.to);
      })
    );
  }
}
