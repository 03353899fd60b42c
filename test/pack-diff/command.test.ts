import { describe, expect, test } from 'vitest';
import type { Node, Pack } from '../../src/model/pack.ts';
import { plain } from '../../src/output/style.ts';
import { diffPacks } from '../../src/pack-diff/index.ts';
import { rulesDiffFormats } from '../../src/pack-diff/views.ts';
import { clean } from '../proof/clean.ts';
import { linkPack } from '../support/link-pack.ts';
import { packFiles } from '../support/pack-files.ts';
import { run } from '../support/run.ts';
import { treePack } from '../support/tree-pack.ts';

const old = Object.fromEntries(Object.entries(clean).map(([path, text]) => [path.replace('pack/', 'old/'), text]));

const record = (answers: string): string => `title: a link\nanswers: ${answers}\nexpect: {service: queue}\n`;

/** The next version: tasks that do not wait go to the log instead of the queue. */
const next = {
  ...old,
  ...clean,
  'pack/pack.yaml': `${clean['pack/pack.yaml']}`.replace('1.0.0', '1.1.0'),
  'pack/tree.yaml': `${clean['pack/tree.yaml']}`.replace('because: It goes on., then: queue', 'because: It goes on., then: log'),
  'links/moves.yaml': record('{kind: task}'),
  'links/stays.yaml': record('{kind: event, rate: 5}'),
};

const diff = (files: Record<string, string>, ...argv: readonly string[]) => run(['rules', 'diff', ...argv], { files });

describe('the difference between two versions', () => {
  test('shows the region of answers, its share, its leaves, and the records that change', async () => {
    const { exit, out, err } = await diff(next, 'old', 'pack', 'links');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    // A third of `kind`, half of `wait`, and half of `order`: the queue keeps the other half.
    expect(out).toContain(
      'clean@1.0.0 → clean@1.1.0\n  The recommendation changes in 8.3% of all sets of answers, likely or not.\n',
    );
    expect(out).toContain('  - queue → log  8.3%\n');
    expect(out).toContain('kind: task, wait: no or unanswered');
    expect(out).toMatch(
      /^Recorded decisions\n {2}1 of 2 recorded decisions changes\.\n {2}- links\/moves\.yaml \(a link\): queue → log\n\nService$/m,
    );
  });

  test('has the same content as JSON, with conditions for programs', async () => {
    const whole = JSON.parse((await diff(next, 'old', 'pack', 'links', '-f', 'json')).out);
    expect(whole).toMatchObject({ schema: 'tsunagi/rules-diff@1', equal: false, complete: true, answers: [] });
    expect(whole.share).toBeCloseTo(1 / 12, 10);
    const [region] = whole.regions;
    expect(region.change).toMatchObject({ kind: 'service', from: { service: 'queue' }, to: { service: 'log' } });
    expect(region.places[0].leaves).toEqual({ old: { id: 'queue', layer: 'clean' }, new: { id: 'log', layer: 'clean' } });
    expect(region.places[0].ways).toEqual([
      [
        { question: 'kind', values: ['task'], spans: null, unanswered: 'no' },
        { question: 'wait', values: ['no'], spans: null, unanswered: 'too' },
      ],
    ]);
    expect(whole.records).toMatchObject([
      { name: 'links/moves.yaml', moved: true },
      { name: 'links/stays.yaml', moved: false },
    ]);
  });

  test('has a Markdown form for pull requests', async () => {
    const { out } = await diff(next, 'old', 'pack', 'links', '-f', 'markdown');
    expect(out).toMatch(/^# clean@1\.0\.0 → clean@1\.1\.0\n/);
    expect(out).toContain('- **queue → log** 8.3%\n');
    expect(out).toContain('links/moves.yaml');
    const ja = await diff(next, 'old', 'pack', '-f', 'markdown', '--lang', 'ja');
    expect(ja.out).toContain('- **queue → log** 8.3%\n');
    expect(ja.out).not.toContain('The recommendation changes');
  });

  test('fails only with --exit-code, and goes to a file with -o', async () => {
    expect((await diff(next, 'old', 'pack', '--exit-code')).exit).toBe(1);
    const { exit, out, files } = await diff(next, 'old', 'pack', '-f', 'markdown', '-o', 'diff.md');
    expect({ exit, out }).toEqual({ exit: 0, out: '' });
    expect(files['diff.md']).toContain('- **queue → log** 8.3%\n');
  });
});

describe('versions with other questions and answers', () => {
  const renamed = (text: string): string =>
    text
      .replace('  size:\n    type', '  volume:\n    type')
      .replaceAll('question: size', 'question: volume')
      .replaceAll('{size:', '{volume:')
      .replace('fact-age-days: 365', 'fact-age-days: 365\n  renamed: {size: volume}');
  const edits = Object.entries(clean).map(([path, text]) => [path, renamed(text)]);
  const now: Record<string, string> = Object.fromEntries(edits);
  const asking = `${now['pack/questions.yaml']}`
    .replace('strict: {text: strict}', 'strict: {text: strict}\n      loose: {text: loose}')
    .replace('    assume: "no"\n', '')
    .replace('- {value: 10}', '- {value: 500}');
  const links = {
    'links/gone.yaml': `status: superseded\n${record('{kind: task}')}`,
    'links/loose.yaml': record('{kind: log, order: loose}'),
    'links/open.yaml': record('{kind: task}'),
  };
  const files = { ...old, ...now, ...links, 'pack/questions.yaml': asking };

  test('differ in new values, in questions that are open now, in defaults, and in records that only one of them decides', async () => {
    const { out } = await diff(files, 'old', 'pack', 'links');
    for (const block of [
      'Questions\n  - renamed: size → volume\n\nAnswers\n',
      '\n  - order: loose (only NEW, 33.3%)\n\nFor which answers\n  - queue',
      '\n  - queue → call\n    reached with kind: task, wait: unanswered\n    Answers that only one of them needs: wait (new)  only ',
      '(--defaults)\n  Service\n  - topic → log  only unanswered\n  For which answers\n  - topic → log\n    reached with kind: event, ',
      '\n  2 of 2 recorded decisions change.\n  - links/open.yaml (a link): queue → open (call, queue)\n  - links/loose.yaml (a link): answers not accepted → log\n\n',
    ]) {
      expect(out).toContain(block);
    }
    const japanese = (await diff(files, 'old', 'pack', '--lang', 'ja')).out;
    for (const line of ['  - 改名：size → volume\n', '（新のみ、33.3%）', 'log  未回答のみ\n']) {
      expect(japanese).toContain(line);
    }
  });

  test('are proved equal if a question has only another name, even where its requirement is not met', async () => {
    expect((await diff({ ...old, ...now }, 'old', 'pack')).out).toContain('\n  Equal outcomes: all answers lead to the same');
  });

  test('are not compared on records that neither can read, or with more numbers than can be told apart', async () => {
    const bad = { ...files, 'links/bad.yaml': record('{knd: task}') };
    expect(await diff(bad, 'old', 'pack', 'links')).toMatchObject({
      exit: 2,
      out: '',
      err: expect.stringContaining('links/bad.yaml:2:'),
    });
    const tree = (first: number): string => {
      const even = Array.from({ length: 13 }, (_, index) => first + 2 * index);
      return `${clean['pack/tree.yaml']}`.replace(
        '- {when: {below',
        `- {when: [${even}], because: x, then: log}\n      - {when: {below`,
      );
    };
    const numbers = { ...old, ...clean, 'old/tree.yaml': tree(2), 'pack/tree.yaml': tree(3) };
    expect(await diff(numbers, 'old', 'pack')).toMatchObject({ exit: 2, err: expect.stringContaining('`rate` has 54 values') });
  });
});

describe('a large difference', () => {
  const pack = treePack(5);
  /** Each branch leads to where its neighbour led. */
  const shifted = ({ branches, ...node }: Node): Node => ({
    ...node,
    branches: branches.map((branch, index) => ({ ...branch, to: branches[(index + 1) % branches.length]?.to ?? '' })),
  });
  const nodes = Object.fromEntries(Object.entries(pack.nodes).map(([id, node]) => [id, shifted(node)]));
  const now: Pack = { ...pack, version: '2.0.0', nodes };
  const files = { ...packFiles(pack, 'old'), ...packFiles(now, 'pack') };
  const shown = async (...argv: readonly string[]) => (await diff(files, 'old', 'pack', ...argv)).out;
  const lines = (text: string): number => text.split('\n').length;

  test.each(['text', 'markdown'])('is shortened as %s, which says how to see the rest', async (format) => {
    const out = await shown('-f', format);
    expect(lines(out)).toBeLessThan(200);
    expect(out).toMatch(/^ +(- )?within .*\n(?:.*\n)*? *- … and \d+ more$/m);
    expect(out.replaceAll('\n', ' ')).toContain('Shortened for reading: -f json shows everything.');
  });

  test('is complete as JSON', async () => {
    const { regions } = JSON.parse((await shown('-f', 'json')).split('\n')[0] ?? '');
    expect(regions.length).toBeGreaterThan(90);
    for (const { places } of regions) for (const { ways } of places) expect(ways.length).toBeGreaterThan(0);
  });
});

describe('the first line of a difference', () => {
  const shown = { records: [] };
  const page = { width: 200, style: plain };
  const verdict = (before: Pack, now: Pack, maxSteps?: number): string => {
    const text = rulesDiffFormats.text({ diff: diffPacks(before, now, maxSteps), ...shown }, { ...page, pack: now });
    return text.split('\n').slice(1, 3).join('\n');
  };
  const whole = linkPack('en');
  const branches = (whole.nodes['new'] as Node).branches.map((branch) => ({ ...branch, to: 'topic' }));
  const next: Pack = { ...whole, nodes: { ...whole.nodes, new: { ...(whole.nodes['new'] as Node), branches } } };

  test('never says that the recommendation is the same if the comparison was cut short, and names other questions first', () => {
    expect(verdict(whole, next, 1)).toMatch(/Whether the recommendation changes is not known\.\n.*cut short/);
    const fewer = { ...next, questions: whole.questions.filter(({ id }) => id !== 'format') };
    expect(verdict(whole, fewer, 1)).toMatch(/The packs ask different questions .*\n.*is not known/);
    expect(verdict(whole, next)).toMatch(/The recommendation changes in [\d.]+% of all sets of answers, likely or not\./);
  });

  test('says that the recommendation changes where a question is unanswered, and whether only there', () => {
    const questions = whole.questions.map((each) =>
      each.id === 'native' ? { ...each, assume: [{ when: {}, value: 'yes' }] } : each,
    );
    const diff = diffPacks(whole, { ...whole, questions });
    const first = (complete: boolean) =>
      rulesDiffFormats.text({ diff: { ...diff, complete }, ...shown }, { ...page, pack: whole }).split('\n')[1];
    expect(first(true)).toBe('  The recommendation changes only where a question is unanswered.');
    expect(first(false)).toBe('  The recommendation changes where a question is unanswered.');
  });

  test('says that where no service meets every requirement, the nearest was compared only in part', () => {
    const change = { kind: 'unmet', at: { service: 's', variant: 'v' }, id: 's: size', is: 'new' } as const;
    const within = [{ question: 'size', values: ['large'], spans: null, unanswered: 'no' as const }];
    const found = { change, share: 0.5, within, places: [] };
    const diff = { ...diffPacks(whole, next), within, complete: false, regions: [found, { ...found, share: 0.00001 }] };
    const text = rulesDiffFormats.text({ diff, ...shown }, { ...page, pack: next }).replace(/\s+/g, ' ');
    expect(text).toMatch(/in part\. Only answers with size: large, given or left open, can .* 50% - s\/v: size \(new\) R/);
  });
});

test('equal packs are reported as proved equal', async () => {
  const { exit, out } = await diff({ ...old, ...clean }, 'old', 'pack', '--exit-code');
  expect(exit).toBe(0);
  const onOneLine = out.replace(/\s+/g, ' ');
  expect(onOneLine).toContain('Equal: all answers lead to the same outcome for the same reasons. This is proved');
  expect((await diff({ ...old, ...clean }, 'old', 'pack', '--lang', 'ja')).out).toMatch(/証明/);
});

test('packs with the same outcomes and other texts are not reported as equal', async () => {
  const tree = `${clean['pack/tree.yaml']}`;
  const reworded = { ...old, ...clean, 'pack/tree.yaml': tree.replace('It goes on.', 'It continues.') };
  expect(reworded['pack/tree.yaml']).not.toBe(tree);
  const { exit, out } = await diff(reworded, 'old', 'pack', '--exit-code');
  expect(exit).toBe(1);
  expect(out.replace(/\s+/g, ' ')).toContain('This is proved, not sampled. The packs are not identical: other texts,');
  expect(out).not.toContain('for the same reasons');
});

test('a difference to the extended pack names the layer of each leaf', async () => {
  const house = `pack: {format: 1, id: house, version: 1.0.0, title: House, languages: [en], extends: ../pack}
nodes:
  log:
    services:
      - {service: call, variant: rest, summary: We call., handles: {kind: {text: We call for all.}}}
`;
  const { exit, out } = await diff({ ...clean, 'house/pack.yaml': house }, 'pack', 'house', '--exit-code');
  expect(exit).toBe(1);
  for (const text of ['clean@1.0.0 → house@1.0.0', 'log → call/rest', 'log (of house)']) expect(out).toContain(text);
  expect(out).not.toContain('queue (of house)');
});

test.each(['old', 'old nowhere', 'old pack -f sarif', 'old pack none.yaml'])('refuses the arguments `%s`', async (argv) => {
  const { exit, out, err } = await diff({ ...old, ...clean }, ...argv.split(' '));
  expect({ exit, out, err }).toEqual({ exit: 2, out: '', err: expect.stringContaining('[') });
});
