import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueIn } from '../../src/engine/cells.ts';
import { compile } from '../../src/engine/compile.ts';
import { decide } from '../../src/engine/decide.ts';
import { summarize } from '../../src/engine/summary.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Value } from '../../src/model/pack.ts';
import { builtInPack } from '../support/built-in.ts';
import { runs } from '../support/runs.ts';

const pack = builtInPack('en');
const policy = { assume: true, defaults: false };

/** Each question with one value of every kind that the pack tells apart. */
const values = compile(pack).questions.map(({ question, cells }): [string, Value[]] => [
  question.id,
  Array.from({ length: cells.count }, (_, index) => valueIn(cells, index)),
]);

const someAnswers = fc
  .tuple(...values.map(([, kinds]) => fc.option(fc.constantFrom(...kinds), { freq: 1 })))
  .map((chosen) => Object.fromEntries(values.flatMap(([id], index) => (chosen[index] == null ? [] : [[id, chosen[index]]]))));

function winner(answers: Readonly<Record<string, Value>>): string | null {
  const given: Answers = Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value, from: 'flag' }]));
  return summarize(pack, given, policy).service;
}

function winsFor(answers: Readonly<Record<string, Value>>) {
  const given: Answers = Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value, from: 'flag' }]));
  return decide(pack, given, policy).candidates;
}

test('every service of the built-in pack has a proved counterfactual without superfluous changes', () => {
  fc.assert(
    fc.property(someAnswers, (answers) => {
      for (const { service, wins } of winsFor(answers)) {
        expect([service, wins?.proved]).toEqual([service, true]);
        const changes = Object.entries(wins?.changes ?? {});
        expect(winner({ ...answers, ...Object.fromEntries(changes) })).toBe(service);
        for (const spared of changes) {
          const others = Object.fromEntries(changes.filter((change) => change !== spared));
          expect(winner({ ...answers, ...others })).not.toBe(service);
        }
      }
    }),
    runs(8),
  );
});

test('no smaller set of changes leads to a service than its counterfactual', () => {
  const single = values.flatMap(([id, kinds]) => kinds.map((value): Record<string, Value> => ({ [id]: value })));
  fc.assert(
    fc.property(someAnswers, (answers) => {
      const sizes = new Map(winsFor(answers).map(({ service, wins }) => [service, Object.keys(wins?.changes ?? {}).length]));
      single.forEach((first, index) => {
        const alone = winner({ ...answers, ...first });
        if (alone !== null) expect(sizes.get(alone)).toBeLessThanOrEqual(1);
        // Every seventh pair: all of them would take minutes.
        for (let other = index + 1 + (index % 7); other < single.length; other += 7) {
          const both = winner({ ...answers, ...first, ...single[other] });
          if (both !== null) expect(sizes.get(both)).toBeLessThanOrEqual(2);
        }
      });
    }),
    runs(3),
  );
});
