import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/cli/commands/completion.ts';
import { placeholderOf } from '../../src/cli/commands.ts';
import { sources } from '../../src/cli/completion/complete.ts';
import { main } from '../../src/cli/main.ts';
import { linkPack } from '../support/link-pack.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { packFiles } from '../support/pack-files.ts';
import { commandsIn, programOf } from '../support/program.ts';

const packs = { en: linkPack('en'), ja: linkPack('ja') };

/** The lines that a shell's script is given for words of which the last is being typed. */
async function lines(words: readonly string[], world: World = {}, shell = 'zsh'): Promise<string[]> {
  const io = memoryIo(world.files ? world : { packs, ...world });
  expect(await main(['completion', shell, '--', ...words], io)).toBe(0);
  expect(io.err()).toBe('');
  return io.out().replace(/\n$/, '').split('\n');
}

async function texts(words: readonly string[], world: World = {}): Promise<string[]> {
  return (await lines(words, world)).slice(1).map((line) => line.split('\t')[0] as string);
}

/** For bash: the line up to the cursor, with the characters at which bash ends words by itself. */
async function bash(line: string, breaks = ' \t\n"\'><=;|&(:'): Promise<string[]> {
  return (await lines([breaks, line], {}, 'bash')).map((each) => each.split('\t')[0] as string);
}

describe('what is offered', () => {
  const program = programOf(packs.en);
  const all = commandsIn(program);
  const oneWord = program.commands.map((command) => command.name());
  const below = all.flatMap(([name]) => (name.startsWith('rules ') ? [name.slice(6)] : []));

  test('commands, until an option of the default one is given', async () => {
    expect(await texts([''])).toEqual(oneWord);
    expect(await texts(['--lang', 'ja', ''])).toEqual(oneWord);
    expect(await texts(['--data', 'stream', ''])).not.toContain('check');
    expect(await texts(['rules', ''])).toEqual(below);
    expect(await texts(['help', ''])).toEqual(oneWord);
    expect(await texts(['help', 'rules', ''])).toEqual(below);
    expect(await texts(['help', 'rules', 'lint', ''])).toEqual([]);
    expect(await texts(['nonsense', ''])).toEqual([]);
    expect(await texts(['--help', ''])).toEqual(oneWord);
  });

  test.each(all)('all options of %s', async (name, command) => {
    const own = command.options.filter(({ hidden }) => !hidden);
    const expected = [...own, ...program.options].flatMap(({ long, short }) => [long, ...(short ? [short] : [])]);
    expect((await texts([...name.split(' '), '-'])).sort()).toEqual([...expected, '--help', '-h'].sort());
  });

  test('no option twice, unless it may repeat', async () => {
    const left = await texts(['--data', 'stream', '--set', 'ordering=none', '-']);
    expect(left).not.toContain('--data');
    expect(left).toContain('--set');
  });

  test('for every value and operand that a command declares it is settled what is offered', () => {
    const options = [...program.options, ...all.flatMap(([, command]) => command.options)];
    const values = options.filter(({ optional, argChoices }) => optional && !argChoices);
    const operands = all.flatMap(([, command]) => command.registeredArguments).filter(({ argChoices }) => !argChoices);
    const named = [...values.map(({ flags }) => placeholderOf(flags)), ...operands.map((operand) => operand.name())];
    const wanted = [...new Set(named)].filter((word) => word !== 'command');
    const free = / |^(id|text|name|day|percent|character|KiB|days|seconds|consumers)/;
    expect(wanted.filter((word) => !(word in sources) && !free.test(word))).toEqual([]);
    expect(Object.keys(sources).filter((word) => !wanted.includes(word))).toEqual([]);
  });

  test('values of a question, with what they mean, in the language of the locale or of --lang', async () => {
    expect(await lines(['--data', ''])).toEqual(['words', 'stream\ta stream', 'message\tmessages', "unknown\tI don't know"]);
    expect((await lines(['--data', ''], { env: { LANG: 'ja_JP.UTF-8' } }))[3]).toBe('unknown\t分からない');
    expect((await lines(['--lang=ja', '--data', ''], { env: { LANG: 'C' } }))[3]).toBe('unknown\t分からない');
    expect((await lines(['--lang', 'en', '--data', ''], { env: { LANG: 'ja_JP' } }))[3]).toBe("unknown\tI don't know");
  });

  test('the same behind an equals sign', async () => {
    expect(await texts(['--data='])).toEqual(['--data=stream', '--data=message', '--data=unknown']);
    expect(await texts(['--no-input='])).toEqual([]);
    expect(await texts(['--nothing='])).toEqual([]);
  });

  test('questions and values of --set', async () => {
    expect(await texts(['--set', ''])).toEqual(packs.en.questions.map(({ id }) => `${id}=`));
    expect(await texts(['--set', 'data='])).toEqual(['data=stream', 'data=message', 'data=unknown']);
    expect(await texts(['--set', 'nothing='])).toEqual([]);
  });

  test('formats of the command', async () => {
    expect(await texts(['-f', ''])).toContain('adr');
    for (const [name, { options }] of all) {
      const choices = options.find(({ long }) => long === '--format')?.argChoices;
      if (choices) expect(await texts([...name.split(' '), '-f', ''])).toEqual(choices);
    }
  });

  test('services and variants, each once, and questions for a map', async () => {
    const all = packs.en.services.map(({ id }) => id);
    expect(await texts(['services', ''])).toEqual(all);
    expect(await texts(['services', 'sqs', ''])).toEqual(all.filter((id) => id !== 'sqs'));
    expect(await texts(['services', '--map', ''])).toContain('data,');
    const second = await texts(['services', '--map', 'data,']);
    expect(second).not.toContain('data,data');
    expect(second).not.toContain('data,message-kib');
    expect(second.length).toBeGreaterThan(0);
  });

  test.each([
    ['files', ['-a ', '-a -', '--answers=x', 'check ', 'check a b', 'check -- -x', '-o ', 'rules diff a b ']],
    ['folders', ['--rules ', '--rules=x', 'rules init ']],
    ['words', ['--title ']],
  ])('%s, which the shell knows, or nothing', async (kind, typed) => {
    for (const line of typed) expect(await lines(line.split(' '))).toEqual([kind]);
    expect(await lines(['rules', 'diff', ''])).toContain('aws-messaging\t');
  });
});

describe('the pack in force', () => {
  const other = { ...packs.en, questions: packs.en.questions.map((question) => ({ ...question, ask: `Mine: ${question.ask}` })) };
  const files = packFiles(other, 'mine');

  test('is that of --rules, or of TSUNAGI_RULES', async () => {
    const atHome = { files: packFiles(other, '/me/mine'), env: { HOME: '/me' } };
    for (const [line, world] of [
      ['--rules mine --da', { files }],
      ['--rules=mine --da', { files }],
      ['--da', { files, env: { TSUNAGI_RULES: 'mine' } }],
      ['--rules ~/mine --da', atHome],
    ] as const)
      expect((await lines(line.split(' '), world))[1]).toMatch(/^--data\tMine: /);
  });

  test('may be unreadable: then what does not depend on it is still there', async () => {
    const broken = { files: { 'mine/pack.yaml': 'pack: [' }, env: { TSUNAGI_RULES: 'mine' } };
    expect(await texts([''], broken)).toContain('check');
    expect(await texts(['rules', 'lint', '-f', ''], broken)).toContain('sarif');
    const options = await texts(['-'], broken);
    expect(options).toContain('--answers');
    expect(options).not.toContain('--data');
  });

  test('with hostile texts stays on its lines, and words that a shell would not take as they stand are left out', async () => {
    const [first, ...others] = packs.en.questions;
    const values = ['$(id)', 'a b', "it's", '`x`', 'a\nb', 'fine'].map((value) => ({
      value,
      text: 'a\nb\t\u001b[31mred\u202e $(id)',
      example: '',
    }));
    const hostile = { ...packs.en, questions: [{ ...(first as (typeof others)[0]), values, ask: 'x\nfiles\n' }, ...others] };
    const world = { packs: { en: hostile } };
    expect(await lines(['--data', ''], world)).toEqual(['words', 'fine\ta b [31mred $(id)', "unknown\tI don't know"]);
    expect((await lines(['--'], world))[1]).toBe('--data\tx files');
  });
});

describe('for bash', () => {
  test('only what goes on from the word, from where bash thinks that it begins', async () => {
    expect(await bash('tsunagi --data s')).toEqual(['words', 'stream']);
    expect(await bash('tsunagi --data=s')).toEqual(['words', 'stream']);
    expect(await bash('tsunagi --data=s', ' ')).toEqual(['words', '--data=stream']);
    expect(await bash('tsunagi --set da')).toEqual(['words', 'data=']);
    expect(await bash('tsunagi --set data=')).toEqual(['words', 'stream', 'message', 'unknown']);
    expect(await bash('tsunagi --data "s')).toEqual(['words', 'stream']);
    expect(await bash("tsunagi --title 'a --data' --data s")).toEqual(['words', 'stream']);
    expect(await bash('')).toContain('check');
  });

  test.each([
    ['a b', ['a', 'b']],
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
  ])('the words of %j', (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });
});

describe('the script', () => {
  test.each(['bash', 'zsh', 'fish'])('for %s is printed, and says nothing of a pack', async (shell) => {
    const io = memoryIo();
    expect(await main(['completion', shell], io)).toBe(0);
    expect(io.out()).toContain(`tsunagi completion ${shell} --`);
    const mine = memoryIo({ env: { TSUNAGI_RULES: 'missing' } });
    expect(await main(['completion', shell, '-o', 'script'], mine)).toBe(0);
    expect(mine.written()).toEqual({ script: io.out() });
  });

  test.each([
    ['completion', /\[missing-operand\]/],
    ['completion fsh --lang ja', /「fsh」という選択肢はありません。.*\[unknown-choice\]/],
    ['completion bash zsh', /\[excess-argument\]/],
  ])('is refused for %s', async (line, said) => {
    const io = memoryIo();
    expect(await main(line.split(' '), io)).toBe(2);
    expect(io.err()).toMatch(said);
    expect(io.out()).toBe('');
  });
});
