import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { clean } from '../lint/clean.ts';
import { memoryIo, type World } from '../support/memory-io.ts';

const clear = '\r\u001b[2K';
const old = Object.fromEntries(
  Object.entries(clean).map(([path, text]) => [
    path.replace('pack/', 'old/'),
    text.replace('because: It goes on., then: queue', 'because: It goes on., then: log'),
  ]),
);
const record = 'title: a link\nanswers: {data: message}\n';
const links = { 'links/a.yaml': record, 'links/b.yaml': record };

/** The last progress line of each command that may take long. */
const commands: readonly (readonly [argv: string[], files: Record<string, string>, en: RegExp, ja: RegExp])[] = [
  [['rules', 'diff', 'old', 'pack'], { ...old, ...clean }, /^\d+ pairs of leaves compared$/, /^リーフの組\d+件を比較$/],
  [
    ['rules', 'test', '--rules', 'pack', '--mutate'],
    clean,
    /^(\d+) of \1 mutants tried, 100 %$/,
    /^ミュータント(\d+)件中\1件を試行、100%$/,
  ],
  [['batch', 'in.jsonl'], { 'in.jsonl': '{"answers": {}}\n{"answers": {}}\n' }, /^2 lines$/, /^2行$/],
  [['check', 'links'], links, /^file 2 of 2$/, /^2ファイル中2件目$/],
  [['overview', 'links'], links, /^file 2 of 2$/, /^2ファイル中2件目$/],
];

async function saidOf(argv: readonly string[], world: World): Promise<string> {
  const io = memoryIo(world);
  await main(argv, io);
  return io.err();
}

describe.each(commands)('%j', (argv, files, en, ja) => {
  test('shows its progress on a terminal in one line, and clears it', async () => {
    const lines = (await saidOf(argv, { files, terminals: ['stderr'], pace: 2000 })).split(clear);
    expect(lines[0]).toBe('');
    expect(lines.at(-2)).toMatch(en);
    expect(lines.at(-1)).toBe('');
    const inJapanese = await saidOf([...argv, '--lang', 'ja'], { files, terminals: ['stderr'], pace: 2000 });
    expect(inJapanese.split(clear).at(-2)).toMatch(ja);
  });

  test('shows no progress if it is quick, if nobody sees it, or if the terminal cannot overwrite a line', async () => {
    expect(await saidOf(argv, { files, terminals: ['stderr'] })).toBe('');
    expect(await saidOf(argv, { files, pace: 2000 })).toBe('');
    expect(await saidOf(argv, { files, terminals: ['stderr'], env: { TERM: 'dumb' }, pace: 2000 })).toBe('');
  });
});
