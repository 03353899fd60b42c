import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryIo } from '../support/memory-io.ts';

/** The pack that comes with the program, held to all that the program holds other packs to. */
async function report(...argv: readonly string[]) {
  const io = memoryIo();
  const code = await main(['rules', ...argv, '-f', 'json'], io);
  return { code, err: io.err(), ...JSON.parse(io.out()) };
}

test('it is proved, and nothing is found in it', async () => {
  const { code, findings, summary } = await report('lint', '--as-of', '2026-11-24');
  expect(findings).toEqual([]);
  expect(summary).toMatchObject({ errors: 0, warnings: 0, proved: 'yes' });
  expect(code).toBe(0);
});

test('its cases pass, reach all of it, and notice every change that matters', async () => {
  const { code, findings, summary, coverage, uncovered, mutants } = await report('test', '--threshold', '100', '--mutate');
  expect(findings).toEqual([]);
  expect(uncovered).toEqual([]);
  expect(summary.failed).toBe(0);
  for (const { total, covered, percent } of Object.values<Record<string, number>>(coverage)) {
    expect(total).toBeGreaterThan(0);
    expect({ covered, percent }).toEqual({ covered: total, percent: 100 });
  }
  expect(mutants.killed).toBeGreaterThan(700);
  expect(mutants).toMatchObject({ survived: 0, unproved: 0 });
  expect(code).toBe(0);
}, 300_000);

test('the Japanese texts are written, not spoken', () => {
  const root = join(import.meta.dirname, '../..');
  const texts = ['rules/aws-messaging', 'src/messages'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(yaml|ts)$/.test(name))
      .flatMap((name) => readFileSync(join(root, folder, name), 'utf8').split('\n')),
  );
  expect(texts.length).toBeGreaterThan(5000);
  expect(texts.filter((line) => /(て|で)くれ(ます|ません|る|ない)|好きな|見張|一方です|捌/.test(line))).toEqual([]);
});
