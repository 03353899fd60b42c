import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueIn } from '../../src/engine/cells.ts';
import { compile } from '../../src/engine/compile.ts';
import { decide } from '../../src/engine/decide.ts';
import { summarize } from '../../src/engine/summary.ts';
import type { Value } from '../../src/model/pack.ts';
import { answersOf } from '../support/answers.ts';
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

test('every service of the built-in pack has a proved counterfactual without superfluous changes', () => {
  fc.assert(
    fc.property(someAnswers, (answers) => {
      const winner = (changed: typeof answers) => summarize(pack, answersOf(changed), policy).service;
      for (const { service, wins } of decide(pack, answersOf(answers), policy).candidates) {
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
