import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { answersSchema, decisionSchema, overlaySchema, packSchema } from '../scripts/schema/json-schemas.ts';
import { decide } from '../src/engine/decide.ts';
import { answersOf } from './support/answers.ts';
import { builtInPack, builtInSource } from './support/built-in.ts';
import { decisionsOf, suitesIn } from './support/conformance.ts';
import { decisionProblems } from './support/decision-schema.ts';

test.each([
  ['pack', packSchema()],
  ['overlay', overlaySchema()],
  ['answers', answersSchema(builtInPack('en'))],
  ['decision', decisionSchema()],
])('the schema of %s is strict and needs no formats', (_, schema) => {
  expect(() => new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow();
});

describe('decisions match the published schema, as those of the scenarios do where they run', () => {
  test('cases of the built-in pack', () => {
    for (const { name, answers, assume, defaults } of builtInSource().cases) {
      const problems = decisionProblems(decide(builtInPack('en'), answersOf(answers, 'file'), { assume, defaults }));
      expect({ name, problems }).toEqual({ name, problems: [] });
    }
  });

  test.each(suitesIn(join(import.meta.dirname, 'conformance')).map((suite) => [suite.name, suite] as const))(
    'conformance: %s',
    (_, suite) => {
      for (const { record, decision } of decisionsOf(suite)) {
        expect({ record, problems: decisionProblems(decision) }).toEqual({ record, problems: [] });
      }
    },
  );
});

test('the schema of decisions refuses what is not a decision', () => {
  const decision = decide(builtInPack('en'), answersOf({ data: 'stream' }), { assume: true, defaults: false });
  expect(decisionProblems(JSON.parse(JSON.stringify(decision)))).toEqual([]);
  expect(decisionProblems({ ...decision, more: 1 })).not.toEqual([]);
  expect(decisionProblems({ ...decision, status: 'perhaps' })).not.toEqual([]);
});
