import type { Flip, Win } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { bitOf, type Cells, indexesOf, valueIn } from './cells.ts';
import { type Budget, type Region, winningRegions } from './counterfactual-search.ts';
import { decidedOn, possibleServices } from './outcome.ts';
import { reach } from './reach.ts';
import type { Situation } from './situation.ts';

/** Steps after which the searches of one decision give up; the built-in pack's need some hundreds, at most some ten thousands. */
export const MAX_WIN_STEPS = 200_000;

/** Steps for finding anything at all once there is no hope of a proof. */
const MAX_LAST_STEPS = 2000;

/**
 * The smallest set of answers to change, or to give where there is none, after which the decision is decided on a service;
 * empty for the recommended one. Of several such sets the first in pack order: by their questions, then by the values, those
 * of a number that was answered by how near they are to that answer.
 *
 * Exact, and without enumerating answers: first all ways with one change are looked through, then with two and so on.
 *
 * @param flips every single change that leads away from what is recommended; none while the decision is open
 * @param budget steps that are left for it; it is used up from search to search
 * @returns null if no answers lead to the service
 */
export function winOf(situation: Situation, flips: readonly Flip[], service: string, budget: Budget): Win | null {
  const { compiled, known, policy } = situation;
  if (situation.service === service) return { changes: {}, proved: true };
  const flip = nearestOf(flips.filter((candidate) => candidate.service === service));
  if (flip) return { changes: { [flip.question]: flip.to }, proved: true };
  if (!reach(compiled, compiled.pack.root).has(service)) return null;
  for (let limit = 1; ; limit++) {
    const found = winningRegions(compiled, known, policy, service, limit, budget);
    if (!found) return { changes: anyWin(situation, service), proved: false };
    if (found.regions.length > 0) return { changes: valuesOf(situation, firstOf(situation, found.regions)), proved: true };
    if (found.complete) return null;
  }
}

/** Of flips, the first question's, and of a number's the nearest. */
function nearestOf([first, ...others]: readonly Flip[]): Flip | undefined {
  const away = ({ from, to }: Flip): number => (typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) : 0);
  const same = others.filter(({ question }) => question === first?.question);
  return same.reduce((nearest, next) => (nearest && away(next) < away(nearest) ? next : nearest), first);
}

/** A question, the cell that its answer moves to, and how late this comes among the cells of the question. */
interface Change {
  readonly question: number;
  readonly cell: number;
  readonly rank: number;
}

/** The changes that a region asks for, each to the first value that will do. */
function changesIn(situation: Situation, { sets }: Region): Change[] {
  const { compiled, known } = situation;
  return compiled.questions.flatMap(({ index, cells }) => {
    const set = sets[index] ?? 0;
    if (set & (known.box[index] ?? 0)) return [];
    const changes = indexesOf(set).map((cell) => ({ question: index, cell, rank: rankOf(situation, cells, index, cell) }));
    return changes.sort((a, b) => a.rank - b.rank).slice(0, 1);
  });
}

/** By its place, or by its distance from the number that was answered. */
function rankOf({ inForce }: Situation, cells: Cells, index: number, cell: number): number {
  const near = inForce.get(index)?.value;
  return typeof near === 'number' ? Math.abs(Number(valueIn(cells, cell, near)) - near) : cell;
}

function firstOf(situation: Situation, regions: readonly Region[]): Change[] {
  return regions.map((region) => changesIn(situation, region)).reduce((first, next) => (isBefore(next, first) ? next : first));
}

function isBefore(some: readonly Change[], others: readonly Change[]): boolean {
  for (const part of ['question', 'rank', 'cell'] as const) {
    for (const [index, change] of some.entries()) {
      const difference = change[part] - (others[index]?.[part] ?? 0);
      if (difference !== 0) return difference < 0;
    }
  }
  return false;
}

function valuesOf({ compiled, inForce }: Situation, changes: readonly Change[]): Record<string, Value> {
  return Object.fromEntries(
    changes.flatMap(({ question: index, cell }) => {
      const changed = compiled.questions[index];
      return changed ? [[changed.question.id, valueIn(changed.cells, cell, inForce.get(index)?.value)]] : [];
    }),
  );
}

/** Some set of answers that does, without any that it can do without; it need not be the smallest. */
function anyWin(situation: Situation, service: string): Record<string, Value> | null {
  const { compiled, known, policy } = situation;
  const found = winningRegions(compiled, known, policy, service, compiled.questions.length, { left: MAX_LAST_STEPS }, 'any');
  const [region] = found?.regions ?? [];
  if (!region) return null;
  const enough = (changes: readonly Change[]): boolean => {
    const box = [...known.box];
    for (const { question, cell } of changes) box[question] = bitOf(cell);
    return decidedOn(possibleServices(compiled, { ...known, box }, policy)) === service;
  };
  let needed = changesIn(situation, region);
  for (let spare: Change[] | undefined = needed; spare; ) {
    spare = needed.map((change) => needed.filter((other) => other !== change)).find(enough);
    needed = spare ?? needed;
  }
  return valuesOf(situation, needed);
}
