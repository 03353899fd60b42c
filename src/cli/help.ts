import type { Pack, Question } from '../model/pack.ts';
import { type Page, paragraph, row, type Span, section } from '../output/layout.ts';
import type { Style } from '../output/style.ts';
import { type CommandSpec, commands } from './commands.ts';
import { decisionFormats } from './decision-formats.ts';
import { type HelpTexts, helpTextsIn } from './help-texts.ts';
import type { Speech } from './language.ts';
import { globalOptions, globalOptionsOf, type OptionGroup, type OptionSpec, valuesOf } from './options.ts';
import { flagBefore } from './repeat.ts';

/** What the help is made of. */
export interface HelpContext {
  readonly pack: Pack;
  readonly speech: Speech;
  readonly style: Style;
  readonly width: number;
}

interface Sheet extends Page {
  readonly pack: Pack;
  readonly texts: HelpTexts;
}

/** Answers that decide with the built-in pack, as an example. */
const example = { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new' };
const column = 26;

/** The help of the whole program: short, with examples first. */
export function renderHelp(context: HelpContext): string {
  const sheet = sheetOf(context);
  const { texts } = sheet;
  return blocks([
    paragraph(sheet, [texts.about], 0),
    section(sheet, texts.examples, exampleLines(sheet)),
    section(sheet, texts.usage, [
      `  tsunagi [decide] [${texts.optionsWord}]`,
      `  tsunagi <${texts.command}> [${texts.optionsWord}]`,
    ]),
    commandsSection(sheet, () => true),
    section(sheet, texts.questionsTitle, questionLines(sheet, 'core')),
    section(sheet, texts.groups.global, optionLines(sheet, globalOptions, 'global')),
    exitLines(sheet),
  ]);
}

function commandsSection(sheet: Sheet, isShown: (name: string) => boolean): string[] {
  const lines = commands
    .filter(({ name }) => isShown(name))
    .flatMap(({ name, operand }) => line(sheet, `${name} ${operand}`, sheet.texts.commands[name]));
  return section(sheet, sheet.texts.commandsTitle, lines);
}

/** The help of one command: all of its options, in groups. */
export function renderCommandHelp(command: CommandSpec, context: HelpContext): string {
  const sheet = sheetOf(context);
  const { texts } = sheet;
  const groups = Object.keys(texts.groups) as OptionGroup[];
  const options = [...command.options, ...globalOptionsOf(command)];
  return blocks([
    paragraph(sheet, [`tsunagi ${command.name}: ${texts.commands[command.name]}`], 0),
    section(sheet, texts.usage, [`  tsunagi ${[command.name, command.operand].join(' ').trim()} [${texts.optionsWord}]`]),
    commandsSection(sheet, (name) => name.startsWith(`${command.name} `)),
    ...groups.map((group) =>
      section(sheet, texts.groups[group], [
        ...(command.asks ? questionLines(sheet, group) : []),
        ...optionLines(sheet, options, group, command.name),
      ]),
    ),
    command.asks ? [...paragraph(sheet, [texts.unknownNote], 0), ...paragraph(sheet, [texts.precedence], 0)] : [],
    exitLines(sheet),
  ]);
}

function sheetOf({ pack, speech, style, width }: HelpContext): Sheet {
  return { pack, style, width, texts: helpTextsIn(speech) };
}

function exampleLines(sheet: Sheet): string[] {
  const { pack, texts } = sheet;
  const ids = new Set(pack.questions.map(({ id }) => id));
  const known = Object.entries(example).filter(([id]) => ids.has(id));
  const answers = known.map(([id, value]) => `${flagBefore(id)}${value}`).join(' ');
  return [
    ...line(sheet, 'tsunagi', texts.exampleAsk),
    ...(answers === '' ? [] : [`  tsunagi ${answers}`]),
    ...line(sheet, 'tsunagi -a link.yaml', texts.exampleFile),
    ...line(sheet, 'tsunagi init link.yaml', texts.exampleBlank),
  ];
}

function questionLines(sheet: Sheet, group: OptionGroup): string[] {
  return sheet.pack.questions
    .filter((question) => question.group === group)
    .flatMap((question) => line(sheet, questionFlag(question), question.ask));
}

function questionFlag(question: Question): string {
  return `${flagBefore(question.id)}<${valuesOf(question)}>`;
}

/** The options of a group; one that means something else in a command than elsewhere has a text of its own for it. */
function optionLines(sheet: Sheet, options: readonly OptionSpec[], group: OptionGroup, command = ''): string[] {
  return options
    .filter((option) => option.group === group)
    .flatMap(({ long, short, takes, choices }) => {
      const label = `${short ? `-${short}, ` : ''}--${long}${takes === undefined ? '' : ` <${takes}>`}`;
      const named = choices ?? (long === 'format' ? Object.keys(decisionFormats) : []);
      const names = named.length > 0 ? ` ${named.join(' | ')}` : '';
      return line(sheet, label, `${sheet.texts.options[`${command} ${long}`] ?? sheet.texts.options[long]}${names}`);
    });
}

function line(sheet: Sheet, label: string, text = ''): string[] {
  const { cyan } = sheet.style;
  const shown: Span = { text: label.trim(), paint: cyan };
  return row(sheet, shown, column, [text]);
}

function exitLines(sheet: Sheet): string[] {
  const { texts } = sheet;
  return section(
    sheet,
    texts.exitTitle,
    texts.exits.flatMap(([code, text]) => row(sheet, String(code), 3, [text])),
  );
}

function blocks(parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
