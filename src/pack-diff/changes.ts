import type { Clause } from '../engine/box.ts';
import { ABSENT, bitOf } from '../engine/cells.ts';
import type { CompiledLeaf, CompiledOption, LimitConditions, LimitedQuestion } from '../engine/compiled.ts';
import type { OfferingId } from '../model/pack.ts';
import { type Diagram, type Diagrams, type Operation, UNRANKED } from './diagrams.ts';
import { areDisjoint, type DifferingFill, type Leaves } from './leaf-pairs.ts';
import { type Difference, leafDifferences, type Part, type PartKind, partKinds, partsOf } from './outcome-parts.ts';
import type { Progress } from './progress.ts';
import type { Side, Space } from './space.ts';

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
  /** The same service and variant, but a reason given along the walk or for the recommendation differs. */
  | { readonly kind: 'reason'; readonly text: string; readonly is: 'new' | 'gone' };

export type ChangeKind = Change['kind'];

/** Whether the service or its variant changes. */
export const isMove = (kind: ChangeKind): boolean => kind === 'service' || kind === 'variant';

export interface ChangeWhere {
  readonly change: Change;
  readonly where: Diagram;
}

const isMore: Operation = { of: (a, b) => (a > b ? 1 : 0) };
const isOther: Operation = { of: (a, b) => (a === b ? 0 : 1) };
const isOnlyFirst: Operation = { of: (a, b) => (a > 0 && b === 0 ? 1 : 0) };

/** The answers for which leaves with some differences may recommend something else, or the same with other parts. */
function whereDiffering(diagrams: Diagrams, differences: readonly Difference[]): Diagram {
  const sumOf = (conditions: Difference['old']): Diagram => diagrams.sum(conditions.map((when) => diagrams.where(when)));
  return diagrams.any(differences.map(({ old, now }) => diagrams.combine(isOther, sumOf(old), sumOf(now))));
}

/**
 * Finds the changes between the leaves where the same answers end, whatever way leads there. The answers are those in which what
 * both sides fill in alike is filled in (`withCommonFills`); `fills` has what they do not fill in alike. `domain`: all answers for
 * which there may be changes.
 */
export function leafChanges(
  space: Space,
  diagrams: Diagrams,
  leaves: Leaves,
  fills: ReadonlyMap<number, DifferingFill>,
  progress: Progress,
): { readonly domain: Diagram; readonly changes: readonly ChangeWhere[] } {
  const isAlike = fills.size === 0;
  const domain = whereDiffering(diagrams, leafDifferences(space, isAlike, leaves));
  const found = new Map<string, ChangeWhere>();
  const asSeenBy: readonly [Where, Where] = [whereFor(0), whereFor(1)];
  progress.compare('fitting', diagrams, () => {
    const old = fittingAt(diagrams, leaves[0], domain, asSeenBy[0]);
    const now = fittingAt(diagrams, leaves[1], domain, asSeenBy[1]);
    const anyOfThem = (some: readonly Recommended[]): Diagram => diagrams.any(some.map(({ where }) => where));
    const [oldFits, nowFits] = [anyOfThem(old), anyOfThem(now)];
    compareAll(old, now);
    // If the service changes anyway, only which one is nearest is left to find.
    progress.compare(areDisjoint(leaves) ? 'unfit' : 'fitting', diagrams, () => {
      compareAll(old, nearest(1, diagrams.all([oldFits, diagrams.not(nowFits)])));
      compareAll(nearest(0, diagrams.all([nowFits, diagrams.not(oldFits)])), now);
    });
    const unfit = diagrams.all([domain, diagrams.not(oldFits), diagrams.not(nowFits)]);
    progress.compare('unfit', diagrams, () => compareAll(nearest(0, unfit), nearest(1, unfit)));
  });
  return { domain, changes: [...found.values()] };

  function nearest(side: Side, domain: Diagram): Recommended[] {
    const leaf = leaves[side];
    return leaf && domain !== diagrams.never ? nearestAt(diagrams, leaf, domain, asSeenBy[side]) : [];
  }

  function compareAll(old: readonly Recommended[], now: readonly Recommended[]): void {
    for (const before of old) {
      for (const after of now) {
        const both = diagrams.all([before.where, after.where]);
        if (both !== diagrams.never) compare(before, after, both);
      }
    }
  }

  function whereFor(side: Side): Where {
    const asSeen = ({ question, cells }: Clause): Clause => {
      const fill = fills.get(question)?.[side];
      if (fill === undefined) return { question, cells };
      return { question, cells: (cells & bitOf(fill)) === 0 ? cells & ~ABSENT : cells | ABSENT };
    };
    return (when) => diagrams.where(when.map(asSeen));
  }

  function report(change: Change, here: Diagram): void {
    if (here === diagrams.never) return;
    const key = JSON.stringify(change);
    found.set(key, { change, where: diagrams.any([found.get(key)?.where ?? diagrams.never, here]) });
  }

  function compare(old: Recommended, now: Recommended, both: Diagram): void {
    const [from, to] = [offeringOf(old), offeringOf(now)];
    if (from?.service !== to?.service) report({ kind: 'service', from, to }, both);
    else if (from?.variant !== to?.variant) report({ kind: 'variant', from, to }, both);
    else if (from && old.option && now.option) {
      const [was, becomes] = [old.option.pattern, now.option.pattern];
      if (was !== becomes) report({ kind: 'pattern', at: from, from: was, to: becomes }, both);
      const parts = [partsOf(space, 0, old.option, old.unmet), partsOf(space, 1, now.option, now.unmet)];
      for (const kind of partKinds) compareParts(kind, parts, from, both);
    }
  }

  function whereAdded({ when, unless }: Part, where: Where): Diagram {
    return diagrams.all([where(when), diagrams.not(diagrams.any(unless.map(where)))]);
  }

  function compareParts(kind: PartKind, parts: readonly (readonly Part[])[], at: OfferingId, both: Diagram): void {
    const own = parts.map((side) => side.filter((part) => part.kind === kind));
    for (const name of new Set(own.flat().map((part) => part.name))) {
      const [before = [], after = []] = own.map((side) => side.filter((part) => part.name === name));
      if (isAlike && JSON.stringify(before) === JSON.stringify(after)) continue;
      const was = diagrams.sum(before.map((part) => whereAdded(part, asSeenBy[0])));
      const becomes = diagrams.sum(after.map((part) => whereAdded(part, asSeenBy[1])));
      // Only reasons may occur more than once; everything else is a set.
      const operation = kind === 'reason' ? isMore : isOnlyFirst;
      for (const [is, more, fewer] of [
        ['new', becomes, was],
        ['gone', was, becomes],
      ] as const) {
        const change: Change = kind === 'reason' ? { kind, text: name, is } : { kind, at, id: name, is };
        report(change, diagrams.all([both, diagrams.combine(operation, more, fewer)]));
      }
    }
  }
}

function offeringOf({ option }: Recommended): OfferingId | null {
  return option && { service: option.service.id, variant: option.variant };
}

/** The answers that one side recommends an option for; `unmet`: although it does not fit. */
interface Recommended {
  /** Null: the tree has no branch for the answers. */
  readonly option: CompiledOption | null;
  readonly unmet: boolean;
  readonly where: Diagram;
}

/** The most options of a leaf, and the most requirements of an option, that a rank distinguishes. */
const MAX_RANKED = 1024;

const ranked: Operation = { of: (higher, lower) => higher * MAX_RANKED + lower };
const ifInPlay: Operation = { of: (isInPlay, rank) => (isInPlay === 0 ? UNRANKED : rank) };
const hasRank: Operation = { of: (least, rank) => (least === rank && rank !== UNRANKED ? 1 : 0) };

/** The answers that meet a condition, as one side sees them. */
type Where = (when: readonly Clause[]) => Diagram;

/** The options of a leaf that fit, each with its answers: `chooseFitting` for all answers at once. */
function fittingAt(diagrams: Diagrams, leaf: CompiledLeaf | null, domain: Diagram, where: Where): Recommended[] {
  if (!leaf) return [{ option: null, unmet: false, where: domain }];
  const inPlay = optionsInPlay(diagrams, leaf, domain, where);
  let left = domain;
  // First those that fit without a workaround, then those that fit with one.
  return (['obstacles', 'misfits'] as const).flatMap((kind) =>
    inPlay.map(({ option, here }): Recommended => {
      const against = option.limited().map((each) => anyOf(diagrams, each, kind, where));
      const fits = diagrams.all([left, here, diagrams.not(diagrams.any(against))]);
      left = diagrams.all([left, diagrams.not(fits)]);
      return { option, unmet: false, where: fits };
    }),
  );
}

/**
 * The options of a leaf that are nearest to fitting, each with its answers, where none fits: `chooseNearest` for all answers at
 * once. As the number of unmet requirements counts, it would split the answers into millions of boxes.
 */
function nearestAt(diagrams: Diagrams, leaf: CompiledLeaf, domain: Diagram, where: Where): Recommended[] {
  const ranks = optionsInPlay(diagrams, leaf, domain, where).map(({ option, here }, index) => {
    const limited = option.limited();
    // Only what counts for these answers keeps the diagrams small.
    const heldHere = (each: LimitedQuestion, kind: keyof LimitConditions) =>
      diagrams.all([here, anyOf(diagrams, each, kind, where)]);
    const missed = new Map(limited.map((each) => [each.question, heldHere(each, 'misfits')]));
    // A derived quantity does not count beside the number that it is a multiple of.
    const unmet = diagrams.sum(
      limited.map(({ question, multipleOf }) => {
        const isOther = diagrams.not(missed.get(multipleOf ?? -1) ?? diagrams.never);
        return diagrams.all([missed.get(question) ?? diagrams.never, isOther]);
      }),
    );
    const exceeded = diagrams.sum(limited.map((each) => heldHere(each, 'quotas')));
    const counted = diagrams.combine(ranked, unmet, exceeded);
    return { option, rank: diagrams.combine(ifInPlay, here, diagrams.combine(ranked, counted, diagrams.constant(index))) };
  });
  const least = diagrams.least(ranks.map(({ rank }) => rank));
  return ranks.map(({ option, rank }) => ({ option, unmet: true, where: diagrams.combine(hasRank, least, rank) }));
}

/** The options of a leaf whose `when` holds, or all where none does. */
function optionsInPlay(diagrams: Diagrams, { options }: CompiledLeaf, domain: Diagram, where: Where) {
  const none = diagrams.not(diagrams.any(options.map(({ when }) => where(when))));
  return options.map((option) => ({ option, here: diagrams.all([domain, diagrams.any([where(option.when), none])]) }));
}

function anyOf(diagrams: Diagrams, { conditions }: LimitedQuestion, kind: keyof LimitConditions, where: Where): Diagram {
  return diagrams.any(conditions()[kind].map(where));
}
