import { type Box, type Divisible, DivisibleBox } from '../engine/box.ts';
import { Budget } from '../engine/budget.ts';
import { type ChooseAmong, chooseFitting, chooseNearest } from '../engine/choose.ts';
import type { CompiledOption } from '../engine/compile.ts';
import type { OfferingId } from '../model/service-variant.ts';
import { mergeBoxes } from './boxes.ts';
import { filledAlike, type LeafPair, restored, type State, seenBy, splitState } from './leaf-pairs.ts';
import { differingConditions, type Part, type PartKind, partKinds, partsOf } from './outcome-parts.ts';
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

/** An option that one side recommends. */
interface Choice {
  /** Null: the tree has no branch, or none of the options in `among` fits. */
  readonly option: CompiledOption | null;
  readonly among: readonly CompiledOption[];
  /** Recommended although it does not fit. */
  readonly unmet: boolean;
}

/** A choice, and some of the answers that it is made for. */
type Chosen = readonly [choice: Choice, answers: State];

/**
 * The most parts into which the answers at two leaves are split to find the option that is nearest to fitting: as it depends on
 * how many requirements are unmet, there may be millions. What a fitting option changes is compared first.
 */
const MAX_NEAREST_PARTS = 1000;

/**
 * Reports all differences where two walks end.
 *
 * @param budget for the parts to split the answers into; it is spent if some of them were not compared
 * @param onChange called for each difference when it is found, perhaps several times
 */
export function changesAt(
  space: Space,
  { leaves, state, reasons }: LeafPair,
  budget: Budget,
  onChange?: (change: Change) => void,
): ChangeAt[] {
  const { asking } = state;
  const found = new Map<string, { key: string; change: Change; boxes: Box[] }>();
  const report: Report = (change, { box }) => {
    const key = JSON.stringify(change);
    const known = found.get(key) ?? { key, change, boxes: [] };
    found.set(key, known);
    known.boxes.push(box);
    if (onChange && hasAnswers(space, box)) onChange(change);
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
  const parts = new Budget(MAX_NEAREST_PARTS);
  for (const part of partsWhere(state, differingConditions(space, filledAlike(state), leaves))) {
    for (const [old, before] of fittingIn(part, 0, leaves[0], budget)) {
      for (const [now, here] of fittingIn(before, 1, leaves[1], budget)) {
        if (old.among.length + now.among.length === 0) compareChoices(space, [old, now], here, reportHere);
        else parts.within(() => compareNearest(space, [old, now], here, reportHere, parts));
      }
    }
  }
  budget.isSpent ||= parts.isSpent;
  return [...found.values()].flatMap((each) => {
    const boxes = mergeBoxes(each.boxes).filter((box) => hasAnswers(space, box));
    return boxes.length === 0 ? [] : { ...each, boxes };
  });
}

/** The answers for which any of some conditions holds, as disjoint parts. */
function partsWhere(state: State, conditions: readonly Part['when'][]): State[] {
  const found: State[] = [];
  let rest: readonly State[] = [state];
  for (const when of conditions) {
    rest = rest.flatMap((part) => {
      const { inside, outside } = splitState(part, 0, when);
      if (inside) found.push(inside);
      return outside;
    });
  }
  return found;
}

/** The options of one side that fit, and the lack of any. */
function fittingIn(state: State, side: Side, leaf: LeafPair['leaves'][number], budget: Budget): Chosen[] {
  if (!leaf) return [[{ option: null, among: [], unmet: false }, state]];
  const choices = choicesIn(state, side, false, budget, (answers, then) => chooseFitting(leaf, answers, then));
  return choices.map(([choice, part]) => {
    const [only = null, other] = choice.among;
    // A single option is the nearest one, without any further split of the answers.
    return only === null || other ? [choice, part] : [{ option: only, among: [], unmet: true }, part];
  });
}

/** A choice as it is if some option fits; else the options that are nearest to fitting. */
function nearestIn(state: State, side: Side, choice: Choice, budget: Budget): Chosen[] {
  if (choice.among.length === 0) return [[choice, state]];
  return choicesIn(state, side, true, budget, (answers, then) =>
    chooseNearest(choice.among, answers, (option) => then(option, [])),
  );
}

function choicesIn(
  state: State,
  side: Side,
  unmet: boolean,
  budget: Budget,
  choose: (answers: Divisible, then: ChooseAmong) => void,
): Chosen[] {
  const choices = new Map<string, { readonly choice: Choice; readonly boxes: Box[] }>();
  const box = [...seenBy(state, side)];
  choose(new DivisibleBox(box), (option, among) => {
    budget.step();
    const key = [option, ...among].map((each) => each?.key).join();
    const known = choices.get(key) ?? { choice: { option, among, unmet }, boxes: [] };
    choices.set(key, known);
    known.boxes.push(restored(state, side, box).box);
  });
  return [...choices.values()].flatMap(({ choice, boxes }) =>
    mergeBoxes(boxes).map((part): Chosen => [choice, { ...state, box: part }]),
  );
}

/** Reports the differences if no option fits on at least one side. */
function compareNearest(space: Space, [old, now]: readonly [Choice, Choice], state: State, report: Report, budget: Budget): void {
  for (const [before, part] of nearestIn(state, 0, old, budget)) {
    for (const [after, here] of nearestIn(part, 1, now, budget)) compareChoices(space, [before, after], here, report);
  }
}

/** Reports the differences between two choices for the same answers. */
function compareChoices(space: Space, [old, now]: readonly [Choice, Choice], state: State, report: Report): void {
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
  for (const kind of partKinds) {
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
