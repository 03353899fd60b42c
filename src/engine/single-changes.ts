import type { Flip, Redesign } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { type Cells, type Cut, cellOf, intervalsOf, spanOf, valueIn } from './cells.ts';
import type { Compiled, CompiledDerived, CompiledQuestion } from './compiled.ts';
import { answeredWith, type Known } from './explore.ts';
import { computed } from './formula.ts';
import { lazy } from './lazy.ts';
import { decidedOn, detailKey, detailsOf, idsOf, inPackOrder, possibleServices, prospectOf, withOf } from './outcome.ts';
import type { Situation } from './situation.ts';

/** Compensates for inexact division: a bound moves by this share towards the side that its value belongs to. */
const ROUNDING = 1e-11;

/**
 * Every change of a single answer after which the recommended service is no longer certain or, if it misses a requirement,
 * meets them all, whatever is still open then. Exact: tries each value of a choice, and each interval of a number that the
 * pack, or a derived quantity, distinguishes. A change that leads to no leaf does not count, since nobody could give that answer
 * instead.
 */
export function singleChangesOf(situation: Situation): Flip[] {
  const { compiled, known, values: present, service, prospect, policy } = situation;
  /** What the choice among the options depends on. */
  const decisive = lazy(() => {
    const options = prospect.outcomes.flatMap(({ leaf }) => leaf.options);
    const limits = options.flatMap(({ limited }) => limited().map(({ conditions }) => conditions()));
    const conditions = [
      ...options.map(({ when }) => when),
      ...limits.flatMap(({ obstacles, quotas }) => [...obstacles, ...quotas]),
    ];
    return new Set(conditions.flat().map(({ question }) => question));
  });
  const isNearest = prospect.outcomes.every(({ unmet }) => unmet);
  return compiled.questions.flatMap((question): Flip[] => {
    const derived = quantitiesWith(compiled, known, question).filter(({ index }) => decisive().has(index));
    const from = present[question.index] ?? null;
    const around = cellsAround(known, question, derived);
    return otherValues(around, from).flatMap((to): Flip[] => {
      const possible = possibleServices(compiled, answeredWith(compiled, known, question.index, to), policy);
      const decided = decidedOn(possible);
      const isSame = decided === service && !(isNearest && possible.meets && !possible.misses);
      if (isSame || possible.services.size === 0) return [];
      return [
        {
          question: question.id,
          from,
          to,
          span: around.indexOf ? null : spanOf(around, cellOf(around, to), cellOf(around, to)),
          service: decided,
          possible: inPackOrder(compiled, possible.services),
          asks: decided === null ? idsOf(compiled, possible.asks) : [],
          fallsShort: decided !== null && !possible.meets,
        },
      ];
    });
  });
}

/** A value of each cell other than the present one; of numbers the nearest to the present answer. */
function otherValues(cells: Cells, from: Value | null): Value[] {
  const values = Array.from({ length: cells.count }, (_, cell) => valueIn(cells, cell, from));
  return values.filter((value) => from === null || cellOf(cells, value) !== cellOf(cells, from));
}

/** The derived quantities that a question alone can still change: their other inputs are known. */
export function quantitiesWith({ derived }: Compiled, { values }: Known, { index }: CompiledQuestion): CompiledDerived[] {
  return derived.filter(
    ({ inputs }) => inputs.includes(index) && inputs.every((input) => input === index || typeof values[input] === 'number'),
  );
}

/** The cells of a question, split further where a derived quantity changes its cell while other answers stay. */
export function cellsAround(known: Known, question: CompiledQuestion, derived: readonly CompiledDerived[]): Cells {
  const cuts = derived.flatMap((each) => cutsThrough(known, question, each));
  return cuts.length === 0 ? question.cells : intervalsOf(question.question, [...question.cells.cuts, ...cuts]);
}

function cutsThrough(
  { values }: Known,
  { index, question: { integer } }: CompiledQuestion,
  { cells, derived, inputs }: CompiledDerived,
): Cut[] {
  const numbers = inputs.map((input) => (input === index ? 1 : Number(values[input])));
  const factor = computed(derived, numbers);
  if (!(factor > 0)) return [];
  return cells.cuts.flatMap(({ at, after }) => {
    const exact = at / factor;
    const isBeyond = (value: number): boolean => (after ? factor * value > at : factor * value >= at);
    if (!integer) return { at: Number((exact * (after ? 1 - ROUNDING : 1 + ROUNDING)).toPrecision(12)), after };
    // Larger integers cannot be counted one by one, and no answer is that large.
    if (exact > Number.MAX_SAFE_INTEGER) return [];
    // Division is inexact: search nearby for the first integer beyond the cut.
    let first = Math.floor(exact) - 1;
    while (!isBeyond(first)) first++;
    return { at: first, after: false };
  });
}

/**
 * Other answers to what was assumed, or taken by default, that keep the recommended service but change its variant, pattern or
 * companions. None while these are open. `flips`: the changes that lead to another service.
 */
export function redesignsOf(
  { compiled, known, policy, prospect, assumptions, first }: Situation,
  flips: readonly Flip[],
): Redesign[] {
  if (detailsOf(prospect) > 1) return [];
  const now = detailKey(first);
  const leading = new Set(flips.map(({ question, to }) => `${question}=${to}`));
  return compiled.questions.flatMap(({ id, index, question: { values } }) => {
    const assumed = assumptions.find(({ question }) => question === id);
    if (!assumed) return [];
    return values.flatMap(({ value: to }): Redesign[] => {
      if (to === assumed.answer || leading.has(`${id}=${to}`)) return [];
      const next = prospectOf(compiled, answeredWith(compiled, known, index, to), policy);
      const [outcome] = next.outcomes;
      if (!outcome || next.gaps.length > 0 || detailsOf(next) > 1 || detailKey(outcome) === now) return [];
      const { variant, pattern } = outcome.option;
      return [{ question: id, from: assumed.answer, to, variant, pattern, with: withOf(outcome) }];
    });
  });
}
