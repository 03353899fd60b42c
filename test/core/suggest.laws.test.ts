import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runCases } from '../../src/core/cases.ts';
import { coverageOf, keyOf, type Target } from '../../src/core/coverage.ts';
import { type MutationResult, mutationResults } from '../../src/core/mutate.ts';
import type { Pack } from '../../src/core/pack.ts';
import { suggestCases, suggestKills } from '../../src/core/suggest.ts';
import { answerPoints, plainly } from '../support/answer-points.ts';
import { type Given, passes } from '../support/oracle.ts';
import { arbitraryPack } from '../support/random-pack.ts';

/** What some complete set of answers reaches, by trying all of them. */
function reachable(pack: Pack): Set<string> {
  const found = new Set<string>();
  for (const given of answerPoints(pack, pack)) {
    const { turns, leaf } = walked(pack, given);
    for (const { node, branch } of turns) found.add(keyOf({ kind: 'branch', node, branch }));
    const out = leaf === null ? null : plainly(pack, given, { assume: false, defaults: false });
    if (leaf !== null) found.add(keyOf({ kind: 'leaf', leaf }));
    if (out?.service) {
      found.add(keyOf({ kind: 'service', service: out.service }));
      if (out.variant) found.add(keyOf({ kind: 'variant', service: out.service, variant: out.variant }));
    }
  }
  return found;
}

function walked(pack: Pack, given: Given): { readonly turns: { node: string; branch: number }[]; readonly leaf: string | null } {
  const turns: { node: string; branch: number }[] = [];
  let id = pack.root;
  for (let node = pack.nodes[id]; node; node = pack.nodes[id]) {
    const value = given[node.ask];
    if (value === undefined || value === null) return { turns, leaf: null };
    const branch = node.branches.findIndex(({ when }) => passes(when, value));
    if (branch < 0) return { turns, leaf: null };
    turns.push({ node: node.id, branch });
    id = node.branches[branch]?.to as string;
  }
  return { turns, leaf: id };
}

const ways = ({ kind }: Target): boolean => kind === 'branch' || kind === 'leaf';

it('the suggested cases pass, and reach every branch and leaf that some answers reach', () => {
  fc.assert(
    fc.property(arbitraryPack(), (pack) => {
      const suggestions = suggestCases(pack, []);
      const results = runCases(
        pack,
        suggestions.map((each) => each.case),
      );
      expect(results.flatMap(({ mismatches }) => mismatches)).toEqual([]);
      const can = reachable(pack);
      const missed = coverageOf(pack, results).uncovered.filter((target) => ways(target) && can.has(keyOf(target)));
      expect(missed).toEqual([]);
      expect(new Set(suggestions.map((each) => each.case.name)).size).toBe(suggestions.length);
      for (const { reaches } of suggestions) expect(reaches).not.toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('nothing is suggested where nothing is missing', () => {
  fc.assert(
    fc.property(arbitraryPack(), (pack) => {
      const cases = suggestCases(pack, []).map((each) => each.case);
      const again = suggestCases(pack, runCases(pack, cases));
      expect(again.flatMap(({ reaches }) => reaches.filter(ways))).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 120_000);

/** Whether some answers come to another outcome, by trying all of them. */
function differs(pack: Pack, mutant: Pack): boolean {
  for (const given of answerPoints(pack, mutant)) {
    for (const policy of [
      { assume: true, defaults: false },
      { assume: true, defaults: true },
    ]) {
      const [before, after] = [plainly(pack, given, policy), plainly(mutant, given, policy)];
      if (before && after && outcome(before) !== outcome(after)) return true;
    }
  }
  return false;
}

function outcome({ service, variant, pattern, codes, with: companions }: NonNullable<ReturnType<typeof plainly>>): string {
  return JSON.stringify([service, variant, pattern, [...codes].sort(), [...companions].sort()]);
}

it('a mutant is called equivalent where no answers tell it from the pack, and a suggested case notices each of the others', () => {
  fc.assert(
    fc.property(arbitraryPack(), fc.nat(), (pack, salt) => {
      const mutants: MutationResult[] = [...mutationResults(pack, [])];
      const some = mutants.filter((_, index) => (index + salt) % 12 === 0);
      for (const { fate, mutant } of some) {
        expect(fate).not.toBe('killed');
        if (fate === 'survived') expect(differs(pack, mutant as Pack)).toBe(true);
      }
      const survivors = mutants.filter(({ fate }) => fate === 'survived');
      const cases = suggestKills(pack, survivors, new Set()).map((each) => each.case);
      const again = [...mutationResults(pack, cases)];
      expect(runCases(pack, cases).flatMap(({ mismatches }) => mismatches)).toEqual([]);
      expect(again.filter(({ fate }) => fate === 'survived').map(({ kind, path }) => `${kind} ${path}`)).toEqual([]);
      expect(again.filter(({ fate }) => fate === 'equivalent').length).toBe(mutants.length - survivors.length);
    }),
    { numRuns: 12 },
  );
}, 300_000);
