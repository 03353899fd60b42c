import { describe, expect, test } from 'vitest';
import { decisionFormats } from '../../src/cli/commands.ts';
import { main } from '../../src/cli/main.ts';
import { clean } from '../lint/clean.ts';
import { memoryIo } from '../support/memory-io.ts';

const tree = 'pack/tree.yaml';
const busy = '{when: {from: 100}, because: It is busy., then: log}';

/** The clean pack with another second branch of the node that asks `rate` after `kind: event`. */
function packWith(branch: string): Record<string, string> {
  return { ...clean, [tree]: (clean[tree] as string).replace(`      - ${busy}\n`, branch === '' ? '' : `      - ${branch}\n`) };
}

/** From 100 to 200 there is no branch; no branch from 100 on. */
const between = packWith(busy.replace('100', '200'));
const beyond = packWith('');
/** Nothing is below 0. */
const nowhere = { ...beyond, [tree]: (beyond[tree] as string).replace('{below: 100}', '{from: 200, below: 100}') };

async function run(files: Record<string, string>, argv: readonly string[]) {
  const io = memoryIo({ files });
  const exit = await main([...argv, '--rules', 'pack'], io);
  return { exit, out: io.out(), err: io.err() };
}

async function decision(files: Record<string, string>, ...argv: readonly string[]) {
  const { exit, out } = await run(files, ['decide', ...argv, '-f', 'json']);
  return { exit, ...JSON.parse(out) };
}

describe('a gap that the answers do not come to', () => {
  test.each(Object.keys(decisionFormats))('stops nothing (%s)', async (format) => {
    expect(await run(between, ['decide', '--kind', 'log', '-f', format])).toMatchObject({ exit: 0, err: '' });
  });

  test('is no answer that would change the result, and no way for another service to win', async () => {
    const { flips, candidates } = await decision(between, '--kind', 'event', '--rate', '50');
    expect(flips.filter(({ question }: { question: string }) => question === 'rate')).toMatchObject([
      { to: 200, service: 'log' },
    ]);
    expect(candidates.find(({ service }: { service: string }) => service === 'log').wins.changes).toEqual({ rate: 200 });
  });

  test('leaves a change open that asks the question, though one service alone can come of it', async () => {
    const { flips } = await decision(beyond, '--kind', 'log');
    expect(flips).toContainEqual(expect.objectContaining({ to: 'event', service: null, possible: ['topic'], asks: ['rate'] }));
  });
});

describe('a gap that open answers may come to', () => {
  test('leaves it open, with what else is possible', async () => {
    const { exit, status, open } = await decision(between, '--kind', 'event');
    expect({ exit, status, open }).toEqual({
      exit: 3,
      status: 'open',
      open: {
        possible: ['topic', 'log'],
        ask: 'rate',
        why: expect.stringContaining('The rules have no branch for some answers to the open questions.'),
      },
    });
  });

  test('does not let a report say that any answer settles the link', async () => {
    const link = { 'links/a.yaml': 'id: a\nanswers: {kind: event}\n' };
    const { out } = await run({ ...beyond, ...link }, ['overview', 'links', '-f', 'json']);
    expect(JSON.parse(out).open.questions).toMatchObject([
      {
        question: 'rate',
        settles: [],
        narrows: [],
        values: [
          { value: 0, settles: ['a'] },
          { value: 100, settles: [] },
        ],
      },
    ]);
  });

  test('is told where every one of them comes to it', async () => {
    const { exit, out, err } = await run(nowhere, ['decide', '--kind', 'event']);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(
      'Whatever the answers to the open questions, the rules lead to no service: `busy` has no branch for `rate`.',
    );
  });
});

describe('a gap that the answers come to', () => {
  test.each([
    ['en', 'The rules have no branch at `busy` for the answer `150` to `rate`.'],
    ['ja', 'ルールのノード「busy」に、「rate」の回答「150」を受ける分岐がありません。'],
  ])('is told with the answer (%s)', async (lang, sentence) => {
    const { exit, out, err } = await run(between, ['decide', '--kind', 'event', '--rate', '150', '--lang', lang]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(sentence);
  });
});

test('a map of services shows what is recommended where there is no gap', async () => {
  const gappy = { ...clean, [tree]: (clean[tree] as string).replace(/ {4}- when: log\n.*\n.*\n/, '') };
  const { exit, out } = await run(gappy, ['services', '--map', 'kind,wait', '-f', 'json']);
  expect(exit).toBe(0);
  const { cells } = JSON.parse(out);
  const at = (kind: string) =>
    cells.find(({ column, row }: Record<string, string>) => column === kind && row === 'no').recommended;
  expect([at('task')?.service, at('log')]).toEqual(['queue', null]);
});
