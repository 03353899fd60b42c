import { Command, Option } from 'commander';
import type { Pack } from '../model/pack.ts';
import { type Page, paragraph, section } from '../output/text/layout.ts';
import { type CommandName, type CommandSpec, commandList, type OptionGroup } from './commands.ts';
import { formatHelpWith, type HelpTexts } from './help.ts';
import { commandOptions, globalOptions, type OptionName, questionFlags, valuesOf, variableOf } from './options.ts';

/** What the command line is made of. */
export interface ProgramParts {
  readonly version: string;
  /** Its questions become flags. */
  readonly pack: Pack;
  readonly texts: HelpTexts;
  /** What help is laid out on. */
  readonly page: Page;
  /** Where help and version are written. */
  readonly write: (text: string) => void;
  readonly run: (name: CommandName, command: Command) => void;
}

/**
 * The command line as commander parses it: sub-commands, their options, one flag for each question of the pack, help.
 *
 * Commander stops at the first thing that is wrong, in English. Here all of it is reported, with its place and in two languages
 * (`invocation-of.ts`): unknown options and operands too many are let through, and values are collected as they are.
 */
export function createProgram(parts: ProgramParts): Command {
  const { version, texts, page, write } = parts;
  const program = new Command('tsunagi')
    .description(texts.about)
    .optionsGroup(texts.groups.global)
    .version(version, '-V, --version', texts.options['version'])
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
    .configureHelp({ formatHelp: formatHelpWith(texts, page) })
    .helpOption('-h, --help', texts.options['help'])
    .helpCommand(false)
    .allowUnknownOption()
    .allowExcessArguments();
  for (const [name, flags] of Object.entries(globalOptions))
    program.addOption(optionOf(name, flags, parts).hideHelp(name === 'color'));
  const parents = new Map<string, Command>([['', program]]);
  for (const [name, spec] of commandList) parents.set(name, addCommand(parents, name, spec, parts));
  // Texts are laid out when they are asked for: that takes longer than parsing.
  program.addHelpText('after', () =>
    ['', ...section(page, texts.groups.examples, examples(parts)), '', ...paragraph(page, [texts.exits], 0)].join('\n'),
  );
  return program;
}

function addCommand(parents: Map<string, Command>, name: CommandName, spec: CommandSpec, parts: ProgramParts): Command {
  const { texts, pack, run } = parts;
  const [parent, own] = name.startsWith('rules ') ? [parents.get('rules'), name.slice('rules '.length)] : [parents.get(''), name];
  if (!parent) throw new RangeError(`nothing above ${name}`);
  const command = parent
    .command(`${own} ${spec.operands ?? ''}`.trim(), { isDefault: name === 'decide' })
    .description(texts.commands[name] ?? '')
    .helpGroup(texts.groups[spec.group])
    .allowUnknownOption()
    .allowExcessArguments()
    .helpCommand(false);
  if (spec.operands) command.usage(spec.operands);
  // Operands that are missing are reported together with all else.
  for (const argument of command.registeredArguments) {
    argument.required = false;
    if (spec.words) argument.argChoices = [...spec.words];
  }
  if (spec.asks) {
    for (const { id, question, hidden } of questionFlags(pack)) {
      const option = new Option(`--${id} <${valuesOf(question)}>`, question.ask)
        .choices(question.values.map(({ value }) => value))
        .argParser(collect)
        .env(variableOf(id))
        .hideHelp(hidden);
      command.addOption(option.helpGroup(texts.groups[question.group]));
    }
  }
  for (const [group, names] of Object.entries(spec.options) as [OptionGroup, readonly OptionName[]][]) {
    command.optionsGroup(texts.groups[group]);
    for (const each of names) command.addOption(optionOf(each, commandOptions[each], parts, spec.choices?.[each]));
  }
  command.optionsGroup(texts.groups.global);
  if (spec.asks)
    command.addHelpText('after', () =>
      [texts.answersNote, texts.precedence].flatMap((text) => paragraph(parts.page, [text], 0)).join('\n'),
    );
  return command.action(() => run(name, command));
}

function optionOf(name: string, flags: string, { texts }: ProgramParts, choices?: readonly string[]): Option {
  const option = new Option(flags, `${texts.options[name]}${choices ? texts.choices(choices) : ''}`);
  if (choices) option.choices(choices);
  return flags.includes('<') ? option.argParser(collect) : option;
}

/** Keeps every value: two that differ are a mistake, which is reported with both. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Answers to questions of the built-in pack, as an example. */
const exampleAnswers = { data: 'message', completion: 'async', fanout: 'p2p' };

function examples({ texts, pack }: ProgramParts): string[] {
  const known = Object.entries(exampleAnswers).filter(([id]) => pack.questions.some((question) => question.id === id));
  const flags = known.map(([id, value]) => ` --${id} ${value}`).join('');
  return [...texts.examples, ...(flags === '' ? [] : [`tsunagi${flags}`])].map((line) => `  ${line}`);
}
