import type { Flip, Win } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { ABSENT, bitOf, type CellSet, cellOf, indexesOf, valueIn } from './cells.ts';
import type { CompiledQuestion } from './compile.ts';
import { type Budget, counterfactualRegions, type Region } from './counterfactual-search.ts';
import { reach } from './explore.ts';
import { readable } from './formula.ts';
import { answeredWith } from './known.ts';
import { decidedOn, possibleServices } from './outcome.ts';
import { realise } from './realise.ts';
import type { Situation } from './situation.ts';

/**
 * Steps after which the searches of one decision give up; the built-in pack's need some hundreds, at most some ten
 * thousands.
 */
export const MAX_COUNTERFACTUAL_STEPS = 200_000;

/** Steps for finding anything at all once there is no hope of a proof. */
const MAX_FALLBACK_STEPS = 2000;

/**
 * The smallest set of answers to change, or to give where there is none, after which the decision is decided on a
 * service; empty for the recommended one. Of single changes it is the one of the question that was decided last; of
 * larger sets the first in pack order: by their questions, then by the values, those of a number that was answered by
 * how near they are to that answer.
 *
 * Exact, and without enumerating answers: first all ways with one change are looked through, then with two and so on.
 *
 * @param flips every single change that leads away from what is recommended; none while the decision is open
 * @param budget steps that are left for it; it is used up from search to search
 * @returns null if no answers lead to the service
 */
export function counterfactualOf(situation: Situation, flips: readonly Flip[], service: string, budget: Budget): Win | null {
  const { compiled } = situation;
  if (situation.service === service) return { changes: {}, proved: true };
  const flip = mostRelevant(
    situation,
    flips.filter((candidate) => candidate.service === service),
  );
  if (flip) return { changes: { [flip.question]: flip.to }, proved: true };
  if (!reach(compiled, compiled.pack.root).has(service)) return null;
  const inputs = new Set(compiled.derived.flatMap((each) => [...each.inputs.keys()]));
  for (let limit = 1, completeFrom = Number.POSITIVE_INFINITY; ; limit++) {
    const { changes: all, found } = search(situation, service, limit, budget, 'all');
    if (!found) return { changes: anyCounterfactual(situation, service), proved: false };
    const [first, ...others] = all;
    if (first) {
      const changes = others.reduce((before, next) => (isBefore(next, before) ? next : before), first);
      return { changes: valuesOf(situation, changes), proved: true };
    }
    // Of a complete search only inputs of derived quantities can still be changed besides.
    if (found.complete) completeFrom = Math.min(completeFrom, limit);
    if (limit >= completeFrom + inputs.size) return null;
  }
}

/**
 * The change of the question that the walk asked last, an answer that was given before one that was assumed; the
 * nearest number.
 */
function mostRelevant({ steps }: Situation, flips: readonly Flip[]): Flip | undefined {
  const place = ({ question }: Flip): number => {
    const index = steps.findLastIndex((step) => step.question === question);
    const step = steps[index];
    if (!step) return steps.length * 2;
    const isGiven = step.from !== 'assumed' && step.from !== 'default';
    return steps.length - 1 - index + (isGiven ? 0 : steps.length);
  };
  const away = ({ from, to }: Flip): number => (typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) : 0);
  const [first, ...others] = flips;
  if (!first) return undefined;
  return others.reduce((best, next) => {
    const difference = place(next) - place(best);
    return difference < 0 || (difference === 0 && next.question === best.question && away(next) < away(best)) ? next : best;
  }, first);
}

/** A question, the value that its answer changes to, and how late this comes among the values of the question. */
interface Change {
  readonly question: number;
  readonly value: Value;
  readonly rank: number;
}

/**
 * The changes that a region asks for, each to the first value that will do; null: no numbers have its derived
 * quantities.
 */
function changesIn(situation: Situation, region: Region, limit: number, service: string): Change[] | null {
  const { compiled, known } = situation;
  const changed = compiled.questions.filter(({ index }) => ((region.sets[index] ?? 0) & (known.box[index] ?? 0)) === 0);
  if (compiled.derived.length === 0) return changed.map((question) => firstChange(situation, question, region));
  const inputs = new Set(compiled.derived.flatMap((each) => [...each.inputs.values()]));
  const others = compiled.questions.filter((question) => inputs.has(question.index) && !changed.includes(question));
  for (const extra of subsets(others, limit - changed.length)) {
    for (const narrow of [true, false]) {
      const changes = realised(situation, region, changed, extra, narrow);
      if (changes && isEnough(situation, changes, service)) return changes;
    }
  }
  return null;
}

function firstChange(situation: Situation, { index, cells }: CompiledQuestion, { sets }: Region): Change {
  const near = situation.inForce.get(index)?.value;
  const changes = indexesOf(sets[index] ?? 0).map((cell) => {
    const value = valueIn(cells, cell, near);
    return { question: index, value, rank: rankOf(value, near, cell) };
  });
  const [first, ...others] = changes;
  if (!first) throw new Error('a region without answers');
  return others.reduce((best, next) => (next.rank < best.rank ? next : best), first);
}

/** By its place, or by its distance from the number that was answered. */
function rankOf(value: Value, near: Value | undefined, cell: number): number {
  return typeof near === 'number' ? Math.abs(Number(value) - near) : cell;
}

/**
 * The changes of a region, and of some inputs besides, with which derived quantities lie where the region has them.
 *
 * @param narrow whether each changed answer lies in the first cell that will do
 */
function realised(
  situation: Situation,
  region: Region,
  changed: readonly CompiledQuestion[],
  extra: readonly CompiledQuestion[],
  narrow: boolean,
): Change[] | null {
  const { compiled, known, inForce } = situation;
  const first = new Map(changed.map((question) => [question.index, firstChange(situation, question, region)]));
  const box = compiled.dimensions.map((cells, index): CellSet => {
    const set = region.sets[index] ?? 0;
    const change = first.get(index);
    if (index >= compiled.questions.length) return set;
    if (change) return narrow ? bitOf(cellOf(cells, change.value)) : set;
    return extra.some((question) => question.index === index) ? set & ~ABSENT : (known.box[index] ?? ABSENT);
  });
  const moving = new Set([...changed, ...extra].map(({ index }) => index));
  const fixed = new Map<number, number>();
  for (const [index, value] of known.values.entries())
    if (typeof value === 'number' && !moving.has(index)) fixed.set(index, value);
  const numbers = realise(compiled, box, fixed);
  if (!numbers) return null;
  return [...changed, ...extra]
    .map(({ index, cells }): Change => {
      const number = numbers.get(index);
      const change = first.get(index);
      if (number === undefined && change) return change;
      const value = readable(number ?? 0);
      return { question: index, value, rank: rankOf(value, inForce.get(index)?.value, cellOf(cells, value)) };
    })
    .sort((a, b) => a.question - b.question);
}

/** The subsets of at most `most` members, small ones first. */
function subsets<T>(all: readonly T[], most: number): (readonly T[])[] {
  let found: (readonly T[])[] = [[]];
  for (const each of all) found = [...found, ...found.filter((set) => set.length < most).map((set) => [...set, each])];
  return found.sort((a, b) => a.length - b.length);
}

function isBefore(some: readonly Change[], others: readonly Change[]): boolean {
  for (const part of ['question', 'rank'] as const) {
    for (const [index, change] of some.entries()) {
      const difference = change[part] - (others[index]?.[part] ?? 0);
      if (difference !== 0) return difference < 0;
    }
  }
  return false;
}

function valuesOf({ compiled }: Situation, changes: readonly Change[]): Record<string, Value> {
  return Object.fromEntries(
    changes.flatMap(({ question, value }) => {
      const id = compiled.questions[question]?.question.id;
      return id === undefined ? [] : [[id, value]];
    }),
  );
}

/** Whether the decision is decided on a service after some changes. */
function isEnough({ compiled, known, policy }: Situation, changes: readonly Change[], service: string): boolean {
  const after = changes.reduce((before, { question, value }) => answeredWith(compiled, before, question, value), known);
  return decidedOn(possibleServices(compiled, after, policy)) === service;
}

/** Changes of at most `limit` answers that lead to a service; `found` is null where the budget ended first. */
function search(situation: Situation, service: string, limit: number, budget: Budget, mode: 'all' | 'any') {
  const { compiled, known, policy } = situation;
  const changes: Change[][] = [];
  const accepts = (region: Region): boolean => {
    const own = changesIn(situation, region, limit, service);
    if (own) changes.push(own);
    return own !== null;
  };
  const found = counterfactualRegions(compiled, known, policy, service, limit, budget, accepts, mode);
  return { changes, found };
}

/** Some set of answers that does, without any that it can do without; it need not be the smallest. */
function anyCounterfactual(situation: Situation, service: string): Record<string, Value> | null {
  const { questions } = situation.compiled;
  let [needed] = search(situation, service, questions.length, { left: MAX_FALLBACK_STEPS }, 'any').changes;
  for (let spare = needed; spare; ) {
    needed = spare;
    const without: Change[][] = needed.map((change) => spare?.filter((other) => other !== change) ?? []);
    spare = without.find((fewer) => isEnough(situation, fewer, service));
  }
  return needed ? valuesOf(situation, needed) : null;
}
