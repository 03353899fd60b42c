import { describe, expect, test } from 'vitest';
import { sources, wordsOf } from '../../src/cli/commands/completion.ts';
import { main } from '../../src/cli/main.ts';
import { placeholderOf } from '../../src/cli/program.ts';
import { linkPack } from '../support/link-pack.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { packFiles } from '../support/pack-files.ts';
import { commandsIn, programOf } from '../support/program.ts';

const packs = { en: linkPack('en'), ja: linkPack('ja') };

/** What a shell's script is given while the last of some words is being typed. */
async function lines(words: readonly string[], world: World = {}, shell = 'zsh'): Promise<string[]> {
  const io = memoryIo(world.files ? world : { packs, ...world });
  expect(await main(['completion', shell, '--', ...words], io)).toBe(0);
  expect(io.err()).toBe('');
  return io.out().replace(/\n$/, '').split('\n');
}

async function texts(words: readonly string[], world: World = {}): Promise<string[]> {
  return (await lines(words, world)).slice(1).map((line) => line.split('\t')[0] as string);
}

/** The same for bash: the line up to the cursor, with the characters at which bash itself breaks words. */
async function bash(line: string, breaks = ' \t\n"\'><=;|&(:'): Promise<string[]> {
  return (await lines([breaks, line], {}, 'bash')).map((each) => each.split('\t')[0] as string);
}

describe('what is offered', () => {
  const program = programOf(packs.en);
  const all = commandsIn(program);
  const services = packs.en.services.map(({ id }) => id);
  const oneWord = program.commands.map((command) => command.name());
  const below = all.flatMap(([name]) => (name.startsWith('rules ') ? [name.slice(6)] : []));

  test.each([
    ['', oneWord],
    ['--lang ja ', oneWord],
    ['rules ', below],
    ['help ', oneWord],
    ['help rules ', below],
    ['help rules lint ', []],
    ['nonsense ', []],
    ['--help ', oneWord],
    ['--data=', ['--data=stream', '--data=message', '--data=unknown']],
    ['--no-input=', []],
    ['--nothing=', []],
    ['--set ', packs.en.questions.map(({ id }) => `${id}=`)],
    ['--set data=', ['data=stream', 'data=message', 'data=unknown']],
    ['--set nothing=', []],
    ['services ', services],
  ])('after "%s" the commands or values that can follow', async (line, expected) => {
    expect(await texts(line.split(' '))).toEqual(expected);
  });

  test('no commands after an option of the default one, and no option twice unless it may repeat', async () => {
    expect(await texts(['--data', 'stream', ''])).not.toContain('check');
    const left = await texts(['--data', 'stream', '--set', 'ordering=none', '-']);
    expect(left).not.toContain('--data');
    expect(left).toContain('--set');
  });

  test.each(all)('all options of %s', async (name, command) => {
    const shown = [...command.options, ...program.options].filter(({ hidden }) => !hidden);
    const expected = shown.flatMap(({ long, short }) => [long, ...(short ? [short] : [])]);
    expect((await texts([...name.split(' '), '-'])).sort()).toEqual(expected.sort());
  });

  test('something settled for every value and operand that a command declares', () => {
    const options = [...program.options, ...all.flatMap(([, command]) => command.options)];
    const values = options.filter(({ optional, argChoices, envVar }) => optional && !argChoices && !envVar);
    const operands = all.flatMap(([, command]) => command.registeredArguments).filter(({ argChoices }) => !argChoices);
    const named = [...values.map(placeholderOf), ...operands.map((operand) => operand.name())];
    const wanted = [...new Set(named)].filter((word) => word !== 'command');
    const free = /,|^(id|text|name|day|percent|character)$/;
    expect(wanted.filter((word) => !sources.has(word) && !free.test(word))).toEqual([]);
    expect([...sources.keys()].filter((word) => !wanted.includes(word))).toEqual([]);
  });

  test('values of a question with their meaning, in the language of the locale or of --lang', async () => {
    expect(await lines(['--data', ''])).toEqual(['words', 'stream\ta stream', 'message\tmessages', "unknown\tI don't know"]);
    expect((await lines(['--data', ''], { env: { LANG: 'ja_JP.UTF-8' } }))[3]).toBe('unknown\t分からない');
    expect((await lines(['--lang=ja', '--data', ''], { env: { LANG: 'C' } }))[3]).toBe('unknown\t分からない');
    expect((await lines(['--lang', 'en', '--data', ''], { env: { LANG: 'ja_JP' } }))[3]).toBe("unknown\tI don't know");
  });

  test('formats of the command', async () => {
    expect(await texts(['-f', ''])).toContain('adr');
    for (const [name, { options }] of all) {
      const choices = options.find(({ long }) => long === '--format')?.argChoices;
      if (choices) expect(await texts([...name.split(' '), '-f', ''])).toEqual(choices);
    }
  });

  test.each([
    ['files', ['-a ', '-a -', '--answers=x', 'check ', 'check a b', 'check -- -x', '-o ', 'rules diff a b ']],
    ['folders', ['--rules ', '--rules=x', 'rules init ']],
    ['words', ['--title ']],
  ])('%s, which the shell completes itself', async (kind, typed) => {
    for (const line of typed) expect(await lines(line.split(' '))).toEqual([kind]);
    expect(await lines(['rules', 'diff', ''])).toContain('aws-messaging\t');
  });
});

describe('the pack in force', () => {
  const other = { ...packs.en, questions: packs.en.questions.map((question) => ({ ...question, ask: `Mine: ${question.ask}` })) };
  const files = packFiles(other, 'mine');

  test('comes from --rules or from TSUNAGI_RULES', async () => {
    const atHome = { files: packFiles(other, '/me/mine'), env: { HOME: '/me' } };
    for (const [line, world] of [
      ['--rules mine --da', { files }],
      ['--rules=mine --da', { files }],
      ['--da', { files, env: { TSUNAGI_RULES: 'mine' } }],
      ['--rules ~/mine --da', atHome],
    ] as const)
      expect((await lines(line.split(' '), world))[1]).toMatch(/^--data\tMine: /);
  });

  test('may be unreadable, and what does not depend on it is still offered', async () => {
    const broken = { files: { 'mine/pack.yaml': 'pack: [' }, env: { TSUNAGI_RULES: 'mine' } };
    expect(await texts([''], broken)).toContain('check');
    expect(await texts(['rules', 'lint', '-f', ''], broken)).toContain('sarif');
    const options = await texts(['-'], broken);
    expect(options).toContain('--answers');
    expect(options).not.toContain('--data');
  });

  test('with hostile texts stays on its lines, and words that a shell would not take literally are left out', async () => {
    const [first, ...others] = packs.en.questions;
    const text = 'a\nb\t\u001b[31mred\u202e $(id)';
    const values = ['$(id)', 'a b', "it's", '`x`', 'a\nb', 'fine'].map((value) => ({ value, text, example: '' }));
    const hostile = { ...packs.en, questions: [{ ...(first as (typeof others)[0]), values, ask: 'x\nfiles\n' }, ...others] };
    const world = { packs: { en: hostile } };
    expect(await lines(['--data', ''], world)).toEqual(['words', 'fine\ta b [31mred $(id)', "unknown\tI don't know"]);
    expect((await lines(['--'], world))[1]).toBe('--data\tx files');
  });
});

describe('for bash', () => {
  test('only what continues the word from where bash thinks that it begins', async () => {
    expect(await bash('tsunagi --data=s')).toEqual(['words', 'stream']);
    expect(await bash('tsunagi --data=s', ' ')).toEqual(['words', '--data=stream']);
    expect(await bash('tsunagi --set data=')).toEqual(['words', 'stream', 'message', 'unknown']);
    expect(await bash("tsunagi --title 'a --data' --data \"s")).toEqual(['words', 'stream']);
    expect(await bash('')).toContain('check');
  });

  test.each([
    ['a ', ['a', '']],
    ['', ['']],
    ['a  \t b', ['a', 'b']],
    [`a 'b c'"d e"f`, ['a', 'b cd ef']],
    [`a "b \\" c`, ['a', 'b " c']],
    [`a 'b \\' c`, ['a', 'b \\', 'c']],
    ['a b\\ c', ['a', 'b c']],
    [`a ''`, ['a', '']],
    [`a '' `, ['a', '', '']],
    ['a \\', ['a', '']],
    ['a $(touch x)', ['a', '$(touch', 'x)']],
  ])('the line %j has the words %j', (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });
});

describe('the script', () => {
  test.each(['bash', 'zsh', 'fish'])('for %s is printed or written, and does not depend on a pack', async (shell) => {
    const io = memoryIo();
    expect(await main(['completion', shell], io)).toBe(0);
    expect(io.out()).toContain(`tsunagi completion ${shell} --`);
    const mine = memoryIo({ env: { TSUNAGI_RULES: 'missing' } });
    expect(await main(['completion', shell, '-o', 'script'], mine)).toBe(0);
    expect(mine.written()).toEqual({ script: io.out() });
  });
});
