import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../../src/engine/cells.ts';
import { compile } from '../../src/engine/compile.ts';
import type { CompiledQuestion } from '../../src/engine/compiled.ts';
import { decide } from '../../src/engine/decide.ts';
import { deciderOf } from '../../src/engine/decider.ts';
import { GapError } from '../../src/engine/gap-error.ts';
import type { Flip, Redesign } from '../../src/model/decision.ts';
import type { Pack, Question, Range, Value } from '../../src/model/pack.ts';
import { answersOf } from '../support/answers.ts';
import { ends, endsAndGaps, type Given, isInput, type Plain, recommend, samples } from '../support/oracle.ts';
import { arbitraryGiven, arbitraryPack, situationIn } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

const sound = situationIn(fc.oneof(arbitraryPack(), arbitraryPack({ quantity: true })));
const messy = situationIn(arbitraryPack({ messy: true }));
const any = fc.oneof(sound, messy);

/** The services that can still come out, whether some answers lead nowhere, and whether some service meets everything. */
function possible(pack: Pack, given: Given, policy: Plain) {
  const { found, gaps } = endsAndGaps(pack, given, policy);
  const all = found.map((end) => recommend(pack, end));
  const services = [...new Set(all.map(({ option }) => option.service))].sort();
  return { services, gaps: gaps.length > 0, meets: all.some(({ unmet }) => !unmet), misses: all.some(({ unmet }) => unmet) };
}

function sameCell(pack: Pack, id: string, a: Value, b: Value): boolean {
  // Each number that a quantity is computed from may mean something else.
  if (isInput([pack], { id })) return a === b;
  const { cells } = compile(pack).questions.find(({ question }) => question.id === id) as CompiledQuestion;
  return cellOf(cells, a) === cellOf(cells, b);
}

function isIn({ from = -Infinity, above = -Infinity, to = Infinity, below = Infinity }: Range, value: Value): boolean {
  if (typeof value !== 'number') return false;
  return value >= from && value > above && value <= to && value < below;
}

function designText(
  service: string,
  { variant, pattern, with: companions }: Pick<Redesign, 'variant' | 'pattern' | 'with'>,
): string {
  return JSON.stringify([service, variant, pattern, companions.toSorted()]);
}

describe('decide agrees with enumeration on small random packs, with and without gaps', () => {
  it('on the possible services, and stays open while answers can lead to a gap', () =>
    forAll(runs(160), [any], ({ pack, given, policy }) => {
      const { services, gaps } = possible(pack, given, policy);
      if (services.length === 0) return;
      const { status, open, recommendation } = decide(pack, answersOf(given), policy);
      expect(status).toBe(services.length === 1 && !gaps ? 'decided' : 'open');
      expect([...(open?.possible ?? [recommendation?.service])].sort()).toEqual(services);
    }));

  it('on variant, companions, warnings and leaves', () =>
    forAll(runs(80), [sound], ({ pack, given, policy }) => {
      const { recommendation, warnings } = decide(pack, answersOf(given), policy);
      if (!recommendation) return;
      const found = ends(pack, given, policy).map((end) => ({ leaf: end.leaf, ...recommend(pack, end) }));
      const first = found[0] as (typeof found)[0];
      const same = found.every((each) => each.option.variant === first.option.variant);
      expect(recommendation.variant).toBe(same ? first.option.variant : null);
      expect(recommendation.leaves.toSorted()).toEqual([...new Set(found.map(({ leaf }) => leaf))].sort());
      expect([...new Set(warnings.map(({ code }) => code))].sort()).toEqual(
        first.codes.filter((code) => found.every((each) => each.codes.includes(code))),
      );
      expect(recommendation.with.toSorted()).toEqual(first.with.filter((id) => found.every((each) => each.with.includes(id))));
    }));

  it('on every flip, leaving out those that lead to a gap', () =>
    forAll(runs(60), [any], ({ pack, given, policy }) => {
      if (possible(pack, given, policy).services.length === 0) return;
      const { flips, path, recommendation } = decide(pack, answersOf(given), policy);
      expect(recommendation ? [] : flips).toEqual([]);
      if (!recommendation) return;
      const isMet = possible(pack, given, policy).meets;
      const flipTo = (question: string, to: Value) => {
        const { services, gaps, meets, misses } = possible(pack, { ...given, [question]: to }, policy);
        const service = services.length === 1 && !gaps ? services[0] : null;
        if (services.length === 0 || (service === recommendation.service && (isMet || !meets || misses))) return null;
        return { service, possible: services, fallsShort: service !== null && !meets };
      };
      const resultOf = ({ service, possible: some, fallsShort }: Flip) => ({ service, possible: some.toSorted(), fallsShort });
      for (const flip of flips) expect(resultOf(flip)).toEqual(flipTo(flip.question, flip.to));
      for (const question of pack.questions) {
        // To give the answer that is in force already, though only assumed, is no change.
        const inForce = given[question.id] ?? path.find((step) => step.question === question.id)?.answer ?? null;
        const others = samples(pack, question).filter((to) => inForce === null || !sameCell(pack, question.id, to, inForce));
        for (const value of others) {
          const found = flips.filter(
            ({ question: id, to, span }) => id === question.id && (span ? isIn(span, value) : to === value),
          );
          expect(found.map(resultOf)).toEqual([flipTo(question.id, value) ?? []].flat());
        }
      }
    }));

  it('on all assumptions, and on other answers to them that keep the service and change its variant, pattern or companions', async () => {
    let seen = 0;
    await forAll(runs(400), [sound], ({ pack, given, policy }) => {
      const { redesigns, flips, assumptions, recommendation } = decide(pack, answersOf(given), policy);
      const { service = '' } = recommendation ?? {};
      const filled = ends(pack, given, policy).flatMap(({ inForce, asked }) => {
        const missing = Object.entries(inForce).filter(([id]) => (given[id] ?? null) === null && !asked.includes(id));
        return missing.map((each) => each.join('='));
      });
      const listed = assumptions.map(({ question, answer }) => `${question}=${answer}`);
      if (recommendation) expect(new Set(listed)).toEqual(new Set(filled));
      const designs = (answers: Given): string[] => {
        const found = ends(pack, answers, policy).map((end) => recommend(pack, end));
        const texts = found.map(({ option, with: all }) => designText(option.service, { ...option, with: all }));
        return [...new Set(texts)];
      };
      const [now, ...others] = designs(given);
      const assumed = assumptions.filter(() => others.length === 0);
      const wanted = assumed.flatMap(({ question, answer }) => {
        const values = pack.questions.find(({ id }) => id === question)?.values ?? [];
        return values.flatMap(({ value: to }) => {
          if (to === answer || flips.some((flip) => flip.question === question && flip.to === to)) return [];
          const [next, ...more] = designs({ ...given, [question]: to });
          return next === now || more.length > 0 ? [] : `${question}=${to} ${next}`;
        });
      });
      seen += redesigns.length;
      const found = redesigns.map((each) => `${each.question}=${each.to} ${designText(service, each)}`);
      expect(found.sort()).toEqual([...new Set(recommendation ? wanted : [])].sort());
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('on the question whose worst answer leaves the fewest services, the first of several', () =>
    forAll(runs(24), [sound], ({ pack, given, policy }) => {
      const { open, status } = decide(pack, answersOf(given), policy);
      // If only the variant or a companion is open, what counts is not the services.
      if (!open || status === 'decided') return;
      const asked = new Set(ends(pack, given, policy).flatMap(({ asked }) => asked));
      const worst = [...asked].map((id) => {
        const values = samples(pack, pack.questions.find((question) => question.id === id) as Question);
        const left = values.map((value) => possible(pack, { ...given, [id]: value }, policy).services.length);
        return { id, worst: Math.max(...left) };
      });
      expect(open.ask).toBe(worst.toSorted((some, other) => some.worst - other.worst)[0]?.id);
    }));

  it('on the gaps that it throws for, and on the answer that they name', async () => {
    const seen = { own: 0, open: 0 };
    await forAll(runs(1600), [messy], ({ pack, given, policy }) => {
      const { found, gaps } = endsAndGaps(pack, given, policy);
      if (found.length > 0) return;
      const [first] = gaps as [(typeof gaps)[0]];
      const own = first.asked.length === 0;
      const question = pack.nodes[first.node]?.ask as string;
      const answer = own ? first.inForce[question] : null;
      expect(() => decide(pack, answersOf(given), policy)).toThrow(
        own ? new GapError(first.node, question, answer) : expect.objectContaining({ name: 'GapError', answer }),
      );
      seen[own ? 'own' : 'open']++;
    });
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });
});

it('the decider decides every set of answers as decide does, each time', async () => {
  const policies = fc.record({ assume: fc.boolean(), defaults: fc.boolean() });
  const sets = fc
    .oneof(arbitraryPack(), arbitraryPack({ quantity: true }), arbitraryPack({ messy: true }))
    .chain((pack) => fc.tuple(fc.constant(pack), policies, fc.array(arbitraryGiven(pack), { minLength: 1, maxLength: 5 })));
  await forAll(runs(40), [sets], ([pack, policy, all]) => {
    const decideNext = deciderOf(pack, policy);
    const without = all.map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
    for (const given of [...all, ...without, ...all]) {
      if (endsAndGaps(pack, given, policy).found.length === 0) {
        expect(() => decideNext(given)).toThrow(expect.objectContaining({ name: 'GapError' }));
        continue;
      }
      const { status, recommendation, open, warnings, path } = decide(pack, answersOf(given, 'file'), policy);
      const { summary, path: steps } = decideNext(given);
      expect(steps).toEqual(path);
      expect(summary).toEqual({
        status,
        service: recommendation?.service ?? null,
        variant: recommendation?.variant ?? null,
        with: recommendation?.with ?? [],
        possible: open?.possible ?? [recommendation?.service],
        warnings: [...new Set(warnings.map(({ code }) => code))],
      });
    }
  });
});
