import type { Flip, Win } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { reach } from './candidates.ts';
import { type CellSet, indexesOf, valueIn } from './cells.ts';
import type { Compiled, CompiledQuestion } from './compile.ts';
import { type Budget, type Region, winningRegions } from './counterfactual-search.ts';
import type { Known, Policy } from './explore.ts';
import { decidedOn, possibleServices } from './outcome.ts';
import type { Walk } from './walk.ts';

/** Steps after which the searches of one decision give up; the built-in pack's need some hundreds, at most some ten thousands. */
export const winSteps = 200_000;

/** Steps for finding anything at all once there is no hope of a proof. */
const lastSteps = 2000;

/** What is known when a way to win is looked for. */
export interface Standing {
  readonly compiled: Compiled;
  readonly known: Known;
  readonly policy: Policy;
  readonly walk: Walk;
  /** What is recommended, and every single change that leads away from it; null while the decision is open. */
  readonly decided: { readonly service: string; readonly flips: readonly Flip[] } | null;
}

/**
 * The smallest set of answers to change, or to give where there is none, after which the decision is decided on a service;
 * empty for the recommended one. Of several such sets the first in pack order: by their questions, then by the values, those
 * of a number that was answered by how near they are to that answer.
 *
 * Exact, and without enumerating answers: first all ways with one change are looked through, then with two and so on.
 *
 * @param budget steps that are left for it; it is used up from search to search
 * @returns null if no answers lead to the service
 */
export function winOf(standing: Standing, service: string, budget: Budget): Win | null {
  const { compiled, known, policy, decided } = standing;
  if (decided?.service === service) return { changes: {}, proved: true };
  const flip = nearestOf(decided?.flips.filter((candidate) => candidate.service === service) ?? []);
  if (flip) return { changes: { [flip.question]: flip.to }, proved: true };
  if (!reach(compiled, compiled.pack.root).has(service)) return null;
  for (let limit = 1; ; limit++) {
    const found = winningRegions(compiled, known, policy, service, limit, budget);
    if (!found) return { changes: anyWin(standing, service), proved: false };
    if (found.regions.length > 0) return { changes: valuesOf(standing, firstOf(standing, found.regions)), proved: true };
    if (found.complete) return null;
  }
}

/** Of flips, the first question's, and of a number's the nearest. */
function nearestOf([first, ...others]: readonly Flip[]): Flip | undefined {
  const away = ({ from, to }: Flip): number => (typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) : 0);
  const same = others.filter(({ question }) => question === first?.question);
  return same.reduce((nearest, next) => (nearest && away(next) < away(nearest) ? next : nearest), first);
}

/** A question and the cell that its answer moves to. */
type Change = readonly [question: number, cell: number];

/** The changes that a region asks for, each to the first value that will do. */
function changesIn(standing: Standing, { sets }: Region): Change[] {
  const { compiled, known } = standing;
  const first = (index: number, cells: readonly number[]): number =>
    cells.reduce((best, next) => (rankOf(standing, [index, next]) < rankOf(standing, [index, best]) ? next : best));
  const now = ({ index, cells }: CompiledQuestion): CellSet => known.box.get(index) ?? 1n << BigInt(cells.count);
  return compiled.questions
    .filter((question) => ((sets[question.index] as CellSet) & now(question)) === 0n)
    .map(({ index }) => [index, first(index, indexesOf(sets[index] as CellSet))]);
}

function firstOf(standing: Standing, regions: readonly Region[]): Change[] {
  return regions
    .map((region) => changesIn(standing, region))
    .reduce((first, next) => (isBefore(standing, next, first) ? next : first));
}

function isBefore(standing: Standing, some: readonly Change[], others: readonly Change[]): boolean {
  const parts = [(change: Change) => change[0], (change: Change) => rankOf(standing, change), (change: Change) => change[1]];
  for (const part of parts) {
    for (let index = 0; index < some.length; index++) {
      const difference = part(some[index] as Change) - part(others[index] as Change);
      if (difference !== 0) return difference < 0;
    }
  }
  return false;
}

/** How late a value comes among those of its question: by its place, or by its distance from the number that was answered. */
function rankOf({ compiled, walk }: Standing, [index, cell]: Change): number {
  const near = walk.inForce.get(index)?.value;
  if (typeof near !== 'number') return cell;
  return Math.abs(Number(valueIn((compiled.questions[index] as CompiledQuestion).cells, cell, near)) - near);
}

function valuesOf({ compiled, walk }: Standing, changes: readonly Change[]): Record<string, Value> {
  return Object.fromEntries(
    changes.map(([index, cell]) => {
      const { question, cells } = compiled.questions[index] as CompiledQuestion;
      return [question.id, valueIn(cells, cell, walk.inForce.get(index)?.value)];
    }),
  );
}

/** Some set of answers that does, without any that it can do without; it need not be the smallest. */
function anyWin(standing: Standing, service: string): Record<string, Value> | null {
  const { compiled, known, policy } = standing;
  const found = winningRegions(compiled, known, policy, service, compiled.questions.length, { left: lastSteps }, 'any');
  const [region] = found?.regions ?? [];
  if (!region) return null;
  const enough = (changes: readonly Change[]): boolean => {
    const box = new Map([...known.box, ...changes.map(([index, cell]): [number, CellSet] => [index, 1n << BigInt(cell)])]);
    return decidedOn(possibleServices(compiled, { ...known, box }, policy)) === service;
  };
  let needed = changesIn(standing, region);
  for (let spare: Change[] | undefined = needed; spare; ) {
    spare = needed.map((change) => needed.filter((other) => other !== change)).find(enough);
    needed = spare ?? needed;
  }
  return valuesOf(standing, needed);
}
