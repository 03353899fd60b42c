import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pack } from '../../src/model/pack.ts';
import { diffPacks } from '../../src/pack-diff/index.ts';
import { coverageOf, runCases, type Target } from '../../src/pack-test/cases.ts';
import { type Mutant, mutantsOf, mutationResults } from '../../src/pack-test/mutants.ts';
import { suggestCases } from '../../src/pack-test/suggest.ts';
import { answerPoints, completed, type Plainly, walked } from '../support/answer-points.ts';
import type { Given, Plain } from '../support/oracle.ts';
import { arbitraryPack } from '../support/random-pack.ts';
import { forAll, once } from '../support/runs.ts';

/** The branches and leaves that some complete set of answers reaches, by enumeration. */
function reachable(pack: Pack): Set<string> {
  const found = new Set<string>();
  for (const given of answerPoints(pack, pack)) {
    const { turns, leaf } = walked(pack, given);
    for (const { path } of turns) found.add(path);
    if (leaf !== null) found.add(`nodes.${leaf}`);
  }
  return found;
}

const ways = ({ kind }: Target): boolean => kind === 'branch' || kind === 'leaf';

it('suggested cases pass and cover every reachable branch and leaf, so that nothing more is suggested', () =>
  forAll(once(10), [arbitraryPack()], (pack) => {
    const suggestions = suggestCases(pack, []);
    const drafted = suggestions.map((each) => each.case);
    const results = runCases(pack, drafted);
    expect(results.flatMap(({ mismatches }) => mismatches)).toEqual([]);
    const can = reachable(pack);
    const missed = coverageOf(pack, results).uncovered.filter((target) => ways(target) && can.has(target.path));
    expect(missed).toEqual([]);
    expect(new Set(drafted.map(({ name }) => name)).size).toBe(drafted.length);
    for (const { reaches } of suggestions) expect(reaches).not.toEqual([]);
    expect(suggestCases(pack, results).flatMap(({ reaches }) => reaches.filter(ways))).toEqual([]);
  }));

const policies = [false, true].map((defaults) => ({ assume: true, defaults }));

/**
 * Whether some set of answers tells a mutant from its pack, by trying all of them.
 *
 * @param known what the pack is known to decide
 */
function differ(pack: Pack, mutant: Pack, known: Map<string, string>): boolean {
  const decision = (of: Pack, given: Given, policy: Plain): string => shared(completed(of, given, policy).comesTo);
  // A mutant may test numbers that the pack does not test, so each has its own answers to try.
  for (const given of answerPoints(pack, mutant)) {
    for (const policy of policies) {
      const key = JSON.stringify([policy, given]);
      const before = known.get(key) ?? decision(pack, given, policy);
      known.set(key, before);
      if (before !== decision(mutant, given, policy)) return true;
    }
  }
  return false;
}

/** What all answers to an open question have in common. */
function shared(all: readonly Plainly[]): string {
  const services = new Set(all.map(({ service }) => service));
  if (services.size > 1) return [...services].sort().join(' or ');
  const only = (of: (one: Plainly) => string | null): string | null => {
    const found = new Set(all.map(of));
    return found.size === 1 ? ([...found][0] as string | null) : null;
  };
  const each = (of: (one: Plainly) => readonly string[]): string[] =>
    [...new Set(of(all[0] as Plainly))].filter((id) => all.every((one) => of(one).includes(id))).sort();
  return JSON.stringify([
    ...services,
    only(({ variant }) => variant),
    only(({ pattern }) => pattern),
    each(({ codes }) => codes),
    each((one) => one.with),
    each(({ mitigations }) => mitigations),
    each(({ unmet }) => unmet),
  ]);
}

it('a mutant is equivalent exactly if it asks the same questions and no answers distinguish it', () =>
  forAll(once(5), [arbitraryPack(), fc.nat()], (pack, salt) => {
    const mutants = mutantsOf(pack, (path) => path).filter((_, index) => (index + salt) % 12 === 0);
    const known = new Map<string, string>();
    for (const [index, { fate, path, from, to }] of mutationResults(pack, [], mutants).entries()) {
      const mutant = (mutants[index] as Mutant).make();
      // Packs that ask different questions are not equivalent, even with the same outcomes.
      const { regions, defaults } = diffPacks(pack, mutant);
      const differs = differ(pack, mutant, known) || [...regions, ...defaults].some(({ change }) => change.kind === 'asks');
      expect({ path, from, to, fate }).toEqual({ path, from, to, fate: differs ? 'survived' : 'equivalent' });
    }
  }));
