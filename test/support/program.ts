import type { Command } from 'commander';
import { type CommandName, commandList } from '../../src/cli/commands.ts';
import { createProgram } from '../../src/cli/program.ts';
import { help as en } from '../../src/messages/en/help.ts';
import { help as ja } from '../../src/messages/ja/help.ts';
import type { Pack } from '../../src/model/pack.ts';
import { plain } from '../../src/output/style.ts';

/** The command line of a pack, 80 columns wide; nothing is written or run. */
export function programOf(pack: Pack, run: (name: CommandName, command: Command) => void = () => {}): Command {
  const messages = pack.lang === 'ja' ? ja : en;
  return createProgram({ version: '0', pack, messages, page: { style: plain, width: 80 }, write: () => {}, run });
}

/** All commands of a program by their full names, parsed once so that they have their options. */
export function commandsIn(program: Command): (readonly [string, Command])[] {
  for (const [name] of commandList) program.parse(name.split(' '), { from: 'user' });
  return program.commands.flatMap((command) => [
    [command.name(), command] as const,
    ...command.commands.map((below) => [`${command.name()} ${below.name()}`, below] as const),
  ]);
}
