import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/engine/budget.ts';
import { cellOf, valueIn } from '../../src/engine/cells.ts';
import { compile } from '../../src/engine/compile.ts';
import type { CompiledQuestion } from '../../src/engine/compiled.ts';
import { counterfactualOf } from '../../src/engine/counterfactual.ts';
import { decide } from '../../src/engine/decide.ts';
import { situationOf } from '../../src/engine/situation.ts';
import type { Pack, Question, Value } from '../../src/model/pack.ts';
import { answersOf } from '../support/answers.ts';
import { endsAndGaps, type Given, type Plain, recommend, samples, signatureOf } from '../support/oracle.ts';
import { arbitraryPack, situationIn } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

/** Packs with and without gaps, and answers that lead to a leaf. */
const situation = situationIn(
  fc.oneof(arbitraryPack(), arbitraryPack({ quantity: true }), arbitraryPack({ messy: true })),
).filter(({ pack, given, policy }) => endsAndGaps(pack, given, policy).found.length > 0);

/** Whether a service is recommended for certain, and whether it may then meet every requirement. */
function winOn(pack: Pack, given: Given, policy: Plain, service: string) {
  const { found, gaps } = endsAndGaps(pack, given, policy);
  const all = found.map((end) => recommend(pack, end));
  return {
    wins: gaps.length === 0 && all.every(({ option }) => option.service === service),
    meets: all.some(({ unmet }) => !unmet),
  };
}

/** One value of each kind, in order. */
function representatives(pack: Pack, question: Question): Value[] {
  const values = samples(pack, question);
  if (question.type === 'number') values.sort((a, b) => Number(a) - Number(b));
  return values.filter(
    (value, index) =>
      index === 0 || signatureOf(pack, question, value) !== signatureOf(pack, question, values[index - 1] as Value),
  );
}

/**
 * The first smallest set of changes by trying them all: few before many, those that meet before those that fall short, questions
 * that the walk asks last before others in pack order, and whole numbers first, the nearest to what holds now before others.
 */
function bruteForce(pack: Pack, given: Given, policy: Plain, service: string): Given | null {
  const compiled = compile(pack);
  const answers = answersOf(given);
  const { inForce, prospect, steps } = situationOf(pack, answers, policy);
  const inOrder = (question: Question): Value[] => {
    const all = representatives(pack, question);
    const { cells } = compiled.questions[compiled.indexOf.get(question.id) as number] as CompiledQuestion;
    const near = inForce[question.id]?.value ?? null;
    if (question.type !== 'number') return all;
    const away = (value: Value, number = Number(valueIn(cells, cellOf(cells, value), near))): number =>
      Math.abs(number - Number(near)) + (Number.isInteger(number) ? 0 : 1e9);
    return all.toSorted((a, b) => away(a) - away(b));
  };
  const values = new Map(pack.questions.map((question) => [question.id, inOrder(question)]));
  const isOpen = ({ id }: Question): boolean => (given[id] ?? null) === null;
  const place = (question: Question): number =>
    isOpen(question) && prospect.asks.has(compiled.indexOf.get(question.id) as number)
      ? steps.length
      : steps.findLastIndex((step) => step.question === question.id);
  /** As text that sorts: the number of questions that nobody had in mind, then the steps after each one. */
  const key = (all: readonly Question[]): string => {
    const after = all.map((each) => steps.length - place(each)).sort((a, b) => b - a);
    return String.fromCharCode(all.filter((each) => isOpen(each) && place(each) < 0).length, ...after);
  };
  for (let size = 0; size <= pack.questions.length; size++) {
    const sets = subsets(pack.questions, size).sort((a, b) => Number(key(a) > key(b)) - Number(key(a) < key(b)));
    const found = sets
      .flatMap((questions) => fillings(questions, values, {}))
      .map((changes) => ({ changes, ...winOn(pack, { ...given, ...changes }, policy, service) }));
    const first = found.find(({ wins, meets }) => wins && meets) ?? found.find(({ wins }) => wins);
    if (first) return first.changes;
  }
  return null;
}

function subsets<T>([first, ...rest]: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  if (first === undefined) return [];
  return [...subsets(rest, size - 1).map((others) => [first, ...others]), ...subsets(rest, size)];
}

function fillings([question, ...rest]: readonly Question[], values: ReadonlyMap<string, Value[]>, chosen: Given): Given[] {
  if (!question) return [chosen];
  return (values.get(question.id) ?? []).flatMap((value) => fillings(rest, values, { ...chosen, [question.id]: value }));
}

describe('the counterfactual of a service', () => {
  it('is the first of the smallest sets found by enumeration, and null if there is none', async () => {
    const sizes = new Map<number | null, number>();
    await forAll(runs(8), [situation], ({ pack, given, policy }) => {
      const { candidates, flips } = decide(pack, answersOf(given), policy);
      for (const { service, wins } of candidates) {
        const expected = bruteForce(pack, given, policy, service);
        const size = expected && Object.keys(expected).length;
        sizes.set(size, (sizes.get(size) ?? 0) + 1);
        if (!expected) {
          expect(wins).toBe(null);
          continue;
        }
        expect(wins?.proved).toBe(true);
        const changes = wins?.changes ?? {};
        expect(winOn(pack, { ...given, ...changes }, policy, service)).toEqual({ wins: true, meets: !wins?.fallsShort });
        const single = size === 0 ? [] : flips.filter((candidate) => candidate.service === service);
        // A single change is one of those that `flips` tells.
        if (single.length > 0) {
          expect(size).toBe(1);
          expect(single.map(({ question, to }) => ({ [question]: to }))).toContainEqual(changes);
        }
        expect(Object.keys(changes)).toHaveLength(size ?? 0);
        // Several single changes, or numbers behind a derived quantity, may be equally good.
        if (single.length > 0 || pack.derived.length > 0) continue;
        const kinds = (some: Given): unknown[] =>
          pack.questions
            .filter(({ id }) => some[id] !== undefined)
            .map((question) => [question.id, signatureOf(pack, question, some[question.id] as Value)]);
        expect(kinds(changes)).toEqual(kinds(expected));
      }
    });
    // The packs had services out of reach, and some that take several changes.
    for (const size of [null, 0, 1]) expect([...sizes.keys()]).toContain(size);
    expect(Math.max(...[...sizes.keys()].map(Number))).toBeGreaterThan(1);
  });

  it('is marked as unproved if the search gives up', async () => {
    const seen = { unproved: 0, proved: 0 };
    await forAll(runs(12), [situation, fc.nat(60)], ({ pack, given, policy }, steps) => {
      const answers = answersOf(given);
      const { flips, candidates } = decide(pack, answers, policy);
      for (const { service, wins } of candidates) {
        const found = counterfactualOf(situationOf(pack, answers, policy), flips, service, new Budget(steps));
        const isUnproved = found?.proved === false;
        expect(found).toEqual(isUnproved ? { changes: null, fallsShort: false, proved: false } : wins);
        seen[isUnproved ? 'unproved' : 'proved']++;
      }
    });
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });
});
