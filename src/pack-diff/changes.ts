import { type Box, divisible, overlap } from '../engine/box.ts';
import { choose } from '../engine/choose.ts';
import type { CompiledOption } from '../engine/compile.ts';
import type { OfferingId } from '../model/service-variant.ts';
import { mergeBoxes } from './boxes.ts';
import { filledAlike, type LeafPair, restored, type State, seenBy, splitState } from './joint-walk.ts';
import {
  bitsOf,
  conditionsKey,
  leafQuestions,
  type Part,
  type PartKind,
  partKinds,
  partsOf,
  recommendAlike,
} from './outcome-parts.ts';
import { hasAnswers, type Side, type Space } from './space.ts';

/** One difference between the outcomes of two packs for the same answers. */
export type Change =
  | { readonly kind: 'service' | 'variant'; readonly from: OfferingId | null; readonly to: OfferingId | null }
  /**
   * Without an answer to a question that one pack assumes or does not ask, the other one is open, and some answer has
   * another outcome. `new`: the new pack asks it.
   */
  | { readonly kind: 'asks'; readonly question: string; readonly is: 'new' | 'gone' }
  /** The same service and variant, but this part of the outcome differs. */
  | { readonly kind: 'pattern'; readonly at: OfferingId; readonly from: string | null; readonly to: string | null }
  | { readonly kind: Exclude<PartKind, 'reason'>; readonly at: OfferingId; readonly id: string; readonly is: 'new' | 'gone' }
  /** A reason on the way to the recommendation, or of the recommendation where it is the same service and variant. */
  | { readonly kind: 'reason'; readonly text: string; readonly is: 'new' | 'gone' };

export type ChangeKind = Change['kind'];

/** A change, and the answers of a pair to which it applies: boxes that do not overlap. */
export interface ChangeAt {
  readonly key: string;
  readonly change: Change;
  readonly boxes: readonly Box[];
}

/**
 * Everything that differs where two walks end.
 *
 * @param kinds the parts of outcomes to compare, besides service, variant and pattern
 */
export function changesAt(
  space: Space,
  { leaves, state, reasons, step }: LeafPair,
  kinds: readonly PartKind[] = partKinds,
): ChangeAt[] {
  const found = new Map<string, { key: string; change: Change; boxes: Box[] }>();
  const report = (change: Change, at: State): void => {
    step();
    const key = JSON.stringify(change);
    const known = found.get(key) ?? { key, change, boxes: [] };
    found.set(key, known);
    known.boxes.push(at.box);
  };
  const onTheWay = movedTexts(reasons[0], reasons[1]);
  if (!state.asking) for (const change of onTheWay) report(change, state);
  const isSame = recommendAlike(space, leaves, [seenBy(state, 0), seenBy(state, 1)]);
  const mattering = leafQuestions(space, 0, leaves[0]) | leafQuestions(space, 1, leaves[1]);
  if (isSame && filledAlike(state, mattering)) return answered();
  // A reason given on the way is given for all answers that end here.
  const reported = new Set(found.keys());
  const reportHere = (change: Change, at: State): void => {
    if (!reported.has(JSON.stringify(change))) report(change, at);
  };
  const { asking } = state;
  const reportAsks = ({ kind }: Change, at: State): void => {
    if (!asking || kind === 'reason') return;
    report({ kind: 'asks', question: space.questions[asking.question]?.id ?? '', is: asking.side === 1 ? 'new' : 'gone' }, at);
  };
  const choices = choicesIn(space, state, 1, leaves[1], step);
  for (const old of choicesIn(space, state, 0, leaves[0], step)) {
    for (const now of choices) {
      for (const box of intersections(old.boxes, now.boxes)) {
        step();
        compareChoices(space, kinds, [old, now], { ...state, box }, asking ? reportAsks : reportHere);
      }
    }
  }
  return answered();

  /** What was found, as far as there are answers to which it applies. */
  function answered(): ChangeAt[] {
    return [...found.values()].flatMap((each) => {
      const boxes = mergeBoxes(space, each.boxes).filter((box) => hasAnswers(space, box));
      return boxes.length === 0 ? [] : { ...each, boxes };
    });
  }
}

interface Choice {
  /** Null: the tree has no branch. */
  readonly option: CompiledOption | null;
  readonly unmet: boolean;
  readonly boxes: readonly Box[];
}

/** What one side recommends, with all the answers for which it does. */
function choicesIn(space: Space, state: State, side: Side, leaf: LeafPair['leaves'][number], step: () => void): Choice[] {
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
  return [...choices.values()].map((choice) => ({ ...choice, boxes: mergeBoxes(space, choice.boxes) }));
}

function intersections(some: readonly Box[], others: readonly Box[]): Box[] {
  return some.flatMap((box) =>
    others.filter((other) => overlap(box, other)).map((other) => box.map((set, question) => set & (other[question] ?? 0))),
  );
}

/** Reports what differs between two choices for the answers of a state. */
function compareChoices(
  space: Space,
  kinds: readonly PartKind[],
  [old, now]: readonly [Choice, Choice],
  state: State,
  report: (change: Change, at: State) => void,
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
    const own = [parts[0].filter((part) => part.kind === kind), parts[1].filter((part) => part.kind === kind)] as const;
    for (const name of new Set(own.flat().map((part) => part.name))) {
      const named = [own[0].filter((part) => part.name === name), own[1].filter((part) => part.name === name)] as const;
      const [before, after] = named.map((list) => conditionsKey(list.map(({ when }) => when)));
      if (before === after && filledAlike(state, bitsOf(named.flat().flatMap(({ when }) => when)))) continue;
      for (const { state: at, counts } of cut(state, named)) {
        // All but reasons are sets; a reason may be given twice.
        const [was, becomes] = kind === 'reason' ? counts : [Math.min(counts[0], 1), Math.min(counts[1], 1)];
        if (was === becomes) continue;
        const is = was < becomes ? 'new' : 'gone';
        report(kind === 'reason' ? { kind, text: name, is } : { kind, at: from, id: name, is }, at);
      }
    }
  }
}

function offeringOf({ option }: Choice): OfferingId | null {
  return option && { service: option.option.service, variant: option.option.variant };
}

interface Counted {
  readonly state: State;
  /** How many of the parts of each side apply there. */
  readonly counts: readonly [number, number];
}

/** A state cut into pieces in each of which every part of both sides either applies throughout or not at all. */
function cut(whole: State, parts: readonly [readonly Part[], readonly Part[]]): Counted[] {
  let pieces: Counted[] = [{ state: whole, counts: [0, 0] }];
  for (const side of [0, 1] as const) {
    for (const { when } of parts[side]) {
      pieces = pieces.flatMap(({ state, counts }) => {
        const { inside, outside } = splitState(state, side, when);
        const more = [counts[0] + (side === 0 ? 1 : 0), counts[1] + (side === 1 ? 1 : 0)] as const;
        return [...(inside ? [{ state: inside, counts: more }] : []), ...outside.map((part) => ({ state: part, counts }))];
      });
    }
  }
  return pieces;
}

/** Reasons that are given more or less often than before. */
function movedTexts(old: readonly string[], now: readonly string[]): Change[] {
  const count = (texts: readonly string[], text: string): number => texts.filter((each) => each === text).length;
  return [...new Set([...old, ...now])].flatMap((text): Change[] => {
    const more = count(now, text) - count(old, text);
    return more === 0 ? [] : [{ kind: 'reason', text, is: more > 0 ? 'new' : 'gone' }];
  });
}
