import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../../src/engine/cells.ts';
import { type CompiledQuestion, compile } from '../../src/engine/compile.ts';
import { decide } from '../../src/engine/decide.ts';
import { GapError } from '../../src/engine/gap-error.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Pack, Value } from '../../src/model/pack.ts';
import { arbitraryMess } from '../support/messy-pack.ts';
import { ends, endsAndGaps, type Given, isInput, type Plain, recommend, samples } from '../support/oracle.ts';
import { arbitraryGiven, arbitraryPack, arbitraryQuantityPack } from '../support/random-pack.ts';
import { runs } from '../support/runs.ts';

const situationIn = (packs: fc.Arbitrary<Pack>) =>
  packs.chain((pack) =>
    fc.record({
      pack: fc.constant(pack),
      given: arbitraryGiven(pack),
      policy: fc.record({ assume: fc.boolean(), defaults: fc.boolean() }),
    }),
  );
const situation = situationIn(fc.oneof(arbitraryPack(), arbitraryQuantityPack()));

function answersOf(given: Given): Answers {
  return Object.fromEntries(Object.entries(given).map(([id, value]) => [id, { value, from: 'flag' as const }]));
}

function services(pack: Pack, given: Given, policy: Plain): string[] {
  return [...new Set(ends(pack, given, policy).map((end) => recommend(pack, end).option.service))].sort();
}

function sameCell(pack: Pack, id: string, a: Value, b: Value): boolean {
  // Each number that a quantity is computed from may mean something else.
  if (isInput([pack], { id })) return a === b;
  const { cells } = compile(pack).questions.find(({ question }) => question.id === id) as CompiledQuestion;
  return cellOf(cells, a) === cellOf(cells, b);
}

describe('decide agrees with enumeration on small random packs', () => {
  it('on the possible services, and so on whether it is decided', () => {
    fc.assert(
      fc.property(situation, ({ pack, given, policy }) => {
        const decision = decide(pack, answersOf(given), policy);
        const expected = services(pack, given, policy);
        expect(decision.status).toBe(expected.length === 1 ? 'decided' : 'open');
        if (decision.recommendation) expect([decision.recommendation.service]).toEqual(expected);
        else expect([...(decision.open?.possible ?? [])].sort()).toEqual(expected);
      }),
      runs(80),
    );
  });

  it('on variant, companions, warnings and leaves', () => {
    fc.assert(
      fc.property(situation, ({ pack, given, policy }) => {
        const decision = decide(pack, answersOf(given), policy);
        const { recommendation } = decision;
        if (!recommendation) return;
        const found = ends(pack, given, policy).map((end) => ({ leaf: end.leaf, ...recommend(pack, end) }));
        const first = found[0] as (typeof found)[0];
        const same = found.every((each) => each.option.variant === first.option.variant);
        expect(recommendation.variant).toBe(same ? first.option.variant : null);
        expect([...recommendation.leaves].sort()).toEqual([...new Set(found.map((each) => each.leaf))].sort());
        expect(decision.warnings.map((warning) => warning.code).sort()).toEqual(
          first.codes.filter((code) => found.every((each) => each.codes.includes(code))),
        );
        expect([...recommendation.with].sort()).toEqual(first.with.filter((id) => found.every((each) => each.with.includes(id))));
      }),
      runs(80),
    );
  });

  it('on every flip', () => {
    fc.assert(
      fc.property(situation, ({ pack, given, policy }) => {
        const decision = decide(pack, answersOf(given), policy);
        if (!decision.recommendation) {
          expect(decision.flips).toEqual([]);
          return;
        }
        const present = decision.recommendation.service;
        for (const flip of decision.flips) {
          const after = services(pack, { ...given, [flip.question]: flip.to }, policy);
          expect([...flip.possible].sort()).toEqual(after);
          expect(after).not.toEqual([present]);
          expect(flip.service).toBe(after.length === 1 ? after[0] : null);
        }
        for (const question of pack.questions) {
          // To give the answer that is in force already, though only assumed, is no change.
          const inForce = given[question.id] ?? decision.path.find((step) => step.question === question.id)?.answer;
          const flipping = samples(pack, question).filter((value) => {
            if (inForce !== undefined && inForce !== null && sameCell(pack, question.id, value, inForce)) return false;
            const after = services(pack, { ...given, [question.id]: value }, policy);
            return after.length !== 1 || after[0] !== present;
          });
          const found = decision.flips.filter((flip) => flip.question === question.id);
          if (question.type !== 'number') expect(found.map((flip) => flip.to).sort()).toEqual(flipping.sort());
          else expect(found.length > 0).toBe(flipping.length > 0);
        }
      }),
      runs(24),
    );
  });

  it('on the question whose worst answer leaves the fewest services', () => {
    fc.assert(
      fc.property(situation, ({ pack, given, policy }) => {
        const { open, status } = decide(pack, answersOf(given), policy);
        if (!open || status === 'decided') return;
        const asked = new Set(ends(pack, given, policy).flatMap((end) => end.asked));
        const worst = pack.questions
          .filter((question) => asked.has(question.id))
          .map((question) => ({
            id: question.id,
            worst: Math.max(
              ...samples(pack, question).map((value) => services(pack, { ...given, [question.id]: value }, policy).length),
            ),
          }));
        const least = Math.min(...worst.map((entry) => entry.worst));
        expect(open.ask).toBe(worst.find((entry) => entry.worst === least)?.id);
      }),
      runs(24),
    );
  });
});

describe('on packs with gaps, decide agrees with enumeration', () => {
  const messy = situationIn(arbitraryMess());

  /** The services that can still come out, and whether some answers lead nowhere. */
  function possible(pack: Pack, given: Given, policy: Plain): { readonly services: string[]; readonly gaps: boolean } {
    const { found, gaps } = endsAndGaps(pack, given, policy);
    return { services: [...new Set(found.map((end) => recommend(pack, end).option.service))].sort(), gaps: gaps.length > 0 };
  }

  it('on the gaps that it throws for, and on the answer that they name', () => {
    const seen = { sound: 0, beside: 0, own: 0, open: 0 };
    fc.assert(
      fc.property(messy, ({ pack, given, policy }) => {
        const { found, gaps } = endsAndGaps(pack, given, policy);
        if (found.length > 0) {
          expect(decide(pack, answersOf(given), policy).schema).toBe('tsunagi/decision@1');
          seen[gaps.length > 0 ? 'beside' : 'sound']++;
          return;
        }
        const [first] = gaps as [(typeof gaps)[0]];
        const own = first.asked.length === 0;
        const question = pack.nodes[first.node]?.ask as string;
        const answer = own ? first.inForce[question] : null;
        expect(() => decide(pack, answersOf(given), policy)).toThrow(
          own ? new GapError(first.node, question, answer) : expect.objectContaining({ name: 'GapError', answer }),
        );
        seen[own ? 'own' : 'open']++;
      }),
      runs(800),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it('on the possible services: with a possible gap it stays open', () => {
    fc.assert(
      fc.property(messy, ({ pack, given, policy }) => {
        const { services: expected, gaps } = possible(pack, given, policy);
        if (expected.length === 0) return;
        const decision = decide(pack, answersOf(given), policy);
        expect(decision.status).toBe(expected.length === 1 && !gaps ? 'decided' : 'open');
        expect([...(decision.open?.possible ?? [decision.recommendation?.service])].sort()).toEqual(expected);
      }),
      runs(80),
    );
  });

  it('on every flip, leaving out those that lead to a gap', () => {
    fc.assert(
      fc.property(messy, ({ pack, given, policy }) => {
        const { services: present, gaps } = possible(pack, given, policy);
        if (present.length !== 1 || gaps) return;
        const { flips, path } = decide(pack, answersOf(given), policy);
        for (const question of pack.questions) {
          const inForce = given[question.id] ?? path.find((step) => step.question === question.id)?.answer;
          const found = flips.filter((flip) => flip.question === question.id);
          for (const value of samples(pack, question)) {
            if (inForce !== undefined && sameCell(pack, question.id, value, inForce)) continue;
            const after = possible(pack, { ...given, [question.id]: value }, policy);
            const certain = after.services.length === 1 && !after.gaps ? after.services[0] : null;
            const flip = found.find(({ to }) => sameCell(pack, question.id, value, to));
            expect(flip && { service: flip.service, possible: [...flip.possible].sort() }).toEqual(
              certain === present[0] || after.services.length === 0 ? undefined : { service: certain, possible: after.services },
            );
          }
        }
      }),
      runs(40),
    );
  });
});
