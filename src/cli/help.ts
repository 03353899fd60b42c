import type { Command, Help, Option } from 'commander';
import type { help } from '../messages/en/help.ts';
import { besideOneAnother, blocksText, type Page, paragraph, row, section } from '../output/text/layout.ts';
import { displayWidth } from '../output/text/width.ts';
import { nameOf } from './commands.ts';

export type HelpMessages = typeof help;

const MAX_WIDTH = 100;
/** In columns; a longer term gets its own line. */
const TERM_WIDTH = 26;
const INDENT = '  ';

/** Commander's `formatHelp`, in groups. Questions after the core ones appear as bare flags, side by side. */
export function formatHelpWith(messages: HelpMessages, page: Page): (command: Command, helper: Help) => string {
  const sheet: Page = { ...page, width: Math.min(page.width, MAX_WIDTH) };
  return (command, helper) => {
    const isProgram = command.parent === null;
    const commands = helper.groupItems([...command.commands], helper.visibleCommands(command), (each) =>
      each.helpGroup(),
    );
    const width = Math.max(0, ...command.commands.map((each) => displayWidth(commandTerm(each))));
    const options = [...helper.groupItems([...command.options], helper.visibleOptions(command), groupOf)];
    return blocksText([
      paragraph(sheet, [helper.commandDescription(command)], 0),
      [usage(command)],
      ...[...commands].map(([title, items]) => {
        const rows = items.flatMap((each) => lines(commandTerm(each), each.description(), width));
        return section(sheet, title, rows);
      }),
      ...options
        .filter(([title]) => isProgram || title !== messages.groups.global)
        .map(([title, items]) => section(sheet, title, optionLines(title, items))),
      isProgram ? [] : [messages.groups.global + messages.colon + globalFlags(command)],
    ]);
  };

  function usage(command: Command): string {
    const words =
      command.parent === null
        ? ['tsunagi', `[${messages.commandWord}]`]
        : ['tsunagi', nameOf(command), ...operandsOf(command)];
    return messages.usage + [...words, `[${messages.optionsWord}]`].join(' ');
  }

  function optionLines(title: string, options: readonly Option[]): string[] {
    const isCompact = title !== messages.groups.core && options.every(({ envVar }) => envVar !== undefined);
    if (!isCompact) return options.flatMap(({ flags, description }) => lines(flags, description));
    const flags = options.map((option) => option.flags);
    const { lines: rows } = besideOneAnother(flags, INDENT, sheet.width - INDENT.length);
    return rows.map((line) => INDENT + sheet.style.cyan(line));
  }

  function lines(term: string, description: string, width = TERM_WIDTH): string[] {
    return row(sheet, { text: term, paint: sheet.style.cyan }, width, [description]);
  }

  function groupOf({ helpGroupHeading, long }: Option): string {
    return helpGroupHeading ?? (long === '--help' ? messages.groups.global : messages.groups.output);
  }
}

function globalFlags(command: Command): string {
  if (command.parent) return globalFlags(command.parent);
  const shown = command.options.filter(({ hidden }) => !hidden);
  return [...shown.map(({ long }) => long), '--help'].join(' ');
}

function commandTerm(command: Command): string {
  return [command.name(), ...operandsOf(command)].join(' ');
}

function operandsOf(command: Command): string[] {
  return command.registeredArguments.length === 0 ? [] : [command.usage()];
}
