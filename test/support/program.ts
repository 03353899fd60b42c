import type { Command } from 'commander';
import { commands } from '../../src/cli/commands.ts';
import { createProgram, type Syntax } from '../../src/cli/program.ts';
import { help as en } from '../../src/messages/en/help.ts';
import { help as ja } from '../../src/messages/ja/help.ts';
import type { Pack } from '../../src/model/pack.ts';

export function syntaxOf(pack: Pack): Syntax {
  return { pack, help: pack.lang === 'ja' ? ja : en };
}

/** All commands of a program by their full names, parsed once so that they have their options. */
export function commandsIn(program: Command): (readonly [string, Command])[] {
  for (const name of Object.keys(commands)) program.parse(name.split(' '), { from: 'user' });
  return program.commands.flatMap((command) => [
    [command.name(), command] as const,
    ...command.commands.map((below) => [`${command.name()} ${below.name()}`, below] as const),
  ]);
}

/** The command line of a pack; nothing is run. */
export function programOf(pack: Pack): Command {
  return createProgram(syntaxOf(pack));
}
