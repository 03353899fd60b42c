import type { CellSet } from '../engine/cells.ts';
import type { CompiledNode, CompiledValue } from '../engine/compile.ts';
import { bitsOf, clausesKey, leafKey, leafQuestions } from './outcome-parts.ts';
import { commonOf, type Side, type Space } from './space.ts';

/**
 * Tells whether a place of the old tree and one of the new tree lead to the same outcomes for the same reasons, whatever
 * they are called. It may say no where they do.
 */
export function sidesAgree(space: Space, defaults: boolean): (old: string, now: string) => boolean {
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
export function mattersBelow(space: Space, side: Side): (id: string) => bigint {
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
