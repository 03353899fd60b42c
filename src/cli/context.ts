import type { Command } from 'commander';
import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { CommandLine } from './command-line.ts';
import type { CommandName } from './commands.ts';
import type { Speech } from './language.ts';
import type { Packs } from './packs.ts';

/** What every command is given besides its own arguments. */
export interface Context {
  readonly io: Io;
  readonly argv: readonly string[];
  readonly line: CommandLine;
  /** The language of messages and prompts. */
  readonly speech: Speech;
  /** The language that `--lang` or `TSUNAGI_LANG` asks for. */
  readonly lang: string | null;
  /** That, else the locale's: for what is said to whoever sits at the terminal. */
  readonly spoken: string | null;
  readonly packs: Packs;
  /** The pack whose questions are flags. */
  readonly pack: Pack;
  /** The folder that `--rules` or `TSUNAGI_RULES` names; null: the built-in pack. */
  readonly folder: string | null;
  /** The command line as a pack makes it. */
  programOf(pack: Pack, run: (name: CommandName, command: Command) => void): Command;
}
