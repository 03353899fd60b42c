import { Command, Option } from 'commander';
import type { help } from '../messages/en/help.ts';
import { commandOptions, globalOptions } from '../model/command-options.ts';
import type { PackQuestions } from '../model/io.ts';
import { valuesOf } from '../model/pack.ts';
import {
  type CommandName,
  type CommandSpec,
  commandName,
  commands,
  type OptionGroup,
  questionFlags,
  specOf,
  variableOf,
} from './commands.ts';

export type HelpMessages = typeof help;

/** What the command line depends on: the questions of a pack, and the texts of the help. */
export interface Syntax {
  readonly pack: PackQuestions;
  readonly help: HelpMessages;
}

/** Receives each option of a command line, in order. Null: it takes no value, or the value is missing. */
export type OptionListener = (option: Option, value: string | null) => void;

/**
 * The commander program. Commander stops at the first mistake, so it lets everything pass, and we report all mistakes. Only the
 * command that runs gets its options.
 */
export function createProgram(syntax: Syntax, run: (command: Command) => void = () => {}, found: OptionListener = () => {}) {
  const { help } = syntax;
  const program = globalProgram(found, help).description(help.about);
  for (const [name, spec] of Object.entries(commands) as [CommandName, CommandSpec][]) {
    const [own = '', above] = name.split(' ').reverse();
    const parent = program.commands.find((each) => each.name() === above) ?? program;
    addCommand(parent, own, spec, help.commands[name])
      .helpGroup(help.groups[spec.group])
      .action((...args) => run(args.at(-1)));
  }
  for (const parent of [program, ...program.commands]) {
    parent.hook('preSubcommand', (_, command) => addOptions(command, syntax, found));
  }
  return program;
}

/** A program with the options of every command alone. */
export function globalProgram(found: OptionListener = () => {}, help?: HelpMessages): Command {
  const program = new Command('tsunagi').helpOption(false).allowUnknownOption().allowExcessArguments();
  if (help) program.optionsGroup(help.groups.global);
  for (const [name, flags] of Object.entries(globalOptions) as [keyof typeof globalOptions, string][]) {
    addOption(program, found, optionOf(flags, help?.options[name]).hideHelp(name === 'color'));
  }
  return program;
}

function addCommand(parent: Command, own: string, { operands = '', words }: CommandSpec, description: string): Command {
  const command = parent
    .command(`${own} ${operands}`.trim(), { isDefault: own === 'decide' })
    .description(description)
    .allowUnknownOption();
  if (operands !== '') command.usage(operands);
  for (const argument of command.registeredArguments) argument.required = false;
  const last = command.registeredArguments.at(-1);
  if (words && last) last.argChoices = [...words];
  return command;
}

/** Adds its options to a command, once. */
export function addOptions(command: Command, { pack, help }: Syntax, found: OptionListener = () => {}): void {
  if (command.parent === null || command.options.length > 0) return;
  const { asks, options, choices } = specOf(commandName(command));
  for (const { id, question, hidden } of asks ? questionFlags(pack) : []) {
    const option = optionOf(`--${id} <${valuesOf(question, help.number)}>`, question.ask)
      .env(variableOf(id))
      .helpGroup(help.groups[question.group])
      .hideHelp(hidden);
    addOption(command, found, option);
  }
  for (const [group, names] of Object.entries(options)) {
    for (const name of names) {
      const known = choices?.[name];
      const option = optionOf(commandOptions[name], `${help.options[name]}${known ? help.choices(known) : ''}`);
      if (known) option.argChoices = [...known];
      addOption(command, found, option.helpGroup(help.groups[group as OptionGroup]));
    }
  }
}

/** To commander all values are optional: it would take the next option for a missing one. */
function optionOf(flags: string, description?: string): Option {
  const option = new Option(flags, description);
  return Object.assign(option, { required: false, optional: option.required });
}

function addOption(command: Command, found: OptionListener, option: Option): void {
  command.addOption(option).on(`option:${option.name()}`, (value: string | null = null) => found(option, value));
}

/** The placeholder of an option's value, such as `file`; `value` if it takes none. */
export function placeholderOf({ flags }: Option): string {
  return /<(.*)>/.exec(flags)?.[1] ?? 'value';
}
