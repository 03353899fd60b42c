import { type Box, divisible, overlap } from '../engine/box.ts';
import { choose } from '../engine/choose.ts';
import type { CompiledOption } from '../engine/compile.ts';
import type { OfferingId } from '../model/service-variant.ts';
import { mergeBoxes } from './boxes.ts';
import { filledAlike, type LeafPair, restored, type State, seenBy, splitState } from './joint-walk.ts';
import { keyOf, type Part, type PartKind, partKinds, partsOf } from './outcome-parts.ts';
import { hasAnswers, type Side, type Space } from './space.ts';

/** One difference between the outcomes of two packs for the same answers. */
export type Change =
  | { readonly kind: 'service' | 'variant'; readonly from: OfferingId | null; readonly to: OfferingId | null }
  /**
   * If a question is unanswered, one pack assumes an answer or does not ask it; the other one is open, and some answer leads to
   * another outcome. `new`: the new pack asks it.
   */
  | { readonly kind: 'asks'; readonly question: string; readonly is: 'new' | 'gone' }
  /** The same service and variant, but this part of the outcome differs. */
  | { readonly kind: 'pattern'; readonly at: OfferingId; readonly from: string | null; readonly to: string | null }
  | { readonly kind: Exclude<PartKind, 'reason'>; readonly at: OfferingId; readonly id: string; readonly is: 'new' | 'gone' }
  /** A reason given along the walk, or, if service and variant are the same, a reason of the recommendation. */
  | { readonly kind: 'reason'; readonly text: string; readonly is: 'new' | 'gone' };

export type ChangeKind = Change['kind'];

/** A change, and the answers of a leaf pair to which it applies, as disjoint boxes. */
export interface ChangeAt {
  readonly key: string;
  readonly change: Change;
  readonly boxes: readonly Box[];
}

type Report = (change: Change, state: State) => void;

interface Choice {
  /** Null: the tree has no branch. */
  readonly option: CompiledOption | null;
  /** Recommended although it does not fit. */
  readonly unmet: boolean;
  readonly boxes: readonly Box[];
}

/**
 * Reports all differences where two walks end.
 *
 * @param kinds the parts of outcomes to compare, besides service, variant and pattern
 */
export function changesAt(
  space: Space,
  { leaves, state, reasons, step }: LeafPair,
  kinds: readonly PartKind[] = partKinds,
): ChangeAt[] {
  const { asking } = state;
  const found = new Map<string, { key: string; change: Change; boxes: Box[] }>();
  const report: Report = (change, at) => {
    const key = JSON.stringify(change);
    const known = found.get(key) ?? { key, change, boxes: [] };
    found.set(key, known);
    known.boxes.push(at.box);
  };
  if (!asking) for (const change of movedTexts(...reasons)) report(change, state);
  // A reason given along the walk applies to all answers that end here.
  const onTheWay = new Set(found.keys());
  const reportHere: Report = (change, at) => {
    if (!asking) {
      if (!onTheWay.has(JSON.stringify(change))) report(change, at);
    } else if (change.kind !== 'reason') {
      const { id } = space.questions[asking.question] ?? { id: '' };
      report({ kind: 'asks', question: id, is: asking.side === 1 ? 'new' : 'gone' }, at);
    }
  };
  const isSame = keyOf(space, 0, leaves[0]) === keyOf(space, 1, leaves[1]);
  if (!isSame || !filledAlike(state)) {
    const choices = choicesIn(state, 1, leaves[1], step);
    for (const old of choicesIn(state, 0, leaves[0], step)) {
      for (const now of choices) {
        for (const box of intersections(old.boxes, now.boxes)) {
          step();
          compareChoices(space, kinds, [old, now], { ...state, box }, reportHere);
        }
      }
    }
  }
  return [...found.values()].flatMap((each) => {
    const boxes = mergeBoxes(each.boxes).filter((box) => hasAnswers(space, box));
    return boxes.length === 0 ? [] : { ...each, boxes };
  });
}

/** Everything that one side recommends, with the answers for which it does. */
function choicesIn(state: State, side: Side, leaf: LeafPair['leaves'][number], step: () => void): Choice[] {
  if (!leaf) return [{ option: null, unmet: false, boxes: [state.box] }];
  const choices = new Map<string, { option: CompiledOption; unmet: boolean; boxes: Box[] }>();
  const box = [...seenBy(state, side)];
  choose(leaf, divisible(box), (option, unmet) => {
    step();
    const key = `${option.index} ${unmet}`;
    const choice = choices.get(key) ?? { option, unmet, boxes: [] };
    choices.set(key, choice);
    choice.boxes.push(restored(state, side, box).box);
  });
  return [...choices.values()].map((choice) => ({ ...choice, boxes: mergeBoxes(choice.boxes) }));
}

function intersections(some: readonly Box[], others: readonly Box[]): Box[] {
  return some.flatMap((box) =>
    others.filter((other) => overlap(box, other)).map((other) => box.map((set, question) => set & (other[question] ?? 0))),
  );
}

/** Reports the differences between two choices for the same answers. */
function compareChoices(
  space: Space,
  kinds: readonly PartKind[],
  [old, now]: readonly [Choice, Choice],
  state: State,
  report: Report,
): void {
  const [from, to] = [offeringOf(old), offeringOf(now)];
  if (from?.service !== to?.service) report({ kind: 'service', from, to }, state);
  if (!from || !old.option || !now.option || from.service !== to?.service) return;
  if (from.variant !== to.variant) {
    report({ kind: 'variant', from, to }, state);
    return;
  }
  const patterns = [old.option.option.pattern, now.option.option.pattern] as const;
  if (patterns[0] !== patterns[1]) report({ kind: 'pattern', at: from, from: patterns[0], to: patterns[1] }, state);
  const parts = [partsOf(space, 0, old.option, old.unmet), partsOf(space, 1, now.option, now.unmet)] as const;
  for (const kind of kinds) {
    const own = parts.map((side) => side.filter((part) => part.kind === kind));
    for (const name of new Set(own.flat().map((part) => part.name))) {
      const [before = [], after = []] = own.map((side) => side.filter((part) => part.name === name).map(({ when }) => when));
      if (filledAlike(state) && JSON.stringify(before) === JSON.stringify(after)) continue;
      count(state, 0, before, 0, (was, at) => {
        count(at, 1, after, 0, (becomes, here) => {
          // Only reasons may occur more than once; everything else is a set.
          if (kind !== 'reason' ? was > 0 === becomes > 0 : was === becomes) return;
          const is = was < becomes ? 'new' : 'gone';
          report(kind === 'reason' ? { kind, text: name, is } : { kind, at: from, id: name, is }, here);
        });
      });
    }
  }
}

function offeringOf({ option }: Choice): OfferingId | null {
  return option && { service: option.option.service, variant: option.option.variant };
}

/** Splits answers by how many of some conditions hold for one side. */
function count(
  state: State,
  side: Side,
  [when, ...others]: readonly Part['when'][],
  before: number,
  then: (count: number, state: State) => void,
): void {
  if (!when) {
    then(before, state);
    return;
  }
  const { inside, outside } = splitState(state, side, when);
  if (inside) count(inside, side, others, before + 1, then);
  for (const part of outside) count(part, side, others, before, then);
}

/** Reasons that are given more or less often than before. */
function movedTexts(old: readonly string[], now: readonly string[]): Change[] {
  const count = (texts: readonly string[], text: string): number => texts.filter((each) => each === text).length;
  return [...new Set([...old, ...now])].flatMap((text): Change[] => {
    const more = count(now, text) - count(old, text);
    return more === 0 ? [] : [{ kind: 'reason', text, is: more > 0 ? 'new' : 'gone' }];
  });
}
