import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { helpOf } from '../../src/cli/commands/help.ts';
import { commands, questionFlags } from '../../src/cli/commands.ts';
import { help as en } from '../../src/messages/en/help.ts';
import { help as ja } from '../../src/messages/ja/help.ts';
import { commandOptions, globalOptions } from '../../src/model/command-options.ts';
import { plain } from '../../src/output/style.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { builtInPack } from '../support/built-in.ts';
import { linkPack } from '../support/link-pack.ts';
import { commandsIn, programOf, syntaxOf } from '../support/program.ts';
import { run } from '../support/run.ts';

describe.each([
  ['en', en],
  ['ja', ja],
] as const)('in %s', (lang, texts) => {
  const pack = builtInPack(lang);
  const program = programOf(pack);
  const helpFor = (command: Command): string => helpOf(command, syntaxOf(pack), { style: plain, width: 80 });
  const all = [['', program] as const, ...commandsIn(program)];

  test('every command and option has a text, and no text is left over', () => {
    expect(Object.keys(texts.commands).sort()).toEqual(Object.keys(commands).sort());
    const names = [...Object.keys(globalOptions), ...Object.keys(commandOptions)];
    expect(Object.keys(texts.options).sort()).toEqual(names.sort());
  });

  test('a command is described in one line of at most 60 columns', () => {
    expect(Object.values(texts.commands).filter((text) => displayWidth(text) > 60)).toEqual([]);
  });

  test('the help of the program has at most 35 lines, that of a command at most 60', () => {
    const lines = all.map(([name, command]) => [name, helpFor(command).trimEnd().split('\n').length] as const);
    expect(lines.filter(([name, count]) => count > (name === '' ? 35 : 60))).toEqual([]);
  });

  test('the help of a command names all of its options, within 80 columns', () => {
    for (const [name, command] of commandsIn(program)) {
      const text = helpFor(command);
      for (const { long, hidden } of command.options) {
        if (!hidden) expect({ name, text }).toMatchObject({ text: expect.stringContaining(`${long}`) });
      }
      expect(text.split('\n').filter((line) => displayWidth(line) > 80 && !/^ {2}--/.test(line))).toEqual([]);
      expect(text).toMatch(/[^\n]\n$/);
    }
  });
});

test('no two options of one command share a name or a letter', () => {
  const program = programOf(linkPack('en'));
  for (const [, command] of commandsIn(program)) {
    const names = [...program.options, ...command.options].flatMap(({ long, short }) => [long, short].filter((name) => name));
    expect(names).toEqual([...new Set(names)]);
  }
});

test("a question named like an option has no flag, and a question's old name is accepted but not shown", () => {
  const flags = questionFlags(linkPack('en'));
  expect(flags.map(({ id }) => id)).not.toContain('format');
  expect(flags.filter(({ hidden }) => hidden).map(({ id, question }) => [id, question.id])).toEqual([['size', 'message-kib']]);
});

test('--help works for each command without its operands, and its examples can be parsed', async () => {
  const examples: string[] = [];
  for (const name of Object.keys(commands)) {
    const words = name.split(' ');
    const help = await run([...words, '--help']);
    expect(help).toEqual(await run(['help', ...words]));
    expect(help.exit).toBe(0);
    examples.push(...(/^Example: tsunagi (.+)$/m.exec(help.out)?.slice(1) ?? []));
  }
  expect(examples.length).toBeGreaterThan(8);
  for (const each of examples) expect((await run(each.split(' '))).err).not.toMatch(/\[(unknown|excess|missing)-\w+\]/);
});
