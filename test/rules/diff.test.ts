import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { plain } from '../../src/output/style.ts';
import { loadPackFolder, localize } from '../../src/pack/index.ts';
import { diffPacks, type Place, type Region } from '../../src/pack-diff/index.ts';
import { changedPlaces } from '../../src/pack-diff/views/diff-article.ts';
import { rulesDiffFormats } from '../../src/pack-diff/views/index.ts';
import { clean } from '../lint/clean.ts';
import { memoryFiles } from '../pack/memory.ts';
import { builtInPack } from '../support/built-in.ts';
import { memoryIo } from '../support/memory-io.ts';
import { run as runProgram } from '../support/run.ts';

const old = Object.fromEntries(Object.entries(clean).map(([path, text]) => [path.replace('pack/', 'old/'), text]));

/** The next version: tasks that do not wait go to the log instead of the queue. */
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

type Detail = 'usual' | 'all' | 'summary';

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

  test('shows the region of answers, its share, its leaves, and the records that change', async () => {
    const { code, out, err } = await run(files, 'old', 'pack', 'links');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // A third of `kind`, half of `wait`, and half of `order`: the queue keeps the other half.
    expect(out).toContain('clean@1.0.0 → clean@1.1.0\n  The recommendation changes in 8.3 % of the answer space.\n');
    expect(out).toContain('  - queue → log  8.3 %\n');
    expect(out).toContain('kind: task, wait: no or unanswered');
    expect(out).toContain(
      'Recorded decisions\n  1 of 2 recorded decisions changes.\n  - links/moves.yaml (a link): queue → log\n',
    );
  });

  test('has the same content as JSON, with conditions for programs', async () => {
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

  test('has a Markdown form for pull requests', async () => {
    const { out } = await run(files, 'old', 'pack', 'links', '-f', 'markdown');
    expect(out).toMatch(/^# clean@1\.0\.0 → clean@1\.1\.0\n/);
    expect(out).toContain('- **queue → log** 8.3 %\n');
    expect(out).toContain('\n  - service: **queue → log** 8.3 %\n');
    expect(out).toContain('links/moves.yaml');
    const ja = await run(files, 'old', 'pack', '-f', 'markdown', '--lang', 'ja');
    expect(ja.out).toContain('- **queue → log** 8.3 %\n');
    expect(ja.out).not.toContain('The recommendation changes');
  });

  test('fails only with --exit-code, and goes to a file with -o', async () => {
    expect((await run(files, 'old', 'pack', '--exit-code')).code).toBe(1);
    const { code, out, written } = await run(files, 'old', 'pack', '-f', 'markdown', '-o', 'diff.md');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(written['diff.md']).toContain('- **queue → log** 8.3 %\n');
  });
});

describe('a large difference', async () => {
  const { files } = await runProgram(['rules', 'init', 'small']);
  const lines = (text: string): number => text.split('\n').length;
  const small = loadPackFolder(memoryFiles(files), 'small').source;
  if (small === null) throw new Error('`rules init` makes no pack');
  // Computed once, because it is slow.
  const diff = diffPacks(localize(small, 'en'), builtInPack('en'));
  const shown = async (format: keyof typeof rulesDiffFormats, detail: Detail = 'usual', lang: 'en' | 'ja' = 'en') => {
    const { render } = await rulesDiffFormats[format]();
    return render({ diff, records: [] }, { pack: builtInPack('en'), width: 80, style: plain, detail, lang });
  };

  test('is shortened as text, which says how to see the rest and why little can be compared', async () => {
    const { out, code } = await run(files, 'small', 'aws-messaging');
    expect(code).toBe(0);
    expect(out).toBe(await shown('text'));
    expect(lines(out)).toBeLessThan(250);
    expect(out).toMatch(/\n {2}- sqs → ec2 /);
    expect(out).toMatch(/^ {2}- … and \d+ more$/m);
    expect(out.replaceAll('\n', ' ')).toMatch(
      /Shortened for reading: --all shows everything .*--summary only what changes and how much\./,
    );
    expect(out.replace(/\n +/g, ' ')).toContain(
      ' The two packs accept no common answer to fanout: only answers that leave it out are compared.',
    );
    expect(out).not.toContain('The outcome is the same');
  });

  test('is complete with --all, and always complete in the other formats', async () => {
    const all = await shown('text', 'all');
    expect(all).not.toMatch(/and \d+ more|Cut short/);
    expect(lines(all)).toBeGreaterThan(10 * lines(await shown('text')));
    const { defaults } = JSON.parse(await shown('json'));
    expect(defaults.length).toBeGreaterThan(8);
    for (const { places } of defaults) for (const { ways } of places) expect(ways.length).toBeGreaterThan(0);
    const markdown = await shown('markdown');
    expect(markdown).not.toMatch(/and \d+ more|Cut short/);
    expect(lines(markdown)).toBeGreaterThan(500);
  });

  test('shows with --summary what changes and how much, but not for which answers', async () => {
    const summary = await shown('text', 'summary');
    expect(lines(summary)).toBeLessThan(70);
    expect(summary).toMatch(/\n {2}Another service\n( {2}- sqs → [a-z0-9-]+ {2}only unanswered\n){6}/);
    expect(summary).not.toMatch(/For which answers|reached with|Cut short/);
    const japanese = await shown('text', 'summary', 'ja');
    expect(japanese).toContain('未回答のみ');
    expect(japanese).not.toMatch(/only unanswered|到達する回答/);
  });
});

test('changes at a place are sorted by size, with reasons last', () => {
  const at = (share: number): Place => ({ leaves: { old: null, new: null }, share, ways: [[]], when: [[]], example: {} });
  const warning = (id: string, share: number): Region => ({
    change: { kind: 'warning', at: { service: 's', variant: null }, id, is: 'new' },
    share,
    places: [at(share)],
  });
  const reason: Region = { change: { kind: 'reason', text: 'r', is: 'gone' }, share: 0.9, places: [at(0.9)] };
  const [place] = changedPlaces([reason, warning('small', 0.1), warning('large', 0.2)]);
  expect(place?.changes.map(({ change }) => ('id' in change ? change.id : change.kind))).toEqual(['large', 'small', 'reason']);
});

describe('the summary of a small difference', () => {
  const files = { ...old, ...next, 'links/moves.yaml': record('{kind: task}') };

  test('counts all changes besides the service, and lists the records', async () => {
    const { out } = await run(files, 'old', 'pack', 'links', '--summary');
    expect(out).toContain('Another service\n  - queue → log  8.3 %\n');
    expect(out).toMatch(/What else changes\n {2}.*\d+ reasons?/);
    expect(out).toContain('1 of 1 recorded decisions changes.');
  });

  test('as JSON has the regions without their places, and a separate schema', async () => {
    const [whole, summary] = await Promise.all([
      run(files, 'old', 'pack', 'links', '-f', 'json'),
      run(files, 'old', 'pack', 'links', '-f', 'json', '--summary'),
    ]);
    const [full, short] = [JSON.parse(whole.out), JSON.parse(summary.out)];
    expect(short.schema).toBe('tsunagi/rules-diff-summary@1');
    expect(Object.keys(short)).toEqual(Object.keys(full));
    expect(short.regions).toEqual(
      full.regions.map(({ places, ...region }: { places: unknown[] }) => ({ ...region, places: places.length })),
    );
    expect(short.records).toEqual(full.records);
  });
});

test('equal packs are reported as proved equal', async () => {
  const { code, out } = await run({ ...old, ...clean }, 'old', 'pack', '--exit-code');
  expect(code).toBe(0);
  expect(out.replaceAll(/\s+/g, ' ')).toContain(
    'Equal: all answers lead to the same outcome for the same reasons. This is proved',
  );
  const ja = await run({ ...old, ...clean }, 'old', 'pack', '--lang', 'ja');
  expect(ja.out).toMatch(/証明/);
});

test('a difference to the extended pack names the layer of each leaf', async () => {
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
  [['old', 'pack', '--summary', '--all'], 2],
])('refuses the arguments %j', async (argv, code) => {
  const result = await run({ ...old, ...clean }, ...argv);
  expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
  expect(result.err).not.toBe('');
});
