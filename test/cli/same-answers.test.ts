import { describe, expect, test } from 'vitest';
import { anyGiven, type Given } from '../support/any-answers.ts';
import { builtInPack } from '../support/built-in.ts';
import type { World } from '../support/memory-io.ts';
import { run as runOn } from '../support/run.ts';
import { forAll, runs } from '../support/runs.ts';

const pack = builtInPack('en');

/** The exit code and the bytes of the decision, except where its answers came from. */
async function run(argv: readonly string[], world: World = {}) {
  const { exit, out } = await runOn([...argv, '-f', 'json'], world);
  return { exit, json: out.replace(/"from": "(flag|env|file|prompt)"/g, '"from": "-"') };
}

/** Somebody at a terminal who answers with what is wanted; what was asked is noted. */
const person = (wanted: Given, typed: Record<string, string | number> = {}): World => ({
  env: { ACCESSIBLE: '1' },
  terminals: ['stdin', 'stderr'],
  typing: (said) => type(said.replaceAll('\n', ' '), wanted, typed),
});

const flags = (given: Given): string[] => Object.entries(given).flatMap(([id, value]) => [`--${id}`, String(value)]);
const file = (given: Given): string => `answers: ${JSON.stringify(given)}\n`;
const environment = (given: Given): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).map(([id, value]) => [`TSUNAGI_ANSWER_${id.toUpperCase().replaceAll('-', '_')}`, String(value)]),
  );

describe('the same answers give the same bytes', () => {
  test('whether they come as flags, from the environment, from a file or from standard input', () =>
    forAll(runs(3), [anyGiven], async (given) => {
      const expected = await run(flags(given));
      expect(await run(Object.entries(given).map(([id, value]) => `--set=${id}=${value}`))).toEqual(expected);
      expect(await run([], { env: environment(given) })).toEqual(expected);
      expect(await run(['-a', 'a.yaml'], { files: { 'a.yaml': file(given) } })).toEqual(expected);
      expect(await run(['-a', '-'], { stdin: file(given) })).toEqual(expected);
    }));

  test('whether they are typed at a terminal or given as flags', () =>
    forAll(runs(4), [anyGiven], async (wanted) => {
      const typed: Record<string, string | number> = {};
      const result = await run([], person(wanted, typed));
      expect(await run([...flags(typed), '--no-input'])).toEqual(result);
    }));

  test('when the command that ends an interactive run is pasted', () =>
    forAll(runs(4), [anyGiven], async (wanted) => {
      const { exit, out, err } = await runOn(['-f', 'json', '--no-assume'], person(wanted));
      const again = await runOn((/^ {2}tsunagi (.*)/m.exec(err)?.[1] ?? '').split(' '));
      expect(again.exit).toBe(exit);
      expect(again.out).toBe(out.replaceAll('"from": "prompt"', '"from": "flag"'));
    }));
});

/** Answers the last prompt with what is wanted, or `unknown`, and notes the answer. */
function type(said: string, wanted: Given, typed: Record<string, string | number>): string {
  if (said.includes('Any other requirements?')) {
    return pack.questions
      .filter(({ id, name }) => id in wanted && said.includes(`${id}: ${name}`))
      .map(({ id }) => id)
      .join(' ');
  }
  if (said.includes('is still unknown and decides')) return 'open';
  const question = pack.questions.find(({ ask }) => said.includes(` ${ask} `));
  if (!question) return '';
  const value = wanted[question.id] ?? 'unknown';
  typed[question.id] = value;
  return String(value);
}
