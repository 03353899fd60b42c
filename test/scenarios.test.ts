import { expect, test } from 'vitest';
import { decisionProblems, reportProblems } from './support/published-schema.ts';
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
  ['decisions', decisionProblems, printed, { status: 'perhaps' }],
  ['reports', reportProblems, reported, { findings: [{ code: 'gap' }] }],
] as const)('the %s that scenarios print match the published schema, which refuses others', (_, problemsOf, all, wrong) => {
  expect(all.length).toBeGreaterThan(0);
  expect(all.flatMap(problemsOf)).toEqual([]);
  expect(problemsOf({ ...Object(all[0]), more: 1 })).not.toEqual([]);
  expect(problemsOf({ ...Object(all[0]), ...wrong })).not.toEqual([]);
});
