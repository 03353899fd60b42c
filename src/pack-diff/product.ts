import { ABSENT, type CellSet } from '../engine/cells.ts';
import type { Compiled, CompiledLeaf, CompiledNode, CompiledQuestion } from '../engine/compile.ts';
import { type Leaves, type Moved, movedEach, standAlike } from './changes.ts';
import { Said } from './reason-trail.ts';
import { gap, type How } from './same.ts';
import type { Space } from './space.ts';
import { fillState, opposite, type Side, type State, seen, within } from './state.ts';
import type { Likeness } from './subtree-equality.ts';

/** How far the comparison may go. Packs that differ in a few places take some thousands of steps. */
export interface Budget {
  readonly steps: number;
}

/** Two places, one in each tree, that the same answers have come to. */
interface At {
  readonly ids: readonly [string, string];
  readonly said: readonly [Said, Said];
  readonly state: State;
}

/** Two leaves at which the same answers end, and all that may make a difference there. */
export interface Meeting {
  /** The same for the same leaves in the same circumstances. */
  readonly key: string;
  readonly leaves: Leaves;
  /** What no answer stands for there, of the questions that matter. */
  readonly stands: State['stands'];
  /** How what has been said on the way differs. */
  readonly said: Moved;
  /** All that is absent stands for the same in both packs, so that answers that say it come to the same difference. */
  readonly alike: boolean;
  readonly asking: State['asking'];
}

const everything = -1n;

/**
 * Walks two trees together, with sets of answers, and tells where they end at leaves that may differ. Subtrees that are
 * the same in both are passed over, so that the work follows the differences and not the size of the trees.
 *
 * @param how `defaults`: whether defaults fill what assumptions leave open; then only answers that need a default are told
 *   of. `words`: whether reasons are compared, too
 * @param meet is told the leaves, and the answers that end there: never the same answers twice
 * @returns false where the budget did not suffice: then not everything has been told
 */
export function walkProduct(
  space: Space,
  likeness: Likeness,
  how: How,
  budget: Budget,
  meet: (meeting: Meeting, state: State) => void,
): boolean {
  const [old, now] = space.sides;
  const { defaults, words } = how;
  const same = likeness.same(how);
  const sameOutcome = likeness.same({ defaults, words: false });
  const matters = likeness.matters(defaults);
  const whole: State = {
    box: space.questions.map(({ cells, onlyOld, onlyNew }) => (cells.all & ~(onlyOld | onlyNew)) | ABSENT),
    stands: [new Map(), new Map()],
    open: 0n,
    defaulted: false,
    asking: null,
  };
  const waiting: At[] = [{ ids: [old.pack.root, now.pack.root], said: [Said.nothing, Said.nothing], state: whole }];
  let steps = 0;
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    steps++;
    if (steps > budget.steps) return false;
    const next = step(at);
    for (let index = next.length - 1; index >= 0; index--) waiting.push(next[index] as At);
  }
  return true;

  function step(at: At): At[] {
    const { ids, said, state } = at;
    if (same.places(...ids) && said[0].sameAs(said[1]) && stand(at)) return [];
    const nodes = [old.nodes.get(ids[0]), now.nodes.get(ids[1])] as const;
    for (const side of [0, 1] as const) {
      const node = nodes[side];
      if (!node) continue;
      const [own, others] = side === 0 ? space.sides : [now, old];
      const filling = own.questions[node.question] as CompiledQuestion;
      const both = nodes[opposite(side)]?.question === node.question;
      const parts = fillState(space, state, side, filling, defaults, both ? (others.questions[node.question] ?? null) : null);
      if (parts.length !== 1 || parts[0] !== state) return parts.map((part) => ({ ...at, state: part }));
      const ways = waysOn(at, side, node);
      if (ways.length === 1) return ways;
    }
    if (!nodes[0] && !nodes[1]) {
      if (!defaults || state.defaulted) meet(meetingOf(at), state);
      return [];
    }
    const [a, b] = nodes;
    if (a && b && a.question === b.question) return waysOn(at, 0, a).flatMap((way) => waysOn(way, 1, b));
    const first = a && b ? sideToSplit(a, b) : a ? 0 : 1;
    return waysOn(at, first, nodes[first] as CompiledNode);
  }

  /** Whether what is absent means the same to both, as far as it matters from here on. */
  function stand({ ids, state }: At): boolean {
    return standAlike(state, everything) || standAlike(state, matters[0].of(ids[0]));
  }

  function meetingOf({ ids, said, state }: At): Meeting {
    const mattering = matters[0].of(ids[0]) | matters[1].of(ids[1]);
    const own = (stands: ReadonlyMap<number, number>) =>
      new Map([...stands].filter(([question]) => (mattering >> BigInt(question)) & 1n).sort(([a], [b]) => a - b));
    const stands = [own(state.stands[0]), own(state.stands[1])] as const;
    const moved = said[0] === said[1] ? { added: [], removed: [] } : movedEach(said[0].texts(), said[1].texts());
    const alike = standAlike(state, everything);
    const { asking } = state;
    const key = JSON.stringify([ids, stands.map((side) => [...side]), moved, alike, asking]);
    return { key, leaves: [leafOf(old, ids[0]), leafOf(now, ids[1])], stands, said: moved, alike, asking };
  }

  /** One side goes down each branch that the answers can take; the other one waits. */
  function waysOn(at: At, side: Side, node: CompiledNode): At[] {
    const ways: At[] = [];
    const to = (id: string, because: string, cells: CellSet): void => {
      const ids: At['ids'] = side === 0 ? [id, at.ids[1]] : [at.ids[0], id];
      const [before, after] = at.said;
      const text = words ? because : '';
      const said: At['said'] = side === 0 ? [before.and(text), after] : [before, after.and(text)];
      ways.push({ ids, said, state: cells === at.state.box[node.question] ? at.state : within(at.state, node.question, cells) });
    };
    let left = at.state.box[node.question] as CellSet;
    for (const branch of node.branches) {
      const arriving = left & seen(at.state, side, node.question, branch.cells);
      if (arriving === 0) continue;
      left &= ~arriving;
      to(branch.to, branch.because, arriving);
    }
    if (left !== 0) to(gap, '', left);
    return ways;
  }

  /** A question that the other tree never asks below is asked first: what is below may then be the other tree itself. */
  function sideToSplit(a: CompiledNode, b: CompiledNode): Side {
    const asks = (side: Side, place: CompiledNode, { question }: CompiledNode): boolean =>
      ((likeness.asks[side].of(place.id) >> BigInt(question)) & 1n) === 1n;
    if (!asks(0, a, b)) return 1;
    if (!asks(1, b, a)) return 0;
    const isBelow = b.branches.some(({ to }) => sameOutcome.places(a.id, to));
    return isBelow && !a.branches.some(({ to }) => sameOutcome.places(to, b.id)) ? 1 : 0;
  }
}

function leafOf(compiled: Compiled, id: string): CompiledLeaf | null {
  return compiled.leaves.get(id) ?? null;
}
