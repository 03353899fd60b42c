import { type Box, type Clause, divisible } from '../engine/box.ts';
import { ABSENT, bitOf, type CellSet, cellOf, indexesOf } from '../engine/cells.ts';
import type { CompiledLeaf, CompiledNode, CompiledValue } from '../engine/compile.ts';
import { bitsOf, clausesKey, leafKey, leafQuestions } from './outcome-parts.ts';
import { commonOf, type Side, type Space, wholeOf } from './space.ts';

/** A set of answers that both packs have followed up to here. */
export interface State {
  /** For each question, the cells that its answer may lie in, and the bit for no answer. */
  readonly box: Box;
  /**
   * By side and question, the cell that takes the place of no answer: what that side assumes, or fills in by default.
   */
  readonly fills: readonly [ReadonlyMap<number, number>, ReadonlyMap<number, number>];
  /** Questions, as bits, that need an answer here: without one a side is open. */
  readonly open: bigint;
  /** One side is open in a question that the other one does not ask or fills in: each answer to it is tried in turn. */
  readonly asking: { readonly side: Side; readonly question: number } | null;
}

/** The leaves at which the same answers end; null: a tree has no branch for them. */
export type Leaves = readonly [CompiledLeaf | null, CompiledLeaf | null];

/** Answers that end at two leaves, and the reasons that only one of the two walks gave on its way. */
export interface LeafPair {
  readonly leaves: Leaves;
  readonly state: State;
  readonly reasons: readonly [readonly string[], readonly string[]];
  /** Takes one step of the budget; throws where there is none left, which ends the walk. */
  readonly step: () => void;
}

/** The budget of a walk is spent. */
class Spent extends Error {}

/** Where a node has no branch for an answer. */
const GAP = '';

/**
 * Walks two trees together, question by question, and reports where they end. Subtrees that are the same in both are
 * passed over, so that the work follows the differences.
 *
 * @param defaults whether defaults fill what assumptions leave open
 * @param maxSteps pairs of nodes to visit, and parts that the answers at two leaves are divided into
 * @param onLeafPair is never given the same complete answers twice; returns whether to go on
 * @returns false where it did not get to the end
 */
export function walkTogether(
  space: Space,
  defaults: boolean,
  maxSteps: number,
  onLeafPair: (pair: LeafPair) => boolean,
): boolean {
  const { sides } = space;
  const agree = sidesAgree(space, defaults);
  const matters = mattersBelow(space, 0);
  const box = space.questions.map((_, question) => wholeOf(space, question));
  let steps = 0;
  let complete = true;
  try {
    const fills: State['fills'] = [new Map(), new Map()];
    visit([sides[0].pack.root, sides[1].pack.root], [[], []], { box, fills, open: 0n, asking: null });
  } catch (error) {
    if (!(error instanceof Spent)) throw error;
    return false;
  }
  return complete;

  function step(): void {
    if (++steps > maxSteps) throw new Spent();
  }

  function visit(ids: readonly [string, string], reasons: LeafPair['reasons'], state: State): void {
    step();
    if (!complete || (agree(...ids) && sameTexts(...reasons) && filledAlike(state, matters(ids[0])))) return;
    const [old, now] = [sides[0].nodes.get(ids[0]), sides[1].nodes.get(ids[1])];
    if (old) {
      for (const way of waysFrom(space, state, 0, old, defaults)) {
        if (now?.question !== old.question) visit([way.to, ids[1]], [plus(reasons[0], way.because), reasons[1]], way.state);
        else
          for (const other of waysFrom(space, way.state, 1, now, defaults)) {
            // What both say is no difference.
            const same = way.because === other.because;
            const both: LeafPair['reasons'] = same ? reasons : [plus(reasons[0], way.because), plus(reasons[1], other.because)];
            visit([way.to, other.to], both, other.state);
          }
      }
    } else if (now) {
      for (const way of waysFrom(space, state, 1, now, defaults)) {
        visit([ids[0], way.to], [reasons[0], plus(reasons[1], way.because)], way.state);
      }
    } else {
      const leaves: Leaves = [sides[0].leaves.get(ids[0]) ?? null, sides[1].leaves.get(ids[1]) ?? null];
      complete = onLeafPair({ leaves, state, reasons, step });
    }
  }
}

interface Way {
  readonly to: string;
  readonly because: string;
  readonly state: State;
}

/** The branches that one side takes from a node, each with the answers that take it. */
function* waysFrom(space: Space, whole: State, side: Side, node: CompiledNode, defaults: boolean): Generator<Way> {
  for (const state of filled(space, whole, side, node.question, defaults)) {
    const seen = seenBy(state, side);
    let left = seen[node.question] ?? 0;
    for (const { to, because, cells } of [...node.branches, { to: GAP, because: '', cells: left }]) {
      const arriving = left & cells;
      if (arriving === 0) continue;
      left &= ~cells;
      yield { to, because, state: restored(state, side, seen.with(node.question, arriving)) };
    }
  }
}

/** A state in parts in each of which no answer to a question that a side asks means one thing. */
function filled(space: Space, state: State, side: Side, question: number, defaults: boolean): State[] {
  const set = state.box[question] ?? 0;
  const compiled = space.sides[side].questions[question];
  if (!compiled || (set & ABSENT) === 0 || state.fills[side].has(question)) return [state];
  const parts: State[] = [];
  let rest: readonly State[] = [state];
  for (const { when, value } of [...compiled.assume, ...(defaults ? compiled.default : [])]) {
    const cell = cellOf(compiled.cells, value);
    rest = rest.flatMap((part) => {
      const { inside, outside } = splitState(part, side, when);
      if (inside) parts.push(withFill(inside, side, question, cell));
      return outside;
    });
  }
  for (const part of rest) {
    const open = part.open | (1n << BigInt(question));
    if (set !== ABSENT) parts.push({ ...within(part, question, set & ~ABSENT), open });
    // Where both are open, or one is in two questions, each answer is judged as a given one.
    if (part.asking) continue;
    const unanswered = { ...within(part, question, ABSENT), asking: { side, question } };
    for (const cell of indexesOf(commonOf(space, question))) parts.push(withFill(unanswered, side, question, cell));
  }
  return parts;
}

/** The part of a state in which a condition holds for one side, and the parts in which it does not. */
export function splitState(state: State, side: Side, when: readonly Clause[]): { inside: State | null; outside: State[] } {
  const outside: State[] = [];
  let inside: State | null = null;
  const box = [...seenBy(state, side)];
  divisible(box).divide(when, (holds) => {
    const part = restored(state, side, box);
    if (holds) inside = part;
    else outside.push(part);
  });
  return { inside, outside };
}

/** The answers as one side sees them: no answer is the cell that takes its place. */
export function seenBy({ box, fills }: State, side: Side): Box {
  if (fills[side].size === 0) return box;
  const seen = [...box];
  for (const [question, cell] of fills[side]) {
    const set = seen[question] ?? 0;
    if ((set & ABSENT) !== 0) seen[question] = (set & ~ABSENT) | bitOf(cell);
  }
  return seen;
}

/** The answers of a state that one side sees as a certain box. */
export function restored(state: State, side: Side, seen: Box): State {
  const box = [...seen];
  for (const [question, cell] of state.fills[side]) {
    const cells = seen[question] ?? 0;
    box[question] = (state.box[question] ?? 0) & ((cells & bitOf(cell)) === 0 ? cells : cells | ABSENT);
  }
  return { ...state, box };
}

/** Whether no answer means the same to both sides for some questions, given as bits. */
export function filledAlike({ box, fills }: State, questions: bigint): boolean {
  const matters = (question: number): boolean =>
    ((questions >> BigInt(question)) & 1n) === 1n && ((box[question] ?? 0) & ABSENT) !== 0;
  const [old, now] = fills.map((side) => [...side].filter(([question]) => matters(question)).sort(([a], [b]) => a - b));
  return String(old) === String(now);
}

function within(state: State, question: number, cells: CellSet): State {
  return { ...state, box: state.box.with(question, cells) };
}

function withFill(state: State, side: Side, question: number, cell: number): State {
  const own = new Map(state.fills[side]).set(question, cell);
  return { ...state, fills: side === 0 ? [own, state.fills[1]] : [state.fills[0], own] };
}

function plus(reasons: readonly string[], text: string): readonly string[] {
  return text === '' ? reasons : [...reasons, text];
}

function sameTexts(old: readonly string[], now: readonly string[]): boolean {
  return old.length === now.length && old.toSorted().join('\n') === now.toSorted().join('\n');
}

/**
 * Tells whether a place of the old tree and one of the new tree lead to the same outcomes for the same reasons,
 * whatever they are called. It may say no where they do.
 */
function sidesAgree(space: Space, defaults: boolean): (old: string, now: string) => boolean {
  const [before, after] = space.sides;
  const fillAlike = space.questions.map((_, index) => {
    const [old, now] = [before.questions[index], after.questions[index]];
    if (!old || !now || rulesKey(old.assume) !== rulesKey(now.assume)) return false;
    return !defaults || rulesKey(old.default) === rulesKey(now.default);
  });
  const known = new Map<string, boolean>();
  return agree;

  function agree(oldId: string, nowId: string): boolean {
    const key = `${oldId}\n${nowId}`;
    const result = known.get(key) ?? compare(oldId, nowId);
    known.set(key, result);
    return result;
  }

  function compare(oldId: string, nowId: string): boolean {
    const [old, now] = [before.nodes.get(oldId), after.nodes.get(nowId)];
    if (old && now) return fillAlike[old.question] === true && nodesAgree(old, now);
    return !old && !now && leafKey(space, 0, before.leaves.get(oldId)) === leafKey(space, 1, after.leaves.get(nowId));
  }

  function nodesAgree(old: CompiledNode, now: CompiledNode): boolean {
    if (old.question !== now.question) return false;
    const all = commonOf(space, old.question);
    const others = arrivals(now, all);
    return arrivals(old, all).every((branch) =>
      others.every(
        (other) => (branch.cells & other.cells) === 0 || (branch.because === other.because && agree(branch.to, other.to)),
      ),
    );
  }
}

/** Where a node leads, with the cells that arrive there; what no branch takes arrives nowhere. */
function arrivals({ branches }: CompiledNode, all: CellSet): { to: string; because: string; cells: CellSet }[] {
  let left = all;
  const taken = branches.map(({ to, because, cells }) => {
    const arriving = left & cells;
    left &= ~cells;
    return { to, because, cells: arriving };
  });
  return [...taken, { to: '', because: '', cells: left }];
}

/** The questions, as bits, whose answers make a difference at a place of a tree or below it. */
function mattersBelow(space: Space, side: Side): (id: string) => bigint {
  const { nodes, leaves, questions } = space.sides[side];
  const known = new Map<string, bigint>();
  return matters;

  function matters(id: string): bigint {
    const result = known.get(id) ?? compute(id);
    known.set(id, result);
    return result;
  }

  function compute(id: string): bigint {
    const node = nodes.get(id);
    if (!node) return leafQuestions(space, side, leaves.get(id));
    const { assume = [], default: fallback = [] } = questions[node.question] ?? {};
    const own = [...assume, ...fallback].reduce((bits, { when }) => bits | bitsOf(when), 1n << BigInt(node.question));
    return node.branches.reduce((bits, { to }) => bits | matters(to), own);
  }
}

/** What fills a question in, as a text that is the same for the same. */
function rulesKey(rules: readonly CompiledValue[]): string {
  return rules.map(({ when, value }) => `${clausesKey(when)}:${JSON.stringify(value)}`).join(';');
}
