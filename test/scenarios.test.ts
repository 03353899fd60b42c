import { expect, test } from 'vitest';
import { decisionProblems } from './support/decision-schema.ts';
import { check, inProcess, scenarios } from './support/scenarios.ts';

const printed: unknown[] = [];

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
  const result = await inProcess(scenario);
  check(scenario, result);
  if (/^[{[]/.test(result.stdout) && result.stdout.includes('"tsunagi/decision@1"')) printed.push(JSON.parse(result.stdout));
});

test('the decisions that scenarios print match the published schema, which refuses others', () => {
  expect(printed.length).toBeGreaterThan(0);
  expect(printed.flatMap(decisionProblems)).toEqual([]);
  expect(decisionProblems({ ...Object(printed[0]), more: 1 })).not.toEqual([]);
  expect(decisionProblems({ ...Object(printed[0]), status: 'perhaps' })).not.toEqual([]);
});
