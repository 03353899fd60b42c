import { type Box, type Clause, divisible } from '../engine/box.ts';
import { choose } from '../engine/choose.ts';
import type { CompiledOption } from '../engine/compile.ts';
import type { OfferingId } from '../model/service-variant.ts';
import { filledAlike, type Meeting, mattering, restored, type State, seenBy, splitState } from './joint-walk.ts';
import { bitsOf, clausesKey, leafKey } from './same-subtrees.ts';
import type { Side, Space } from './space.ts';

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
  | { readonly kind: 'with' | 'warning'; readonly at: OfferingId; readonly id: string; readonly is: 'new' | 'gone' }
  /** A reason on the way to the recommendation, or of the recommendation where it is the same service and variant. */
  | { readonly kind: 'reason'; readonly text: string; readonly is: 'new' | 'gone' };

export type ChangeKind = Change['kind'];

/** A change, and the answers of a meeting to which it applies: boxes that do not overlap. */
export interface ChangeAt {
  readonly key: string;
  readonly change: Change;
  readonly boxes: readonly Box[];
}

/** Everything that differs where two walks end. */
export function changesAt(space: Space, { leaves, state, reasons }: Meeting): ChangeAt[] {
  const found = new Map<string, { key: string; change: Change; boxes: Box[] }>();
  const report = (change: Change, at: State): void => {
    const key = JSON.stringify(change);
    const known = found.get(key) ?? { key, change, boxes: [] };
    found.set(key, known);
    known.boxes.push(at.box);
  };
  const onTheWay = movedTexts(reasons[0], reasons[1]);
  if (!state.asking) for (const change of onTheWay) report(change, state);
  const isSame = leafKey(leaves[0]) === leafKey(leaves[1]);
  if (isSame && filledAlike(state, mattering(leaves))) return [...found.values()];
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
  for (const old of choicesIn(state, 0, leaves[0])) {
    for (const now of choicesIn(old.state, 1, leaves[1])) {
      compareChoices(old, now, asking ? reportAsks : reportHere);
    }
  }
  return [...found.values()];
}

/** What one side recommends for some of the answers at a leaf. */
interface Choice {
  /** Null: the tree has no branch. */
  readonly option: CompiledOption | null;
  readonly unmet: boolean;
  readonly state: State;
}

function choicesIn(state: State, side: Side, leaf: Meeting['leaves'][number]): Choice[] {
  if (!leaf) return [{ option: null, unmet: false, state }];
  const choices: Choice[] = [];
  const box = [...seenBy(state, side)];
  choose(leaf, divisible(box), (option, unmet) => choices.push({ option, unmet, state: restored(state, side, box) }));
  return choices;
}

/** Reports what differs between two choices; the answers are those of the second one. */
function compareChoices(old: Choice, now: Choice, report: (change: Change, at: State) => void): void {
  const { state } = now;
  const [from, to] = [offeringOf(old), offeringOf(now)];
  if (from?.service !== to?.service) report({ kind: 'service', from, to }, state);
  if (!from || !old.option || !now.option || from.service !== to?.service) return;
  if (from.variant !== to.variant) {
    report({ kind: 'variant', from, to }, state);
    return;
  }
  const patterns = [old.option.option.pattern, now.option.option.pattern] as const;
  if (patterns[0] !== patterns[1]) report({ kind: 'pattern', at: from, from: patterns[0], to: patterns[1] }, state);
  const parts = [partsOf(old.option, old.unmet), partsOf(now.option, now.unmet)] as const;
  for (const kind of ['with', 'warning', 'reason'] as const) {
    const own = [parts[0].filter((part) => part.kind === kind), parts[1].filter((part) => part.kind === kind)] as const;
    for (const name of new Set(own.flat().map((part) => part.name))) {
      const named = [own[0].filter((part) => part.name === name), own[1].filter((part) => part.name === name)] as const;
      if (partsKey(named[0]) === partsKey(named[1]) && filledAlike(state, bitsOf(named.flat().flatMap(({ when }) => when))))
        continue;
      for (const { state: at, counts } of cut(state, named)) {
        // Companions and warnings are a set; a reason may be given twice.
        const [before, after] = kind === 'reason' ? counts : [Math.min(counts[0], 1), Math.min(counts[1], 1)];
        if (before === after) continue;
        const is = before < after ? 'new' : 'gone';
        report(kind === 'reason' ? { kind, text: name, is } : { kind, at: from, id: name, is }, at);
      }
    }
  }
}

function offeringOf({ option }: Choice): OfferingId | null {
  return option && { service: option.option.service, variant: option.option.variant };
}

/** One thing that an option adds to its outcome, under a condition; without clauses it always does. */
interface Part {
  readonly kind: 'with' | 'warning' | 'reason';
  readonly name: string;
  readonly when: readonly Clause[];
}

function partsOf(option: CompiledOption, unmet: boolean): Part[] {
  const { with: companions, summary, because } = option.option;
  const parts: Part[] = [
    ...companions.map((name) => ({ kind: 'with', name, when: [] }) as const),
    ...(unmet ? [{ kind: 'warning', name: 'unmet-requirement', when: [] } as const] : []),
    ...[summary, ...because].map((name) => ({ kind: 'reason', name, when: [] }) as const),
    ...option.handled.map((handled) => ({ kind: 'reason', name: handled.text, when: handled.when }) as const),
    ...option.effects.flatMap((effect): Part[] => {
      const { when } = effect;
      if (effect.kind !== 'advice') return [{ kind: 'warning', name: effect.conflict.fact.id, when }];
      const { id, warning, with: added, because: reason, lookAlso } = effect.advice;
      return [
        ...(warning ? [{ kind: 'warning', name: id, when } as const] : []),
        ...added.map((name) => ({ kind: 'with', name, when }) as const),
        ...[reason ?? '', lookAlso?.text ?? ''].map((name) => ({ kind: 'reason', name, when }) as const),
      ];
    }),
  ];
  return parts.filter(({ name }) => name !== '');
}

function partsKey(parts: readonly Part[]): string {
  return JSON.stringify(parts.map(({ when }) => clausesKey(when)).sort());
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
