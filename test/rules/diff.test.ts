import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { clean } from '../lint/clean.ts';
import { memoryIo } from '../support/memory-io.ts';

const old = Object.fromEntries(Object.entries(clean).map(([path, text]) => [path.replace('pack/', 'old/'), text]));

/** The next version: tasks that do not wait are logged, and not queued. */
const next = {
  ...clean,
  'pack/pack.yaml': `${clean['pack/pack.yaml']}`.replace('1.0.0', '1.1.0'),
  'pack/tree.yaml': `${clean['pack/tree.yaml']}`.replace('because: It goes on., then: queue', 'because: It goes on., then: log'),
};

const house = {
  'house/pack.yaml': `pack: {format: 1, id: house, version: 1.0.0, title: House, languages: [en], extends: ../pack}
nodes:
  log:
    services:
      - {service: call, variant: rest, summary: We call., handles: {kind: {text: We call for all.}}}
`,
};

const record = (answers: string): string => `title: a link\nanswers: ${answers}\nexpect: {service: queue}\n`;

async function run(files: Record<string, string>, ...argv: readonly string[]) {
  const io = memoryIo({ files });
  const code = await main(['rules', 'diff', ...argv], io);
  return { code, out: io.out(), err: io.err(), written: io.written() };
}

describe('the difference between two versions', () => {
  const files = {
    ...old,
    ...next,
    'links/moves.yaml': record('{kind: task}'),
    'links/stays.yaml': record('{kind: event, rate: 5}'),
  };

  test('is the region of answers, with its share, its leaves, and the records that move', async () => {
    const { code, out, err } = await run(files, 'old', 'pack', 'links');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // A third of the kinds, half of the waits; and of the orders, half is none or unanswered, which the queue keeps.
    expect(out).toContain('clean@1.0.0 → clean@1.1.0\nThe recommendation changes in 8.3 % of the answer space.\n');
    expect(out).toContain('  queue → log  8.3 %\n');
    expect(out).toContain('kind: task, wait: no or unanswered');
    expect(out).toContain('Recorded decisions\n  1 of 2 recorded decisions moves.\n  - links/moves.yaml (a link): queue → log\n');
  });

  test('as JSON has the same, as conditions that a program can use', async () => {
    const { out } = await run(files, 'old', 'pack', 'links', '-f', 'json');
    const diff = JSON.parse(out);
    expect(diff).toMatchObject({ schema: 'tsunagi/rules-diff@1', equal: false, complete: true, answers: [] });
    expect(diff.share).toBeCloseTo(1 / 12, 10);
    const [region] = diff.regions;
    expect(region.change).toMatchObject({ kind: 'service', from: { service: 'queue' }, to: { service: 'log' } });
    expect(region.places[0].leaves).toEqual({ old: { id: 'queue', layer: 'clean' }, new: { id: 'log', layer: 'clean' } });
    expect(region.places[0].ways).toEqual([
      [
        { question: 'kind', values: ['task'], spans: null, unanswered: 'no' },
        { question: 'wait', values: ['no'], spans: null, unanswered: 'too' },
      ],
    ]);
    expect(diff.records.map(({ name, moved }: { name: string; moved: boolean }) => [name, moved])).toEqual([
      ['links/moves.yaml', true],
      ['links/stays.yaml', false],
    ]);
  });

  test('as Markdown is for a pull request', async () => {
    const { out } = await run(files, 'old', 'pack', 'links', '-f', 'markdown');
    expect(out).toMatch(/^### clean@1\.0\.0 → clean@1\.1\.0\n/);
    expect(out).toContain('| queue → log | 8.3 % |');
    expect(out).toContain('<details>');
    expect(out).toContain('links/moves.yaml');
    const ja = await run(files, 'old', 'pack', '-f', 'markdown', '--lang', 'ja');
    expect(ja.out).toContain('| queue → log | 8.3 % |');
    expect(ja.out).not.toContain('The recommendation changes');
  });

  test('fails with --exit-code only, and goes into a file', async () => {
    expect((await run(files, 'old', 'pack', '--exit-code')).code).toBe(1);
    const { code, out, written } = await run(files, 'old', 'pack', '-f', 'markdown', '-o', 'diff.md');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(written['diff.md']).toContain('| queue → log | 8.3 % |');
  });
});

test('equal packs are said to be equal because that is proved', async () => {
  const { code, out } = await run({ ...old, ...clean }, 'old', 'pack', '--exit-code');
  expect(code).toBe(0);
  expect(out.replaceAll('\n', ' ')).toContain(
    'Equal: for all answers both come to the same outcome for the same reasons. This is proved',
  );
  const ja = await run({ ...old, ...clean }, 'old', 'pack', '--lang', 'ja');
  expect(ja.out).toMatch(/証明/);
});

test('what a pack changes of the one that it extends is told with the layer of each leaf', async () => {
  const { code, out } = await run({ ...clean, ...house }, 'pack', 'house', '--exit-code');
  expect(code).toBe(1);
  expect(out).toContain('clean@1.0.0 → house@1.0.0');
  expect(out).toContain('log → call/rest');
  expect(out).toContain('log (of house)');
  expect(out).not.toContain('queue (of house)');
});

test.each([
  [['old'], 2],
  [['old', 'nowhere'], 2],
  [['old', 'pack', '-f', 'sarif'], 2],
  [['old', 'pack', 'none.yaml'], 2],
])('%j is bad usage', async (argv, code) => {
  const result = await run({ ...old, ...clean }, ...argv);
  expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
  expect(result.err).not.toBe('');
});
