import type { Clause } from '../engine/box.ts';
import type { Budget } from '../engine/budget.ts';
import { ABSENT, bitOf } from '../engine/cells.ts';
import type { OfferingId } from '../model/service-variant.ts';
import type { Diagram, Diagrams, Operation } from './diagrams.ts';
import type { DifferingFill, Leaves } from './leaf-pairs.ts';
import { differingConditions, type PartKind, partKinds, partsOf } from './outcome-parts.ts';
import { fittingAt, nearestAt, type Recommended } from './recommended.ts';
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
  /** A reason given along the walk, or, if service and variant are the same, a reason of the recommendation. */
  | { readonly kind: 'reason'; readonly text: string; readonly is: 'new' | 'gone' };

export type ChangeKind = Change['kind'];

/** A change, and the answers for which it happens. */
export interface ChangeWhere {
  readonly change: Change;
  readonly where: Diagram;
}

const isMore: Operation = { of: (a, b) => (a > b ? 1 : 0) };
const isFirst: Operation = { of: (a, b) => (a > 0 && b === 0 ? 1 : 0) };

/**
 * Finds the changes between the leaves where the same answers end, whatever way leads there. They hold for answers in which what
 * both sides fill in alike is filled in.
 *
 * @param among answers that end there
 * @param fills the missing answers that they do not fill in alike
 * @param unfit the budget for answers that no option fits; it is spent if some of them were not compared
 */
export function leafChanges(
  space: Space,
  diagrams: Diagrams,
  leaves: Leaves,
  among: Diagram,
  fills: ReadonlyMap<number, DifferingFill>,
  unfit: Budget,
): ChangeWhere[] {
  const isAlike = fills.size === 0;
  const found = new Map<string, ChangeWhere>();
  const differing = differingConditions(space, isAlike, leaves).map((when) => diagrams.where(when));
  const domain = diagrams.all([among, diagrams.any(differing)]);
  const fitting = ([0, 1] as const).map((side) => fittingAt(diagrams, leaves[side], domain, seenBySide(side)));
  const [old = [], now = []] = fitting;
  compareAll(old, now);
  const [oldFits, nowFits] = [fitsIn(old), fitsIn(now)];
  const onlyOld = diagrams.all([oldFits, diagrams.not(nowFits)]);
  const onlyNow = diagrams.all([nowFits, diagrams.not(oldFits)]);
  const neither = diagrams.all([domain, diagrams.not(oldFits), diagrams.not(nowFits)]);
  diagrams.within(unfit, () => compareAll(old, nearest(1, onlyOld)));
  diagrams.within(unfit, () => compareAll(nearest(0, onlyNow), now));
  diagrams.within(unfit, () => compareAll(nearest(0, neither), nearest(1, neither)));
  return [...found.values()];

  function fitsIn(some: readonly Recommended[]): Diagram {
    return diagrams.any(some.map((each) => each.where));
  }

  function nearest(side: Side, among: Diagram): Recommended[] {
    const leaf = leaves[side];
    return leaf && among !== diagrams.never ? nearestAt(diagrams, leaf, among, seenBySide(side)) : [];
  }

  function seenBySide(side: Side) {
    return (when: readonly Clause[]): Diagram => where(side, when);
  }

  function compareAll(old: readonly Recommended[], now: readonly Recommended[]): void {
    for (const before of old) {
      for (const after of now) {
        const both = diagrams.all([before.where, after.where]);
        if (both !== diagrams.never) compare(before, after, both);
      }
    }
  }

  /** The answers for which a condition holds, as one side sees them. */
  function where(side: Side, when: readonly Clause[]): Diagram {
    const seen = when.map(({ question, cells }): Clause => {
      const fill = fills.get(question)?.[side];
      if (fill === undefined) return { question, cells };
      return { question, cells: (cells & bitOf(fill)) === 0 ? cells & ~ABSENT : cells | ABSENT };
    });
    return diagrams.where(seen);
  }

  function report(change: Change, here: Diagram): void {
    if (here === diagrams.never) return;
    const key = JSON.stringify(change);
    found.set(key, { change, where: diagrams.any([found.get(key)?.where ?? diagrams.never, here]) });
  }

  /** Reports the differences between two recommendations for the same answers. */
  function compare(old: Recommended, now: Recommended, both: Diagram): void {
    const [from, to] = [offeringOf(old), offeringOf(now)];
    if (from?.service !== to?.service) report({ kind: 'service', from, to }, both);
    else if (from?.variant !== to?.variant) report({ kind: 'variant', from, to }, both);
    else if (from && old.option && now.option) {
      const { pattern } = old.option.option;
      const { pattern: becomes } = now.option.option;
      if (pattern !== becomes) report({ kind: 'pattern', at: from, from: pattern, to: becomes }, both);
      const parts = [partsOf(space, 0, old.option, old.unmet), partsOf(space, 1, now.option, now.unmet)] as const;
      for (const kind of partKinds) compareParts(kind, parts, from, both);
    }
  }

  function compareParts(
    kind: PartKind,
    parts: readonly [ReturnType<typeof partsOf>, ReturnType<typeof partsOf>],
    at: OfferingId,
    both: Diagram,
  ): void {
    const own = parts.map((side) => side.filter((part) => part.kind === kind));
    for (const name of new Set(own.flat().map((part) => part.name))) {
      const [before = [], after = []] = own.map((side) => side.filter((part) => part.name === name).map(({ when }) => when));
      if (isAlike && JSON.stringify(before) === JSON.stringify(after)) continue;
      const was = diagrams.sum(before.map((when) => where(0, when)));
      const becomes = diagrams.sum(after.map((when) => where(1, when)));
      // Only reasons may occur more than once; everything else is a set.
      const operation = kind === 'reason' ? isMore : isFirst;
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
  return option && { service: option.option.service, variant: option.option.variant };
}
