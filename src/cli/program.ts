import { Command, Option } from 'commander';
import type { Pack } from '../model/pack.ts';
import { type Page, paragraph } from '../output/text/layout.ts';
import {
  type CommandName,
  type CommandSpec,
  commandList,
  commandOptions,
  commandsBelow,
  globalOptions,
  MISSING,
  nameOf,
  type OptionGroup,
  questionFlags,
  specOf,
  valuesOf,
  variableOf,
} from './commands.ts';
import { formatHelpWith, type HelpMessages } from './help.ts';

export interface ProgramParts {
  readonly version: string;
  readonly pack: Pack;
  readonly messages: HelpMessages;
  readonly page: Page;
  readonly write: (text: string) => void;
  readonly run: (name: CommandName, command: Command) => void;
}

/**
 * The commander program. Only the command that runs gets its options, including one for each question.
 * Commander stops at the first mistake, so it lets unknown options and excess operands pass, and we report them all.
 */
export function createProgram(parts: ProgramParts): Command {
  const { version, messages, page, write } = parts;
  const program = new Command('tsunagi')
    .description(messages.about)
    .optionsGroup(messages.groups.global)
    .version(version, '-V, --version', messages.options['version'])
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
    .configureHelp({ formatHelp: formatHelpWith(messages, page) })
    .helpOption('-h, --help', messages.options['help'])
    .helpCommand(false)
    .allowUnknownOption()
    .allowExcessArguments();
  for (const [name, flags] of Object.entries(globalOptions))
    program.addOption(optionOf(name, flags, messages).hideHelp(name === 'color'));
  for (const [name, spec] of commandList) {
    const [own = '', above] = name.split(' ').reverse();
    addCommand(program.commands.find((each) => each.name() === above) ?? program, own, name, spec, parts);
  }
  for (const parent of [program, ...program.commands])
    parent.hook('preSubcommand', (_, command) => {
      if (command.options.length === 0) addOptions(command, parts);
    });
  const after = [messages.example(exampleOf(parts)), messages.exits];
  return program.addHelpText('after', () => after.flatMap((text) => ['', ...paragraph(page, [text], 0)]).join('\n'));
}

function addCommand(
  parent: Command,
  own: string,
  name: CommandName,
  { operands = '', words, group }: CommandSpec,
  { messages, run }: ProgramParts,
): void {
  const command = parent
    .command(`${own} ${operands}`.trim(), { isDefault: name === 'decide' })
    .description(messages.commands[name] ?? '')
    .helpGroup(messages.groups[group])
    .allowUnknownOption()
    .allowExcessArguments()
    .helpCommand(false)
    .action(() => run(name, command));
  if (operands !== '') command.usage(operands);
  // Missing operands are reported together with all other problems.
  for (const argument of command.registeredArguments) {
    argument.required = false;
    const choices = argument.name() === 'command' ? commandsBelow(name) : words;
    if (choices) argument.argChoices = [...choices];
  }
}

function addOptions(command: Command, { messages, pack, page }: ProgramParts): void {
  const { asks, options, choices } = specOf(nameOf(command));
  if (asks) {
    for (const { id, question, hidden } of questionFlags(pack)) {
      const option = new Option(`--${id} <${valuesOf(question)}>`, question.ask)
        .choices(question.values.map(({ value }) => value))
        .env(variableOf(id))
        .hideHelp(hidden);
      command.addOption(collecting(option).helpGroup(messages.groups[question.group]));
    }
    const notes = [messages.answersNote, messages.precedence];
    command.addHelpText('after', () => notes.flatMap((text) => paragraph(page, [text], 0)).join('\n'));
  }
  for (const [group, names] of Object.entries(options)) {
    command.optionsGroup(messages.groups[group as OptionGroup]);
    for (const name of names) command.addOption(optionOf(name, commandOptions[name], messages, choices?.[name]));
  }
  command.optionsGroup(messages.groups.global);
}

function optionOf(name: string, flags: string, messages: HelpMessages, choices?: readonly string[]): Option {
  const option = new Option(flags, `${messages.options[name]}${choices ? messages.choices(choices) : ''}`);
  if (choices) option.choices(choices);
  return flags.includes('<') ? collecting(option) : option;
}

/** Keeps every value, to report contradicting ones. Commander does not take an option as an optional value. */
function collecting(option: Option): Option {
  return Object.assign(option, { required: false, optional: true }).preset(MISSING).argParser(collect);
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Example answers to the built-in pack. */
const exampleAnswers = { data: 'message', completion: 'async', fanout: 'p2p' };

function exampleOf({ pack }: ProgramParts): string {
  const known = Object.entries(exampleAnswers).filter(([id]) => pack.questions.some((question) => question.id === id));
  if (known.length === 0) return 'tsunagi -a link.yaml --save links/orders.yaml';
  return `tsunagi${known.map(([id, value]) => ` --${id} ${value}`).join('')}`;
}
