import type { Command, Help, Option } from 'commander';
import type { help } from '../messages/en/help.ts';
import { type Page, paragraph, row, section } from '../output/text/layout.ts';
import { displayWidth, pad } from '../output/text/width.ts';
import { nameOf } from './commands.ts';

export type HelpMessages = typeof help;

const MAX_WIDTH = 100;
/** In columns; what is longer stands on a line of its own. */
const TERM_WIDTH = 26;
const INDENT = '  ';

/**
 * Commander's `formatHelp`: what the command does, its commands before its options, all of it in groups. Questions
 * below the core ones are shown as their flags alone, side by side: `tsunagi init` explains them.
 */
export function formatHelpWith(messages: HelpMessages, page: Page): (command: Command, helper: Help) => string {
  const sheet: Page = { ...page, width: Math.min(page.width, MAX_WIDTH) };
  return (command, helper) => {
    const isProgram = command.parent === null;
    const commands = helper.groupItems([...command.commands], helper.visibleCommands(command), (each) =>
      each.helpGroup(),
    );
    const width = Math.max(0, ...command.commands.map((each) => displayWidth(commandTerm(each))));
    const options = helper.groupItems([...command.options], helper.visibleOptions(command), groupOf);
    const blocks = [
      [...paragraph(sheet, [helper.commandDescription(command)], 0), ...usage(command)],
      ...[...commands].map(([title, items]) =>
        section(
          sheet,
          title,
          items.flatMap((each) => lines(commandTerm(each), each.description(), width)),
        ),
      ),
      ...[...options]
        .filter(([title]) => isProgram || title !== messages.groups.global)
        .map(([title, items]) => optionBlock(title, items)),
    ];
    const after = isProgram ? [] : [messages.groups.global + messages.colon + globalFlags(command)];
    return [...blocks, after]
      .filter((lines) => lines.length > 0)
      .map((lines) => `${lines.join('\n')}\n`)
      .join('\n');
  };

  function usage(command: Command): string[] {
    const operands = command.parent === null ? [`[${messages.commandWord}]`] : operandsOf(command);
    const words = command.parent === null ? ['tsunagi'] : ['tsunagi', nameOf(command)];
    return ['', messages.usage + [...words, ...operands, `[${messages.optionsWord}]`].join(' ')];
  }

  function optionBlock(title: string, options: readonly Option[]): string[] {
    const compact = title !== messages.groups.core && options.every(({ envVar }) => envVar !== undefined);
    const body = compact ? sideBySide(options) : options.flatMap(({ flags, description }) => lines(flags, description));
    return section(sheet, title, body);
  }

  /** Short flags in two columns, then those that need a line of their own. */
  function sideBySide(options: readonly Option[]): string[] {
    const column = Math.floor(sheet.width / 2) - INDENT.length;
    const flags = options.map((option) => option.flags);
    const short = flags.filter((each) => displayWidth(each) <= column - INDENT.length);
    const long = flags.filter((each) => !short.includes(each));
    const rows = short.flatMap((each, index) =>
      index % 2 === 0 ? [[each, ...short.slice(index + 1, index + 2)]] : [],
    );
    return [...rows.map(([left = '', right = '']) => [pad(left, column), right].join('').trimEnd()), ...long].map(
      (line) => INDENT + sheet.style.cyan(line),
    );
  }

  function lines(term: string, description: string, width = TERM_WIDTH): string[] {
    return row(sheet, { text: term, paint: sheet.style.cyan }, width, [description]);
  }

  function groupOf({ helpGroupHeading, long }: Option): string {
    return helpGroupHeading ?? (long === '--help' ? messages.groups.global : messages.groups.output);
  }

  function globalFlags(command: Command): string {
    const root = rootOf(command);
    return [...root.options.filter(({ hidden }) => !hidden).map(({ long }) => long), '--help'].join(' ');
  }
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

function commandTerm(command: Command): string {
  return [command.name(), ...operandsOf(command)].join(' ');
}

function operandsOf(command: Command): string[] {
  return command.registeredArguments.length === 0 ? [] : [command.usage()];
}
