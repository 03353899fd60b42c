import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { renderCommandHelp, renderHelp } from '../../src/cli/help.ts';
import { helpTextsIn } from '../../src/cli/help-texts.ts';
import { globalOptions, globalOptionsOf, questionOptions } from '../../src/cli/options.ts';
import { textsIn } from '../../src/cli/texts.ts';
import { plain } from '../../src/output/style.ts';
import { displayWidth } from '../../src/output/width.ts';
import { linkPack } from '../support/link-pack.ts';

const languages = ['en', 'ja'] as const;
const options = [...globalOptions, ...commands.flatMap((command) => command.options)];

describe.each(languages)('in %s', (lang) => {
  const pack = linkPack(lang);
  const context = { pack, speech: lang, style: plain, width: 80 };
  const texts = helpTextsIn(lang);

  test('every command and option has a text, and every text its command or option', () => {
    expect(Object.keys(texts.commands).sort()).toEqual(commands.map(({ name }) => name).sort());
    // A command may have its own text for an option that others have, too.
    const own = commands.flatMap((command) => command.options.map(({ long }) => `${command.name} ${long}`));
    const names = options.map(({ long }) => long);
    expect(Object.keys(texts.options).filter((key) => !names.includes(key) && !own.includes(key))).toEqual([]);
    expect(names.filter((name) => !(name in texts.options))).toEqual([]);
  });

  test('the help names all commands, and that of a command all of its options, within 80 columns', () => {
    const all = [renderHelp(context), ...commands.map((command) => renderCommandHelp(command, context))];
    for (const { name } of commands) expect(all[0]).toContain(`\n  ${name} `);
    commands.forEach((command, index) => {
      for (const { long } of [...command.options, ...globalOptionsOf(command)]) expect(all[index + 1]).toContain(`--${long}`);
    });
    for (const text of all) {
      const lines = text.split('\n');
      expect(lines.filter((line) => displayWidth(line) > 80 && !/^ {2}(tsunagi )?--/.test(line))).toEqual([]);
      expect(text).toMatch(/[^\n]\n$/);
    }
  });
});

test('both languages say the same things', () => {
  expect(Object.keys(textsIn('ja'))).toEqual(Object.keys(textsIn('en')));
});

test('no two options of one command share a name or a letter', () => {
  for (const command of commands) {
    const all = [
      ...globalOptions,
      ...command.options,
      ...(command.asks ? questionOptions(linkPack('en')).map(({ spec }) => spec) : []),
    ];
    const names = all.flatMap(({ long, short }) => [long, ...(short ? [short] : [])]);
    expect(names).toEqual([...new Set(names)]);
  }
});

test('a question whose name is an option has no flag', () => {
  const flags = questionOptions(linkPack('en'));
  expect(flags.map(({ spec }) => spec.long)).not.toContain('format');
  expect(flags.filter(({ hidden }) => hidden).map(({ spec, question }) => [spec.long, question.id])).toEqual([
    ['size', 'message-kib'],
  ]);
});
