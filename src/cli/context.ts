import type { CommandLine } from './command-line.ts';
import type { Io } from './host/io.ts';
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
  /** The folder that `--rules` or `TSUNAGI_RULES` names; null: the built-in pack. */
  readonly folder: string | null;
}
