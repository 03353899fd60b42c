import { expect, test } from 'vitest';
import { readValue } from '../../src/engine/answer.ts';
import { compile } from '../../src/engine/compile.ts';
import { coverageOf, runCases } from '../../src/pack-test/cases.ts';
import { mutantsOf, mutationResults } from '../../src/pack-test/mutants.ts';
import { suggestCases } from '../../src/pack-test/suggest.ts';
import { lint } from '../../src/proof/index.ts';
import { builtInFile, builtInPack, builtInSource } from '../support/built-in.ts';
import { filesBelow, textOf } from '../support/repository.ts';
import { run } from '../support/run.ts';

/** Runs a `rules` command on the built-in pack. */
async function report(...argv: readonly string[]) {
  const { exit, out } = await run(['rules', ...argv, '-f', 'json']);
  return { exit, ...JSON.parse(out) };
}

test('the built-in pack is proved and has no findings', async () => {
  const { exit, findings, summary } = await report('lint', '--as-of', '2026-12-15');
  expect([exit, findings, summary.proved]).toEqual([0, [], 'yes']);
});

test('its examples of numbers are answers', () => {
  const numbers = builtInPack('en').questions.filter(({ type, example }) => type === 'number' && example !== '');
  for (const each of numbers) expect(readValue(each, each.example, { text: true })).toHaveProperty('value');
  expect(numbers.length).toBeGreaterThan(5);
});

test('an option that another one leaves no answers is found within the budget', () => {
  const pack = structuredClone(builtInPack('en'));
  const options = (pack.leaves['jms-queue']?.options ?? []) as object[];
  options.push({ ...options[0], pattern: null });
  expect(lint(pack, '2026-12-15').findings).toMatchObject([{ code: 'dead-option' }]);
});

test('the cases of the built-in pack pass and cover all of it', async () => {
  const { exit, findings, summary, coverage, uncovered } = await report('test', '--threshold', '100');
  expect([exit, summary.failed, findings, uncovered]).toEqual([0, 0, [], []]);
  expect(Object.values<{ percent: number }>(coverage).map(({ percent }) => percent)).toEqual([100, 100, 100, 100]);
});

test('it has room for more limits of a number in packs that extend it or are compared with it', () => {
  for (const { count } of compile(builtInPack('en')).dimensions) expect(count).toBeLessThanOrEqual(28);
});

test('cases that are suggested for it, as if it had none, cover all of it', () => {
  const pack = builtInPack('en');
  const suggested = suggestCases(pack, []).map((each) => each.case);
  expect(coverageOf(pack, runCases(pack, suggested)).uncovered).toEqual([]);
});

// `npm run mutants` tries all mutants and lists those that no case kills yet.
test('its cases kill most mutants, in a sample of one in 200', () => {
  const { locations, cases, ...source } = builtInSource();
  const pack = source.in('en');
  const mutants = mutantsOf(pack, (path) => locations.get(path)).filter((_, index) => index % 200 === 0);
  const results = mutationResults(pack, cases, mutants);
  const killed = results.filter(({ fate }) => fate === 'killed').length;
  const survived = results.filter(({ fate }) => fate === 'survived').length;
  expect(killed).toBeGreaterThan(4);
  expect(killed / (killed + survived)).toBeGreaterThan(0.8);
});

test('the lines that commands report are those of the files in rules/, although comments are left out', () => {
  const paths: string[] = Object.values<string[]>(JSON.parse(builtInFile('packs/files.json'))).flat();
  expect(paths).toContain('rules/aws-messaging/cases.yaml');
  for (const path of paths) {
    const lines = textOf(path).split('\n');
    const shipped = builtInFile(path).split('\n');
    expect(shipped, 'run `npm run build`').toEqual(lines.map((line, at) => (/^ *#/.test(line) ? shipped[at] && line : line)));
  }
});

test('the Japanese texts have the figures and addresses of the English ones', () => {
  const factors = new Map(Object.entries({ 万: 1e4, 億: 1e8, ' million': 1e6, ' billion': 1e9 }));
  const [en = [], ja = []] = ['en', 'ja'].map((lang) => {
    const texts: string[] = [];
    JSON.stringify(builtInPack(lang), (_, value) => (typeof value === 'string' ? texts.push(value) : value));
    return texts.map((text) => {
      const found = text.replace(/(?<=\d),(?=\d{3})/g, '').matchAll(/https?:[!-~]+|(\d+(?:\.\d+)?)(万|億| million| billion)?/g);
      return [...found].map(([all, number, unit = '']) => (number ? Number(number) * (factors.get(unit) ?? 1) : all));
    });
  });
  expect(en.flatMap((figures, at) => figures.filter((each) => !ja[at]?.includes(each)))).toEqual([]);
});

test('the Japanese texts use written style', () => {
  const paths = ['rules/aws-messaging', 'src/messages'].flatMap((folder) => filesBelow(folder, /\.(yaml|ts)$/));
  const texts = paths.flatMap((path) => textOf(path).split('\n'));
  expect(texts.length).toBeGreaterThan(5000);
  expect(texts.filter((line) => /(て|で)くれ(ます|ません|る|ない)|好きな|見張|一方です|捌/.test(line))).toEqual([]);
});
