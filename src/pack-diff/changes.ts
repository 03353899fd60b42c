import { choose } from '../engine/choose.ts';
import type { CompiledLeaf, CompiledOption } from '../engine/compile.ts';
import type { OfferingId } from '../model/service-variant.ts';
import { addedBy, type Conditional } from './effects.ts';
import type { Offers } from './option-signatures.ts';
import { type Side, type State, StateAnswers, splitState } from './state.ts';

/** What one pack recommends: null where the tree has no branch for the answers. */
export interface Recommended {
  readonly service: string;
  readonly variant: string | null;
  readonly leaf: string;
  readonly layer: string;
}

/** One difference between what two packs make of the same answers. */
export type Change =
  | { readonly kind: 'service' | 'variant'; readonly from: OfferingId | null; readonly to: OfferingId | null }
  /**
   * Without an answer to a question that one pack assumes or does not ask, the other one is open: some answer would come to
   * something else. `new`: the new pack asks it.
   */
  | { readonly kind: 'asks'; readonly question: string; readonly is: 'new' | 'gone' }
  /** The same service and variant, but this about them is another or new or gone: these, too, are part of the outcome. */
  | { readonly kind: 'pattern'; readonly at: OfferingId; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'with' | 'warning'; readonly at: OfferingId; readonly id: string; readonly is: 'new' | 'gone' }
  /**
   * A reason that is new or gone: on the way to the recommendation, or of the recommendation itself where it is the same
   * service and variant.
   */
  | { readonly kind: 'reason'; readonly text: string; readonly is: 'new' | 'gone' };

export type ChangeKind = Change['kind'];

export interface Moved {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Two leaves that the same answers end at: null where a tree has no branch for them. */
export type Leaves = readonly [CompiledLeaf | null, CompiledLeaf | null];

export type Tell = (change: Change, state: State) => void;

/** Tells every difference between what two leaves recommend for the answers of a state; the parts of one do not overlap. */
export function compareLeaves(offers: Offers, leaves: Leaves, state: State, tell: Tell): void {
  const pair = new Pair(offers, tell);
  chosen(leaves[0], 0, state, (old, unmetOld, part) => {
    chosen(leaves[1], 1, part, (now, unmetNow, both) => pair.compare([old, now], [unmetOld, unmetNow], both));
  });
}

class Pair {
  private readonly offers: Offers;
  private readonly tell: Tell;

  constructor(offers: Offers, tell: Tell) {
    this.offers = offers;
    this.tell = tell;
  }

  compare([old, now]: Options, unmet: readonly [boolean, boolean], state: State): void {
    const from = offering(old);
    const to = offering(now);
    if (from?.service !== to?.service) this.tell({ kind: 'service', from, to }, state);
    else if (old && now && from) {
      const differ = from.variant !== to?.variant;
      if (differ) this.tell({ kind: 'variant', from, to }, state);
      // What is open keeps only what all answers share, the variant perhaps not: all else has to be known, too.
      if (!differ || state.asking) this.compareSame([old, now], from, unmet, state);
    }
  }

  /** Both recommend the same service. */
  private compareSame(
    [old, now]: readonly [CompiledOption, CompiledOption],
    from: OfferingId,
    unmet: readonly [boolean, boolean],
    state: State,
  ): void {
    const { offers } = this;
    const alike = standAlike(state, offers.mattersTo(0, old) | offers.mattersTo(1, now));
    const added = [addedBy(old), addedBy(now)] as const;
    const [before, after] = [old.option, now.option];
    if (!offers.sameOption(before, after, false) || unmet[0] !== unmet[1] || !alike) {
      if (before.pattern !== after.pattern)
        this.tell({ kind: 'pattern', at: from, from: before.pattern, to: after.pattern }, state);
      const codes = unmet.map((is) => (is ? ['unmet-requirement'] : []));
      this.once(
        [before.with, after.with],
        added.map(({ companions }) => companions),
        state,
        (id, is) => ({ kind: 'with', at: from, id, is }),
      );
      this.once(
        codes,
        added.map(({ warnings }) => warnings),
        state,
        (id, is) => ({ kind: 'warning', at: from, id, is }),
      );
    }
    if (alike && offers.sameOption(before, after, true)) return;
    const said = added.map((each) => each.said);
    this.moved(
      said,
      added.map(({ texts }) => texts),
      state,
      (text, is) => ({ kind: 'reason', text, is }),
    );
  }

  /** As `moved`, for what is there or is not, however often it is brought along. */
  private once(
    fixed: readonly (readonly string[])[],
    conditionals: readonly (readonly Conditional[])[],
    state: State,
    change: Say,
  ): void {
    this.each(fixed, conditionals, state, change, (count) => Math.min(count, 1));
  }

  /** Tells what one side has more often than the other, by name: always, or in some parts of the state. */
  private moved(
    fixed: readonly (readonly string[])[],
    conditionals: readonly (readonly Conditional[])[],
    state: State,
    change: Say,
  ): void {
    this.each(fixed, conditionals, state, change, (count) => count);
  }

  private each(
    fixed: readonly (readonly string[])[],
    conditionals: readonly (readonly Conditional[])[],
    state: State,
    change: Say,
    counted: (count: number) => number,
  ): void {
    const names = new Set([...fixed.flat(), ...conditionals.flat().map(({ name }) => name)]);
    for (const name of names) {
      const always = fixed.map((list) => list.filter((each) => each === name).length);
      const differing = conditionals.flatMap((list, side) =>
        list.filter((each) => each.name === name).map((conditional) => ({ side: side as Side, conditional })),
      );
      if (differing.length === 0 && always[0] === always[1]) continue;
      for (const { state: part, active } of cut(state, differing)) {
        const [before, after] = active.map((count, side) => counted(count + (always[side] ?? 0))) as [number, number];
        if (before !== after) this.tell(change(name, before < after ? 'new' : 'gone'), part);
      }
    }
  }
}

type Say = (name: string, is: 'new' | 'gone') => Change;

type Options = readonly [CompiledOption | null, CompiledOption | null];

/** Whether no answer means the same to both sides for these questions. */
export function standAlike({ stands: [old, now] }: State, questions: bigint): boolean {
  const matters = (question: number): boolean => ((questions >> BigInt(question)) & 1n) === 1n;
  for (const [question, cell] of old) if (matters(question) && now.get(question) !== cell) return false;
  for (const question of now.keys()) if (matters(question) && !old.has(question)) return false;
  return true;
}

function offering(option: CompiledOption | null): OfferingId | null {
  return option && { service: option.option.service, variant: option.option.variant };
}

/** The option that a side recommends in each part of a state. */
function chosen(
  leaf: CompiledLeaf | null,
  side: Side,
  whole: State,
  onChoice: (option: CompiledOption | null, unmet: boolean, state: State) => void,
): void {
  if (!leaf) {
    onChoice(null, false, whole);
    return;
  }
  const answers = new StateAnswers(side, whole);
  choose(leaf, answers, (option, unmet) => onChoice(option, unmet, answers.now));
}

interface Differing {
  readonly side: Side;
  readonly conditional: Conditional;
}

interface Part {
  readonly state: State;
  /** How many of the conditionals hold there, by side. */
  readonly active: readonly [number, number];
}

/** Cuts a state into parts in each of which every one of some conditionals either holds throughout or not at all. */
function cut(state: State, differing: readonly Differing[]): Part[] {
  let parts: Part[] = [{ state, active: [0, 0] }];
  for (const { side, conditional } of differing) {
    parts = parts.flatMap((part) => {
      const { inside, outside } = splitState(part.state, side, conditional.when);
      const rest = outside.map((other) => ({ state: other, active: part.active }));
      const [old, now] = part.active;
      const active: Part['active'] = side === 0 ? [old + 1, now] : [old, now + 1];
      return inside ? [{ state: inside, active }, ...rest] : rest;
    });
  }
  return parts;
}

/** What one list has more often than the other. */
export function movedEach(old: readonly string[], now: readonly string[]): Moved {
  const counts = new Map<string, number>();
  for (const text of now) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of old) counts.set(text, (counts.get(text) ?? 0) - 1);
  const more = (sign: 1 | -1): string[] =>
    [...counts].flatMap(([text, count]) => Array<string>(Math.max(0, sign * count)).fill(text)).sort();
  return { added: more(1), removed: more(-1) };
}
