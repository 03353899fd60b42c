import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Question } from '../../src/model/pack.ts';
import { builtInPack } from '../support/built-in.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { runs } from '../support/runs.ts';

const pack = builtInPack('en');

type Given = Readonly<Record<string, string | number>>;

/** Some answers to some questions, `unknown` among them. */
const someAnswers: fc.Arbitrary<Given> = fc
  .tuple(...pack.questions.map((question) => fc.option(someValue(question), { freq: 2 })))
  .map((values) =>
    Object.fromEntries(pack.questions.flatMap(({ id }, index) => (values[index] == null ? [] : [[id, values[index]]]))),
  );

function someValue({ type, values, min, max, integer }: Question): fc.Arbitrary<string | number> {
  const known: fc.Arbitrary<string | number> =
    type === 'number'
      ? fc
          .integer({ min, max: Math.min(max ?? 100_000, 100_000) })
          .map((value) => (integer ? value : value / 4))
          .filter((value) => value >= min)
      : fc.constantFrom(...values.map((choice) => choice.value));
  return fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: fc.constant('unknown') });
}

interface Outcome {
  readonly exit: number;
  /** The bytes of the decision, but for where its answers came from. */
  readonly json: string;
}

async function run(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const io = memoryIo(world);
  const exit = await main([...argv, '-f', 'json'], io);
  return { exit, json: io.out().replace(/"from": "(flag|env|file|prompt)"/g, '"from": "-"') };
}

const flags = (given: Given): string[] => Object.entries(given).flatMap(([id, value]) => [`--${id}`, String(value)]);
const file = (given: Given): string => `answers: ${JSON.stringify(given)}\n`;
const environment = (given: Given): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).map(([id, value]) => [`TSUNAGI_ANSWER_${id.toUpperCase().replaceAll('-', '_')}`, String(value)]),
  );

describe('the same answers give the same bytes', () => {
  test('as flags, environment, file and standard input', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers, async (given) => {
        const expected = await run(flags(given));
        expect(await run(Object.entries(given).map(([id, value]) => `--set=${id}=${value}`))).toEqual(expected);
        expect(await run([], { env: environment(given) })).toEqual(expected);
        expect(await run(['-a', 'a.yaml'], { files: { 'a.yaml': file(given) } })).toEqual(expected);
        expect(await run(['-a', '-'], { stdin: file(given) })).toEqual(expected);
      }),
      runs(6),
    );
  });

  test('typed at a terminal', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers, async (wanted) => {
        const typed: Record<string, string | number> = {};
        const result = await run([], {
          env: { ACCESSIBLE: '1' },
          terminals: ['stdin', 'stderr'],
          typing: (said) => type(said, wanted, typed),
        });
        expect(await run([...flags(typed), '--no-input'])).toEqual(result);
      }),
      runs(6),
    );
  });

  test('and the command that an interactive run ends with gives them again', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers, async (wanted) => {
        const io = memoryIo({
          env: { ACCESSIBLE: '1' },
          terminals: ['stdin', 'stderr'],
          typing: (said) => type(said, wanted, {}),
        });
        const exit = await main(['-f', 'json', '--no-assume'], io);
        const command = /npx tsunagi (.*)/.exec(io.err())?.[1] ?? '';
        const again = memoryIo();
        expect(await main(command.split(' '), again)).toBe(exit);
        expect(again.out()).toBe(io.out().replaceAll('"from": "prompt"', '"from": "flag"'));
      }),
      runs(8),
    );
  });
});

/** Answers what was asked last with what is wanted, `unknown` where nothing is, and notes it. */
function type(said: string, wanted: Given, typed: Record<string, string | number>): string {
  if (said.includes('Any other requirements?')) {
    return pack.questions
      .filter(({ id, name }) => id in wanted && said.includes(`${id}: ${name}`))
      .map(({ id }) => id)
      .join(' ');
  }
  if (said.includes('is still unknown and decides')) return 'open';
  const question = pack.questions.find(({ ask }) => said.includes(`\n${ask}\n`));
  if (!question) return '';
  const value = wanted[question.id] ?? 'unknown';
  typed[question.id] = value;
  return String(value);
}
