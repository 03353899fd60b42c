import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceMapOf } from '../../src/catalog/service-map.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Fact, Pack, Question } from '../../src/model/pack.ts';
import { holds } from '../support/oracle.ts';
import { arbitraryPack } from '../support/random-pack.ts';
import { runs } from '../support/runs.ts';

const situation = arbitraryPack().chain((pack) =>
  fc.record({
    pack: fc.constant(pack),
    questions: fc.shuffledSubarray(
      pack.questions.filter(({ type }) => type !== 'number'),
      { minLength: 2, maxLength: 2 },
    ),
    services: fc.subarray([...pack.services], { minLength: 1 }),
  }),
);

/** Whether no fact of a service, in a variant or without one, rules out an answer. */
function admits(pack: Pack, id: string, variant: string | null, question: string, answers: Record<string, string>): boolean {
  const service = pack.services.find((candidate) => candidate.id === id);
  const own = service?.variants.find((candidate) => candidate.id === variant)?.facts ?? [];
  const inherited = (service?.facts ?? []).filter((fact) => own.every((other) => other.id !== fact.id));
  const refuses = (fact: Fact): boolean =>
    fact.kind === 'limit' &&
    fact.question === question &&
    !(fact.values ?? []).includes(answers[question] as string) &&
    (fact.when === undefined || holds(fact.when, answers));
  return ![...inherited, ...own].some(refuses);
}

describe('the map of two questions', () => {
  it('lists exactly the services whose facts allow both answers', () => {
    fc.assert(
      fc.property(situation, ({ pack, questions, services }) => {
        const [columns, rows] = questions as [Question, Question];
        const map = serviceMapOf(
          pack,
          columns,
          rows,
          services.map((service) => ({ service, variant: null })),
        );
        expect(map.cells).toHaveLength(columns.values.length * rows.values.length);
        for (const { column, row, admitted } of map.cells) {
          const answers = { [columns.id]: column, [rows.id]: row };
          const fits = (id: string, variant: string): boolean =>
            [columns, rows].every((question) => admits(pack, id, variant, question.id, answers));
          const expected = services.flatMap(({ id, variants }) => {
            const fitting = variants.filter((variant) => fits(id, variant.id)).map((variant) => variant.id);
            return fitting.length === 0 ? [] : [{ service: id, variants: fitting.length < variants.length ? fitting : [] }];
          });
          expect(admitted).toEqual(expected);
        }
      }),
      runs(16),
    );
  });

  it('marks the service that these two answers alone lead to, if it is on the map', () => {
    fc.assert(
      fc.property(situation, ({ pack, questions, services }) => {
        const [columns, rows] = questions as [Question, Question];
        const offerings = services.map((service) => ({ service, variant: null }));
        for (const { column, row, recommended } of serviceMapOf(pack, columns, rows, offerings).cells) {
          const answers = { [columns.id]: { value: column, from: 'flag' }, [rows.id]: { value: row, from: 'flag' } } as const;
          const { recommendation, warnings } = decide(pack, answers, { assume: true, defaults: true });
          const expected =
            recommendation &&
            services.some(({ id }) => id === recommendation.service) &&
            warnings.every(({ code }) => code !== 'unmet-requirement')
              ? { service: recommendation.service, variant: recommendation.variant, with: recommendation.with }
              : null;
          expect(recommended).toEqual(expected);
        }
      }),
      runs(12),
    );
  });

  it('reports a question whose answers no fact rules out', () => {
    fc.assert(
      fc.property(situation, ({ pack, questions, services }) => {
        const [columns, rows] = questions as [Question, Question];
        const { silent } = serviceMapOf(
          pack,
          columns,
          rows,
          services.map((service) => ({ service, variant: null })),
        );
        for (const question of [columns, rows]) {
          const all = columns.values.flatMap((column) =>
            rows.values.map((row) => ({ [columns.id]: column.value, [rows.id]: row.value })),
          );
          const divides = services.some(({ id, variants }) =>
            variants.some((variant) => all.some((answers) => !admits(pack, id, variant.id, question.id, answers))),
          );
          expect(silent.includes(question.id)).toBe(!divides);
        }
      }),
      runs(6),
    );
  });
});
