import type { CellSet } from '../engine/cells.ts';
import type { CompiledNode, CompiledQuestion, CompiledValue } from '../engine/compile.ts';
import type { Branch, Node, Test } from '../model/pack.ts';
import { commonOf } from './boxes.ts';
import { clausesKey, type Offers } from './option-signatures.ts';
import type { Space } from './space.ts';

/** What stands where a node has no branch for an answer. */
export const gap = '';

/** What of two trees has to be the same. */
export interface How {
  readonly defaults: boolean;
  /** Reasons, too. */
  readonly words: boolean;
}

/** Two nodes that are being compared, and what still has to be the same for them to be. */
interface Pair {
  readonly key: string;
  /** Pairs of places: one of the old tree, then the one of the new tree that the same answers come to. */
  readonly below: readonly string[];
  next: number;
}

/**
 * Compares subtrees of two trees: do the same answers come to the same, whatever the places are called? Exact: the same
 * questions are asked in the same order, and for each answer both lead to what is the same again. Each two places are
 * compared once, side by side, so that where two trees have much in common it costs no more than reading them once.
 */
export class Same {
  private readonly space: Space;
  private readonly offers: Offers;
  private readonly words: boolean;
  /** By question: whether both trees fill it in alike where it is absent. */
  private readonly filled: readonly boolean[];
  private readonly known = new Map<string, boolean>();

  constructor(space: Space, offers: Offers, { defaults, words }: How) {
    this.space = space;
    this.offers = offers;
    this.words = words;
    const [old, now] = space.sides;
    this.filled = old.questions.map((question, index) => {
      const other = now.questions[index] as CompiledQuestion;
      return sameValues(question.assume, other.assume) && (!defaults || sameValues(question.default, other.default));
    });
  }

  /** @param old a node, a leaf or a gap of the old tree; `now` of the new one */
  places(old: string, now: string): boolean {
    // Its own stack: a tree may be deeper than the machine's.
    const waiting: Pair[] = [];
    let same = this.enter(old, now, waiting);
    for (let pair = waiting.at(-1); pair; pair = waiting.at(-1)) {
      if (same === false) {
        // What differs below makes all that is being compared above differ.
        for (const { key } of waiting) this.known.set(key, false);
        return false;
      }
      if (pair.next < pair.below.length) {
        same = this.enter(pair.below[pair.next] as string, pair.below[pair.next + 1] as string, waiting);
        pair.next += 2;
      } else {
        same = true;
        this.known.set(pair.key, true);
        waiting.pop();
      }
    }
    return same === true;
  }

  /** Whether two places are the same, where that is plain to see; null: it depends on what is below, which now waits. */
  private enter(old: string, now: string, waiting: Pair[]): boolean | null {
    const [before, after] = this.space.sides;
    const nodes = [before.nodes.get(old), after.nodes.get(now)] as const;
    if (!nodes[0] || !nodes[1]) return !nodes[0] && !nodes[1] && this.leaves(old, now);
    const key = `${old}\n${now}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const below = this.below(nodes[0], nodes[1]);
    if (!below) {
      this.known.set(key, false);
      return false;
    }
    waiting.push({ key, below, next: 0 });
    return null;
  }

  private leaves(old: string, now: string): boolean {
    if (old === gap || now === gap) return old === now;
    const [before, after] = this.space.sides;
    const [leaf, other] = [before.pack.leaves[old], after.pack.leaves[now]];
    return leaf !== undefined && other !== undefined && this.offers.sameLeaf(leaf, other, this.words);
  }

  /** The pairs of places that the same answers lead to from two nodes; null where the nodes themselves differ. */
  private below(old: CompiledNode, now: CompiledNode): string[] | null {
    if (old.question !== now.question || !this.filled[old.question]) return null;
    return isWrittenAlike(old.node, now.node) ? this.inTurn(old.node, now.node) : this.byCells(old, now);
  }

  private inTurn(old: Node, now: Node): string[] | null {
    const below: string[] = [];
    for (const [index, branch] of old.branches.entries()) {
      const other = now.branches[index] as Branch;
      if (this.words && branch.because !== other.because) return null;
      below.push(branch.to, other.to);
    }
    return below;
  }

  private byCells(old: CompiledNode, now: CompiledNode): string[] | null {
    const below: string[] = [];
    const all = commonOf(this.space, old.question);
    const others = arrivals(now, all);
    for (const branch of arrivals(old, all)) {
      for (const other of others) {
        if ((branch.cells & other.cells) === 0) continue;
        if (this.words && branch.because !== other.because) return null;
        below.push(branch.to, other.to);
      }
    }
    return below;
  }
}

/** Whether the branches of two nodes take the same answers in turn, as far as the eye can see. */
function isWrittenAlike(old: Node, now: Node): boolean {
  if (old.branches.length !== now.branches.length) return false;
  return old.branches.every(({ when }, index) => isSameTest(when, (now.branches[index] as Branch).when));
}

function isSameTest(old: Test, now: Test): boolean {
  if ('length' in old && 'length' in now) return old.length === now.length && old.every((value, index) => value === now[index]);
  return !('length' in old) && !('length' in now) && old.from === now.from && old.below === now.below;
}

/** Where a node leads, each place with the cells that come there; what no branch takes falls into a gap. */
function arrivals(
  { branches }: CompiledNode,
  all: CellSet,
): { readonly to: string; readonly because: string; readonly cells: CellSet }[] {
  let left = all;
  const found = branches.flatMap(({ to, because, cells }) => {
    const arriving = left & cells;
    left &= ~cells;
    return arriving === 0 ? [] : [{ to, because, cells: arriving }];
  });
  return left === 0 ? found : [...found, { to: gap, because: '', cells: left }];
}

export function sameValues(old: readonly CompiledValue[], now: readonly CompiledValue[]): boolean {
  return valuesKey(old) === valuesKey(now);
}

function valuesKey(values: readonly CompiledValue[]): string {
  return values.map(({ when, value }) => `${clausesKey(when)}:${JSON.stringify(value)}`).join(';');
}
