import { describe, expect, test } from 'vitest';
import { sources } from '../../src/cli/commands/completion.ts';
import { placeholderOf } from '../../src/cli/program.ts';
import { linkPack } from '../support/link-pack.ts';
import type { World } from '../support/memory-io.ts';
import { packFiles } from '../support/pack-files.ts';
import { commandsIn, programOf } from '../support/program.ts';
import { printed } from '../support/run.ts';

const packs = { en: linkPack('en'), ja: linkPack('ja') };

/** What a shell's script is given while the last word of a line is being typed: the kind, then the words. */
async function lines(line: string, world: World = {}): Promise<string[]> {
  const out = await printed(['completion', 'zsh', '--', ...line.split(' ')], world.files ? world : { packs, ...world });
  return out.replace(/\n$/, '').split('\n');
}

async function texts(line: string, world: World = {}): Promise<string[]> {
  return (await lines(line, world)).slice(1).map((each) => each.replace(/\t.*/, ''));
}

describe('what is offered', () => {
  const program = programOf(packs.en);
  const all = commandsIn(program);
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
    ['services ', packs.en.services.map(({ id }) => id)],
  ])('after "%s" the commands or values that can follow', async (line, expected) => {
    expect(await texts(line)).toEqual(expected);
  });

  test('no commands after an option of the default one', async () => {
    expect(await texts('--data stream ')).not.toContain('check');
  });

  test.each(all)('all options of %s, and the formats that it has', async (name, command) => {
    const shown = [...command.options, ...program.options].filter(({ hidden }) => !hidden);
    const expected = shown.flatMap(({ long, short }) => [long, ...(short ? [short] : [])]);
    expect((await texts(`${name} -`)).sort()).toEqual(expected.sort());
    const formats = command.options.find(({ long }) => long === '--format')?.argChoices;
    if (formats) expect(await texts(`${name} -f `)).toEqual(formats);
  });

  test('something settled for every value and operand that a command declares', () => {
    const options = [...program.options, ...all.flatMap(([, command]) => command.options)];
    const values = options.filter(({ optional, argChoices, envVar }) => optional && !argChoices && !envVar);
    const operands = all.flatMap(([, command]) => command.registeredArguments).filter(({ argChoices }) => !argChoices);
    const named = [...values.map(placeholderOf), ...operands.map((operand) => operand.name())];
    const wanted = [...new Set(named)].filter((word) => word !== 'command');
    const free = /,|^(id|text|name|day|percent|id=value)$/;
    const unsettled = wanted.filter((word) => !sources.has(word) && !free.test(word));
    expect(unsettled, 'in neither `sources` nor `free`').toEqual([]);
    expect([...sources.keys()].filter((word) => !wanted.includes(word))).toEqual([]);
  });

  test.each([
    ['--data ', {}, "I don't know"],
    ['--data ', { LANG: 'ja_JP.UTF-8' }, '分からない'],
    ['--lang=ja --data ', { LANG: 'C' }, '分からない'],
    ['--lang en --data ', { LANG: 'ja_JP' }, "I don't know"],
  ] as const)('after "%s" the values with their meaning, in the language of the locale or of --lang', async (line, env, last) => {
    expect((await lines(line, { env }))[3]).toBe(`unknown\t${last}`);
    if (last.startsWith('I')) expect((await lines(line, { env }))[1]).toBe('stream\ta stream');
  });

  test.each([
    ['files', ['-a ', '-a -', '--answers=x', 'check ', 'check a b', 'check -- -x', '-o ', 'rules diff a b ']],
    ['folders', ['--rules ', '--rules=x', 'rules init ', 'rules diff ']],
    ['words', ['--title ']],
  ])('%s, which the shell completes itself', async (kind, typed) => {
    for (const line of typed) expect(await lines(line)).toEqual([kind]);
  });
});

describe('the pack in force', () => {
  const other = { ...packs.en, questions: packs.en.questions.map((question) => ({ ...question, ask: `Mine: ${question.ask}` })) };
  const files = packFiles(other, 'mine');

  test.each([
    ['--rules mine --da', { files }],
    ['--rules=mine --da', { files }],
    ['--da', { files, env: { TSUNAGI_RULES: 'mine' } }],
  ])('comes from --rules or from TSUNAGI_RULES: %s', async (line, world) => {
    expect((await lines(line, world))[1]).toMatch(/^--data\tMine: /);
  });

  test('is that of the help, too', async () => {
    expect(await printed(['help', 'decide', '--rules', 'mine'], { files })).toContain('Mine: Which data?');
  });

  test('with hostile texts stays on its lines, and words that a shell would not take literally are left out', async () => {
    const [first, ...others] = packs.en.questions;
    const text = 'a\nb\t\u001b[31mred\u202e $(id)';
    const values = ['$(id)', 'a b', "it's", '`x`', 'a\nb', 'fine'].map((value) => ({ value, text, example: '' }));
    const hostile = { ...packs.en, questions: [{ ...(first as (typeof others)[0]), values, ask: 'x\nfiles\n' }, ...others] };
    const world = { packs: { en: hostile } };
    expect(await lines('--data ', world)).toEqual(['words', 'fine\ta b [31mred $(id)', "unknown\tI don't know"]);
    expect((await lines('--', world))[1]).toBe('--data\tx files');
  });
});

test.each(['bash', 'zsh', 'fish'])('the script for %s is printed, whatever the pack', async (shell) => {
  const script = await printed(['completion', shell]);
  expect(script).toContain(`tsunagi completion ${shell} --`);
  expect(await printed(['completion', shell], { env: { TSUNAGI_RULES: 'missing' } })).toBe(script);
});
