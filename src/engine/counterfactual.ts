import type { Counterfactual, Flip } from '../model/decision.ts';
import { type Question, questionOf, type Value } from '../model/pack.ts';
import type { Budget } from './budget.ts';
import { ABSENT, bitOf, type CellSet, cellOf, indexesOf, valueIn } from './cells.ts';
import type { CompiledQuestion } from './compiled.ts';
import { comesBefore, counterfactualRegions, type Region } from './counterfactual-search.ts';
import { answeredWith } from './explore.ts';
import { readable } from './formula.ts';
import { groupedBy } from './lists.ts';
import { decidedOn, possibleServices } from './outcome.ts';
import { realize } from './realize.ts';
import type { Situation } from './situation.ts';

/** Steps of all searches for one decision. With the built-in pack they take hundreds, at most some ten thousand. */
export const MAX_COUNTERFACTUAL_STEPS = 200_000;

/** How many times as large or small as the present answer, else as the question's example, a plausible number is. */
const MAX_PLAUSIBLE_FACTOR = 100;

/**
 * The smallest set of answers to change, or to give, after which a service is recommended; empty for the service that is
 * recommended already. Changes after which it meets every requirement come before as many after which it falls short; sets of
 * several are in the order of `comesBefore`, then of their values: whole numbers first, by their distance from the present
 * answer.
 *
 * Exact, without enumerating answers: searches all sets with one change first, then those with two, and so on. Null if no answers
 * lead to the service, or only numbers that are not plausible here.
 *
 * @param flips every single change that leads away from the recommendation; none while the decision is open
 * @param budget the steps left for all searches of the decision; each search uses some up
 */
export function counterfactualOf(
  situation: Situation,
  flips: readonly Flip[],
  service: string,
  budget: Budget,
): Counterfactual | null {
  const { compiled } = situation;
  if (situation.service === service) {
    return { changes: {}, fallsShort: situation.prospect.outcomes.every(({ unmet }) => unmet), proved: true };
  }
  const flip = mostRelevant(situation, flips, service);
  if (flip) return { changes: { [flip.question]: flip.to }, fallsShort: flip.fallsShort, proved: true };
  const inputs = new Set(compiled.derived.flatMap((each) => each.inputs));
  for (let limit = 1, completeFrom = Infinity; ; limit++) {
    const meeting: Change[][] = [];
    const fallingShort: Change[][] = [];
    const isComplete = counterfactualRegions(situation, service, limit, budget, (region) => {
      const found = changesIn(situation, region, limit, service);
      if (found) (found.meets ? meeting : fallingShort).push(found.changes);
      return found?.meets ?? false;
    });
    if (isComplete === null) return { changes: null, fallsShort: false, proved: false };
    const all = meeting.length > 0 ? meeting : fallingShort;
    if (all.length > 0) {
      const changes = all.reduce((before, next) => (isBefore(situation, next, before) ? next : before));
      const values = changes.map(({ question, value }) => [compiled.questions[question]?.id ?? '', value] as const);
      return { changes: Object.fromEntries(values), fallsShort: meeting.length === 0, proved: true };
    }
    // After a complete search only inputs of derived quantities can still change in addition.
    if (isComplete) completeFrom = Math.min(completeFrom, limit);
    if (limit >= completeFrom + inputs.size) return null;
  }
}

/**
 * The change that a person would think of first: that of the given answer that the walk asked for last; else of a core
 * question, then of another given answer. Changes after which the service falls short count only if there is no other.
 */
function mostRelevant(situation: Situation, all: readonly Flip[], service: string): Flip | undefined {
  const { compiled, known, steps } = situation;
  const leading = all.filter(
    ({ question, from, to, service: next }) => next === service && isPlausible(questionOf(compiled.pack, question), from, to),
  );
  const meeting = leading.filter(({ fallsShort }) => !fallsShort);
  const stepOf = ({ question }: Flip): number => steps.findLastIndex((step) => step.question === question);
  const kindOf = (flip: Flip): number => {
    const index = compiled.indexOf.get(flip.question) ?? 0;
    const isGiven = ((known.box[index] ?? 0) & ABSENT) === 0;
    if (isGiven) return stepOf(flip) >= 0 ? 0 : 2;
    return compiled.questions[index]?.question.group === 'core' ? 1 : 3;
  };
  const away = ({ from, to }: Flip): number => (typeof to === 'number' ? rankOf(to, from, 0) : 0);
  const [best = []] = groupedBy(meeting.length > 0 ? meeting : leading, ({ question }) => question).sort(
    ([a], [b]) => kindOf(a) - kindOf(b) || stepOf(b) - stepOf(a),
  );
  return best.toSorted((a, b) => away(a) - away(b))[0];
}

/** A question, its new value, and the rank of that value among those of the question. */
interface Change {
  readonly question: number;
  readonly value: Value;
  readonly rank: number;
}

/** Whether a person would take a new answer seriously: no number is far from the present one, or from what is usual. */
export function isPlausible(question: Question | undefined, present: Value | null | undefined, value: Value): boolean {
  // Nothing is many times as large as 0.
  const usual = Number(present || question?.example);
  if (typeof value !== 'number' || !(usual > 0)) return true;
  return value <= usual * MAX_PLAUSIBLE_FACTOR && (!present || value >= usual / MAX_PLAUSIBLE_FACTOR);
}

/** The changes that lead into a region, and whether the service then meets all requirements; null: no plausible numbers do. */
function changesIn(situation: Situation, region: Region, limit: number, service: string) {
  const { compiled, known, policy, values: present } = situation;
  const changed = compiled.questions.filter(({ index }) => ((region.sets[index] ?? 0) & (known.box[index] ?? 0)) === 0);
  const nearest = changed.map((question) => nearestChange(situation, question, region));
  const nearestOf = new Map(nearest.map((change) => [change.question, change]));
  const arePlausible = (changes: readonly Change[]): boolean =>
    changes.every(({ question, value }) => isPlausible(compiled.questions[question]?.question, present[question], value));
  // All others are further away.
  if (!arePlausible(nearest)) return null;
  for (const changes of candidates()) {
    if (!arePlausible(changes)) continue;
    const after = changes.reduce((before, { question, value }) => answeredWith(compiled, before, question, value), known);
    const possible = possibleServices(compiled, after, policy);
    if (decidedOn(possible) === service) return { changes, meets: possible.meets };
  }
  return null;

  /** The nearest changes, then those with other inputs of derived quantities, the fewest first. */
  function* candidates(): Generator<Change[]> {
    yield nearest;
    const inputs = new Set(compiled.derived.flatMap((each) => each.inputs));
    const others = compiled.questions.filter((question) => inputs.has(question.index) && !changed.includes(question));
    for (const extra of subsets(others, limit - changed.length)) {
      for (const isNear of [true, false]) {
        const changes = realized(extra, isNear);
        if (changes) yield changes;
      }
    }
  }

  /** Changes of these and of `extra` inputs with which derived quantities fit; `isNear`: with these in their nearest cells. */
  function realized(extra: readonly CompiledQuestion[], isNear: boolean): Change[] | null {
    const moving = new Set([...changed, ...extra].map(({ index }) => index));
    const box = compiled.dimensions.map((cells, index): CellSet => {
      const set = region.sets[index] ?? 0;
      if (index >= compiled.questions.length) return set;
      if (!moving.has(index)) return known.box[index] ?? ABSENT;
      const change = nearestOf.get(index);
      if (!change) return set & ~ABSENT;
      return isNear ? bitOf(cellOf(cells, change.value)) : set;
    });
    const fixed = new Map<number, number>();
    for (const [index, value] of known.values.entries()) {
      if (typeof value === 'number' && !moving.has(index)) fixed.set(index, value);
    }
    const numbers = realize(compiled, box, fixed);
    if (!numbers) return null;
    return [...changed, ...extra]
      .map(({ index, cells }): Change => {
        const number = numbers.get(index);
        const change = nearestOf.get(index);
        if (number === undefined && change) return change;
        const value = readable(number ?? 0);
        return { question: index, value, rank: rankOf(value, present[index] ?? null, cellOf(cells, value)) };
      })
      .sort((a, b) => a.question - b.question);
  }
}

/** The change of a question into a region by which its answer moves least. */
function nearestChange(situation: Situation, { index, cells }: CompiledQuestion, { sets }: Region): Change {
  const near = situation.values[index] ?? null;
  const changes = indexesOf(sets[index] ?? 0).map((cell): Change => {
    const value = valueIn(cells, cell, near);
    return { question: index, value, rank: rankOf(value, near, cell) };
  });
  return changes.reduce((best, next) => (next.rank < best.rank ? next : best));
}

/** The place of a value, or the distance of a number from the present answer; whole numbers come before others. */
function rankOf(value: Value, near: Value | null, cell: number): number {
  const distance = typeof near === 'number' ? Math.abs(Number(value) - near) : cell;
  return typeof value === 'number' && !Number.isInteger(value) ? Number.MAX_SAFE_INTEGER + distance : distance;
}

/** The subsets of at most `most` members, the smallest first. */
function subsets<T>(all: readonly T[], most: number): (readonly T[])[] {
  let found: (readonly T[])[] = [[]];
  for (const each of all) found = [...found, ...found.filter((set) => set.length < most).map((set) => [...set, each])];
  return found.sort((a, b) => a.length - b.length);
}

function isBefore(situation: Situation, some: readonly Change[], others: readonly Change[]): boolean {
  const these = some.map(({ question }) => question);
  const those = others.map(({ question }) => question);
  if (these.join() !== those.join()) return comesBefore(situation, these, those);
  const differing = some.findIndex(({ rank }, index) => rank !== others[index]?.rank);
  return (some[differing]?.rank ?? 0) < (others[differing]?.rank ?? 0);
}
