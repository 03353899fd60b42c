import { describe, expect, test } from 'vitest';
import { localeLanguage, styleFor, wantsColour } from '../../src/cli/host/terminal.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { clean } from '../proof/clean.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { run } from '../support/run.ts';

describe('colour', () => {
  test.each([
    ['a terminal gets it', {}, true, [], true],
    ['a file gets none', {}, false, [], false],
    ['--color overrides NO_COLOR', { NO_COLOR: '1' }, false, ['color'], true],
    ['--no-color overrides FORCE_COLOR', { FORCE_COLOR: '1' }, true, ['no-color'], false],
    ['NO_COLOR overrides FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, [], false],
    ['an empty NO_COLOR does not count', { NO_COLOR: '' }, true, [], true],
    ['an empty FORCE_COLOR counts for a file', { FORCE_COLOR: '' }, false, [], true],
    ['FORCE_COLOR=0 turns it off', { FORCE_COLOR: '0' }, true, [], false],
    ['a dumb terminal gets none', { TERM: 'dumb' }, true, [], false],
    ['a screen reader gets none', { ACCESSIBLE: '1' }, true, [], false],
  ] as const)('%s', (_, env, isTTY, flags, expected) => {
    const io = memoryIo({ env, terminals: isTTY ? ['stdout'] : [] });
    expect(wantsColour(io, io.stdout, new Set<string>(flags))).toBe(expected);
  });

  test('adds escape codes only if it is wanted, by the last flag', async () => {
    expect((await run(['--no-color', '--color', 'help'])).out).toContain('\u001b[');
    expect((await run(['--color', '--no-color', 'help'])).out).not.toContain('\u001b[');
    expect((await styleFor(false)).bold('x')).toBe('x');
    expect((await styleFor(true)).bold('x')).toBe('\u001b[1mx\u001b[22m');
  });
});

describe('language', () => {
  test.each([
    [{}, null],
    [{ LANG: 'JA_JP.eucJP' }, 'ja'],
    [{ LANG: 'C.UTF-8' }, null],
    [{ LANG: 'ja_JP.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
    [{ LC_MESSAGES: 'en_GB.UTF-8', LC_ALL: 'ja_JP.UTF-8' }, 'ja'],
    [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }, null],
    [{ LANG: 'ja_JP.UTF-8', LC_ALL: '' }, 'ja'],
  ] as const)('the locale %o means %s', (env, expected) => {
    expect(localeLanguage(memoryIo({ env }))).toBe(expected);
  });

  test('is that of the system where the environment names none', () => {
    expect(localeLanguage(memoryIo({ locale: 'ja-JP' }))).toBe('ja');
    expect(localeLanguage(memoryIo({ locale: 'ja-JP', env: { LANG: 'en' } }))).toBe('en');
  });
});

test.each(['en', 'ja'])('wraps findings between words, and no text of a file looks like a finding (%s)', async (lang) => {
  const files = { 'a.yaml': `answers:\n  data: ${'or '.repeat(12)}error：this is fine\n` };
  const blank = lang === 'en' ? /\s+/ : /\s*/;
  for (const command of ['-a', 'check']) {
    const [wrapped, whole] = [['stdout', 'stderr'] as const, []].map(async (terminals) => {
      const { out, err } = await run([command, 'a.yaml', '--no-color', '--lang', lang], { files, terminals });
      return out + err;
    });
    expect((await wrapped)?.split('\n').filter((line) => displayWidth(line) > 80 || /^error：/.test(line))).toEqual([]);
    expect((await wrapped)?.split(blank)).toEqual((await whole)?.split(blank));
  }
});

test('says at a terminal, but not in a log, which file was written', async () => {
  const files = { 'in.jsonl': '', 'a.yaml': 'answers: {}\n' };
  const commands = 'decide, services, web, next, batch in.jsonl, rules schema, completion bash, overview a.yaml';
  for (const command of [...commands.split(', '), 'check a.yaml --write-baseline known.yaml']) {
    const argv = [...command.split(' '), '-o', 'out'];
    expect((await run(argv, { files, terminals: ['stderr'] })).err, command).toMatch(/^(Saved known.yaml\n)?Saved out\n/);
    expect((await run(argv, { files })).err).not.toContain('Saved');
  }
});

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
const commands: readonly (readonly [line: string, files: Record<string, string>, en: RegExp, ja: RegExp])[] = [
  ['rules diff old pack', { ...old, ...clean }, /^\d+ pairs of leaves compared$/, /^リーフの組\d+件を比較$/],
  ['rules test --rules pack --mutate', clean, /^(\d+) of \1 mutants tried$/, /^ミュータント(\d+)件中\1件を試行$/],
  ['batch in.jsonl', { 'in.jsonl': '{"answers": {}}\n{"answers": {}}\n' }, /^2 lines$/, /^2行$/],
  ['check links', links, /^file 2 of 2$/, /^2ファイル中2件目$/],
  ['overview links', links, /^file 2 of 2$/, /^2ファイル中2件目$/],
];

describe.each(commands)('progress of %s', (line, files, en, ja) => {
  const said = async (world: World, ...more: string[]) => (await run([...line.split(' '), ...more], { files, ...world })).err;

  test('is shown on a terminal in one line, and cleared', async () => {
    const lines = (await said({ terminals: ['stderr'], pace: 2000 })).split(clear);
    expect([lines[0], lines.at(-1)]).toEqual(['', '']);
    expect(lines.at(-2)).toMatch(en);
    expect((await said({ terminals: ['stderr'], pace: 2000 }, '--lang', 'ja')).split(clear).at(-2)).toMatch(ja);
  });

  test('is not shown if it is quick, if nobody sees it, or if the terminal cannot overwrite a line', async () => {
    const dumb = { terminals: ['stderr'], env: { TERM: 'dumb' }, pace: 2000 };
    for (const world of [{ terminals: ['stderr'] }, { pace: 2000 }, dumb]) expect(await said(world as World)).toBe('');
  });
});
