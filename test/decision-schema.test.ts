import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { answersSchema, decisionSchema, overlaySchema, packSchema } from '../scripts/schema/json-schemas.ts';
import { nodeIo } from '../src/cli/host/node-io.ts';
import { decide } from '../src/engine/decide.ts';
import { loadPackFolder, localize } from '../src/pack/index.ts';
import { answersOf } from './support/answers.ts';
import { builtInPack } from './support/built-in.ts';
import { decisionsOf, suitesIn } from './support/conformance.ts';
import { inProcess, scenarios } from './support/scenarios.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const validate = ajv.compile(decisionSchema());

function problemsOf(decision: unknown): readonly unknown[] {
  return validate(decision) ? [] : (validate.errors ?? []);
}

test.each([
  ['pack', packSchema()],
  ['overlay', overlaySchema()],
  ['answers', answersSchema(builtInPack('en'))],
  ['decision', decisionSchema()],
])('the schema of %s is strict and needs no formats', (_, schema) => {
  expect(() => new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow();
});

describe('every decision of the tests is one by the published schema', () => {
  const { source } = loadPackFolder(nodeIo(process).files, join(import.meta.dirname, '../rules/aws-messaging'));

  test.each(['en', 'ja'])('cases of the built-in pack (%s)', (lang) => {
    if (!source) throw new Error('the built-in pack is broken');
    const pack = localize(source, lang);
    // Another language changes texts alone.
    const cases = source.cases.filter((_, index) => lang === 'en' || index % 3 === 0);
    for (const { name, answers, assume, defaults } of cases) {
      expect({ name, problems: problemsOf(decide(pack, answersOf(answers, 'file'), { assume, defaults })) }).toEqual({
        name,
        problems: [],
      });
    }
  });

  test.each(suitesIn(join(import.meta.dirname, 'conformance')).map((suite) => [suite.name, suite] as const))(
    'conformance: %s',
    (_, suite) => {
      for (const { record, decision } of decisionsOf(suite)) {
        expect({ record, problems: problemsOf(decision) }).toEqual({ record, problems: [] });
      }
    },
  );

  test('scenarios', async () => {
    const printed: unknown[] = [];
    for (const scenario of scenarios.filter(({ argv }) => argv.join(' ').includes('json'))) {
      const { stdout } = await inProcess(scenario);
      if (/^[{[]/.test(stdout) && stdout.includes('"tsunagi/decision@1"')) printed.push(JSON.parse(stdout));
    }
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.flatMap((each) => problemsOf(each))).toEqual([]);
  });
});

test('what is no decision is refused', () => {
  const decision = decide(builtInPack('en'), { data: { value: 'stream', from: 'flag' } }, { assume: true, defaults: false });
  expect(problemsOf(JSON.parse(JSON.stringify(decision)))).toEqual([]);
  expect(validate({ ...decision, more: 1 })).toBe(false);
  expect(validate({ ...decision, status: 'perhaps' })).toBe(false);
});
