import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serviceMapOf } from '../../src/catalog/service-map.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Fact, Pack, Question } from '../../src/model/pack.ts';
import { answersOf } from '../support/answers.ts';
import { holds } from '../support/oracle.ts';
import { arbitraryPack } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

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
    (fact.when === undefined || holds(fact.when, answers)) &&
    !fact.unless?.some((condition) => holds(condition, answers));
  return ![...inherited, ...own].some(refuses);
}

test('a map lists the services whose facts allow both answers, marks what these answers alone lead to, and names idle questions', () =>
  forAll(runs(16), [situation], ({ pack, questions, services }) => {
    const [columns, rows] = questions as [Question, Question];
    const offerings = services.map((service) => ({ service, variant: null }));
    const { cells, silent } = serviceMapOf(pack, columns, rows, offerings);
    expect(cells).toHaveLength(columns.values.length * rows.values.length);
    const speaking = new Set<string>();
    for (const { column, row, admitted, recommended } of cells) {
      const answers = { [columns.id]: column, [rows.id]: row };
      const fits = (id: string, variant: string): boolean => {
        const refusing = questions.filter((question) => !admits(pack, id, variant, question.id, answers));
        for (const question of refusing) speaking.add(question.id);
        return refusing.length === 0;
      };
      const expected = services.flatMap(({ id, variants }) => {
        const fitting = variants.filter((variant) => fits(id, variant.id)).map(({ id }) => id);
        return fitting.length === 0 ? [] : [{ service: id, variants: fitting.length < variants.length ? fitting : [] }];
      });
      expect(admitted).toEqual(expected);
      const { recommendation, warnings } = decide(pack, answersOf(answers), { assume: true, defaults: true });
      const isShown =
        services.some(({ id }) => id === recommendation?.service) && warnings.every(({ code }) => code !== 'unmet-requirement');
      const { service, variant, with: companions } = recommendation ?? {};
      expect(recommended).toEqual(isShown ? { service, variant, with: companions } : null);
    }
    expect(silent).toEqual(questions.map(({ id }) => id).filter((id) => !speaking.has(id)));
  }));
