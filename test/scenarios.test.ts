import { join } from 'node:path';
import { describe, test } from 'vitest';
import { check, inProcess, inProgram, scenarios } from './support/scenarios.ts';

const hosts = {
  'in process': inProcess,
  'as a program': inProgram(process.execPath, [join(import.meta.dirname, '../bin/tsunagi.js')]),
};

describe.each(Object.entries(hosts))('%s', (_, host) => {
  test.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    check(scenario, await host(scenario));
  });
});
