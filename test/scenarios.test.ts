import { expect, test } from 'vitest';
import { problemsBy } from './support/published-schema.ts';
import { check, inProcess, scenarios } from './support/scenarios.ts';

const printed: unknown[] = [];
const reported: unknown[] = [];

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
  const result = await inProcess(scenario);
  check(scenario, result);
  if (!/^[{[]/.test(result.stdout)) return;
  if (result.stdout.includes('"tsunagi/decision@1"')) printed.push(JSON.parse(result.stdout));
  if (result.stdout.includes('"tsunagi/report@1"')) reported.push(JSON.parse(result.stdout));
});

test.each([
  ['decision', printed, { status: 'perhaps' }],
  ['report', reported, { findings: [{ code: 'gap' }] }],
] as const)('each %s that scenarios print matches the published schema, which refuses others', (name, all, wrong) => {
  expect(all.length).toBeGreaterThan(0);
  expect(all.flatMap((each) => problemsBy(name, each))).toEqual([]);
  expect(problemsBy(name, { ...Object(all[0]), more: 1 })).not.toEqual([]);
  expect(problemsBy(name, { ...Object(all[0]), ...wrong })).not.toEqual([]);
});
