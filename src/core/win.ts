import { reach } from './candidates.ts';
import { type CellSet, indexesOf, valueIn } from './cells.ts';
import type { Compiled, CompiledQuestion } from './compile.ts';
import type { Flip, Win } from './decision.ts';
import type { Known, Policy } from './explore.ts';
import { possibleServices } from './outcome.ts';
import type { Value } from './pack.ts';
import type { Walk } from './walk.ts';
import { type Budget, type Region, winningRegions } from './winning.ts';

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
 * empty for the recommended one. Of several such sets the first in pack order: by their questions, then by the values.
 *
 * Exact, and without enumerating answers: first all ways with one change are looked through, then with two and so on.
 *
 * @param budget steps that are left for it; it is used up from search to search
 * @returns null if no answers lead to the service
 */
export function winOf(standing: Standing, service: string, budget: Budget): Win | null {
  const { compiled, known, policy, decided } = standing;
  if (decided?.service === service) return { changes: {}, proved: true };
  const flip = decided?.flips.find((candidate) => candidate.service === service);
  if (flip) return { changes: { [flip.question]: flip.to }, proved: true };
  if (!reach(compiled, compiled.pack.root).has(service)) return null;
  for (let limit = 1; ; limit++) {
    const found = winningRegions(compiled, known, policy, service, limit, budget);
    if (!found) return { changes: anyWin(standing, service), proved: false };
    if (found.regions.length > 0) return { changes: valuesOf(standing, firstOf(standing, found.regions)), proved: true };
    if (found.complete) return null;
  }
}

/** A question and the cell that its answer moves to. */
type Change = readonly [question: number, cell: number];

/** The changes that a region asks for, each to the first value that will do. */
function changesIn({ compiled, known }: Standing, { sets }: Region): Change[] {
  const now = ({ index, cells }: CompiledQuestion): CellSet => known.box.get(index) ?? 1n << BigInt(cells.count);
  return compiled.questions
    .filter((question) => ((sets[question.index] as CellSet) & now(question)) === 0n)
    .map(({ index }) => [index, indexesOf(sets[index] as CellSet)[0] as number]);
}

function firstOf(standing: Standing, regions: readonly Region[]): Change[] {
  return regions.map((region) => changesIn(standing, region)).reduce((first, next) => (isBefore(next, first) ? next : first));
}

function isBefore(some: readonly Change[], others: readonly Change[]): boolean {
  for (const part of [0, 1] as const) {
    for (let index = 0; index < some.length; index++) {
      const difference = (some[index] as Change)[part] - (others[index] as Change)[part];
      if (difference !== 0) return difference < 0;
    }
  }
  return false;
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
    const possible = possibleServices(compiled, { ...known, box }, policy);
    return possible.size === 1 && possible.has(service);
  };
  let needed = changesIn(standing, region);
  for (let spare: Change[] | undefined = needed; spare; ) {
    spare = needed.map((change) => needed.filter((other) => other !== change)).find(enough);
    needed = spare ?? needed;
  }
  return valuesOf(standing, needed);
}
