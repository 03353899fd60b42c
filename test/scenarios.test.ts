import { test } from 'vitest';
import { check, inProcess, scenarios } from './support/scenarios.ts';

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
  check(scenario, await inProcess(scenario));
});
