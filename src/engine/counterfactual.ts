import type { Counterfactual, Flip } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import type { Budget } from './budget.ts';
import { ABSENT, indexesOf, valueIn } from './cells.ts';
import type { CompiledQuestion } from './compiled.ts';
import { comesBefore, counterfactualRegions, type Region } from './counterfactual-search.ts';
import { answeredWith, reach } from './explore.ts';
import { decidedOn, possibleServices } from './outcome.ts';
import type { Situation } from './situation.ts';

/** Steps of all searches for one decision. With the built-in pack they take hundreds, at most some ten thousand. */
export const MAX_COUNTERFACTUAL_STEPS = 200_000;

/**
 * The smallest set of answers to change, or to give, after which a service is recommended; empty for the service that is
 * recommended already. Single changes after which it meets every requirement come before those after which it falls short;
 * larger sets are in the order of `comesBefore`, then of their values, numbers by their distance from the present answer.
 *
 * Searches all sets with one change first, then those with two, and so on, without enumerating answers. Of a changed number only
 * the value nearest to the present one is tried where a derived quantity depends on it.
 *
 * @param flips every single change that leads away from the recommendation; none while the decision is open
 * @param budget the steps left for all searches of the decision; each search uses some up
 * @returns null if no answers lead to the service; not proved if other numbers might, or might with fewer changes
 */
export function counterfactualOf(
  situation: Situation,
  flips: readonly Flip[],
  service: string,
  budget: Budget,
): Counterfactual | null {
  const { compiled } = situation;
  if (situation.service === service) return { changes: {}, proved: true };
  const flip = mostRelevant(situation, flips, service);
  if (flip) return { changes: { [flip.question]: flip.to }, proved: true };
  if (!reach(compiled, compiled.pack.root).has(service)) return null;
  for (let limit = 1, proved = true; ; limit++) {
    const all: Change[][] = [];
    let isSkipped = false;
    const isComplete = counterfactualRegions(situation, service, limit, budget, (region) => {
      const changes = changesIn(situation, region);
      const isFound = isEnough(situation, changes, service);
      if (isFound) all.push(changes);
      else isSkipped = true;
      return isFound;
    });
    if (isComplete === null) return { changes: null, proved: false };
    if (all.length > 0) {
      const changes = all.reduce((before, next) => (isBefore(situation, next, before) ? next : before));
      return { changes: valuesOf(situation, changes), proved };
    }
    // Other numbers might have given the derived quantities that a region asks for.
    if (isSkipped) proved = false;
    if (isComplete) return proved ? null : { changes: null, proved };
  }
}

/**
 * The change that a person would think of first: that of the given answer that the walk asked for last; else of a core
 * question, then of another given answer. Changes after which the service falls short count only if there is no other.
 */
function mostRelevant({ compiled, known, steps }: Situation, all: readonly Flip[], service: string): Flip | undefined {
  const leading = all.filter((flip) => flip.service === service);
  const meeting = leading.filter(({ fallsShort }) => !fallsShort);
  const place = ({ question }: Flip): number => {
    const step = steps.findLastIndex((each) => each.question === question);
    const index = compiled.indexOf.get(question) ?? 0;
    const isGiven = ((known.box[index] ?? 0) & ABSENT) === 0;
    const isCore = compiled.questions[index]?.question.group === 'core';
    const kind = isGiven ? (step < 0 ? 2 : 0) : isCore ? 1 : 3;
    return kind * (steps.length + 1) + steps.length - step;
  };
  const away = ({ from, to }: Flip): number => (typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) : 0);
  const [first, ...others] = meeting.length > 0 ? meeting : leading;
  if (!first) return undefined;
  return others.reduce((best, next) => {
    const difference = place(next) - place(best);
    return difference < 0 || (difference === 0 && next.question === best.question && away(next) < away(best)) ? next : best;
  }, first);
}

/** A question, its new value, and the rank of that value among those of the question. */
interface Change {
  readonly question: number;
  readonly value: Value;
  readonly rank: number;
}

/** The changes that lead into a region, each to the first suitable value. */
function changesIn(situation: Situation, region: Region): Change[] {
  const { compiled, known } = situation;
  const changed = compiled.questions.filter(({ index }) => ((region.sets[index] ?? 0) & (known.box[index] ?? 0)) === 0);
  return changed.map((question) => firstChange(situation, question, region));
}

function firstChange(situation: Situation, { index, cells }: CompiledQuestion, { sets }: Region): Change {
  const near = situation.values[index] ?? null;
  const changes = indexesOf(sets[index] ?? 0).map((cell) => {
    const value = valueIn(cells, cell, near);
    return { question: index, value, rank: rankOf(value, near, cell) };
  });
  return changes.reduce((best, next) => (next.rank < best.rank ? next : best));
}

/** The place of a value, or the distance of a number from the present answer. */
function rankOf(value: Value, near: Value | null, cell: number): number {
  return typeof near === 'number' ? Math.abs(Number(value) - near) : cell;
}

function isBefore(situation: Situation, some: readonly Change[], others: readonly Change[]): boolean {
  const these = some.map(({ question }) => question);
  const those = others.map(({ question }) => question);
  if (these.join() !== those.join()) return comesBefore(situation, these, those);
  const place = some.findIndex(({ rank }, index) => rank !== others[index]?.rank);
  return (some[place]?.rank ?? 0) < (others[place]?.rank ?? 0);
}

function valuesOf({ compiled }: Situation, changes: readonly Change[]): Record<string, Value> {
  return Object.fromEntries(
    changes.flatMap(({ question, value }) => {
      const id = compiled.questions[question]?.question.id;
      return id === undefined ? [] : [[id, value]];
    }),
  );
}

/** Whether a service is recommended after some changes. */
function isEnough({ compiled, known, policy }: Situation, changes: readonly Change[], service: string): boolean {
  const after = changes.reduce((before, { question, value }) => answeredWith(compiled, before, question, value), known);
  return decidedOn(possibleServices(compiled, after, policy)) === service;
}
