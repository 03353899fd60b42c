import { Command } from 'commander';
import about from '../../package.json' with { type: 'json' };
import type { Place } from '../model/diagnostic.ts';
import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { commandLineOf, environmentPlace } from './command-line.ts';
import { type CommandName, globalOptions, looksLikeOption } from './commands.ts';
import { styleFor, usualWidth, wantsColour } from './host/terminal.ts';
import { localeLanguage, type Speech, speechIn } from './language.ts';
import { writeOut } from './output.ts';
import { openPacks, type Packs } from './packs.ts';
import { createProgram } from './program.ts';

export interface Placed {
  readonly value: string;
  readonly at: Place;
}

/**
 * What decides what the rest of the command line means: the flags are made of the pack's questions, in a language.
 */
export interface Peeked {
  readonly rules: Placed | null;
  readonly lang: string | null;
  /** All that is neither of the two: commands, operands, other options and their values. */
  readonly words: readonly string[];
}

/** Reads the folder of the rules and the language before all else; what is wrong with them is reported later. */
export function peek(argv: readonly string[], env: Io['env']): Peeked {
  const program = new Command()
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: () => {} })
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .option(globalOptions.rules)
    .option(globalOptions.lang);
  try {
    program.parse(argv, { from: 'user' });
  } catch {
    // A value is missing: parsing the whole command line reports it.
  }
  const { rules, lang } = program.opts<{ rules?: string; lang?: string }>();
  return {
    rules: isValue(rules) ? { value: rules, at: placeOf(argv, rules) } : variable(env, 'TSUNAGI_RULES'),
    lang: isValue(lang) ? lang : env['TSUNAGI_LANG'] || null,
    words: program.args,
  };
}

function isValue(given: string | undefined): given is string {
  return given !== undefined && given !== '' && !looksLikeOption(given);
}

function placeOf(argv: readonly string[], value: string): Place {
  const inline = argv.lastIndexOf(`--rules=${value}`);
  const { placeOf: place } = commandLineOf(argv);
  return inline >= 0 ? place(inline, '--rules='.length) : place(argv.lastIndexOf('--rules') + 1);
}

function variable(env: Io['env'], name: string): Placed | null {
  const value = env[name];
  return value ? { value, at: environmentPlace(name, value) } : null;
}

/** What every command is given besides its own arguments. */
export interface Context {
  readonly io: Io;
  readonly argv: readonly string[];
  readonly speech: Speech;
  /** The language that `--lang` or `TSUNAGI_LANG` asks for. */
  readonly lang: string | null;
  /** That, else the locale's: for what is said to whoever sits at the terminal. */
  readonly spoken: string | null;
  readonly packs: Packs;
  readonly pack: Pack;
  /** The folder that `--rules` or `TSUNAGI_RULES` names; null: the built-in pack. */
  readonly folder: string | null;
  /** The command line as a pack makes it. */
  programOf(pack: Pack, run: (name: CommandName, command: Command) => void): Command;
}

/**
 * What every command is given besides its own arguments: language, rules, and the command line that the rules make.
 */
export async function openContext(argv: readonly string[], io: Io): Promise<Context> {
  const { rules, lang, words } = peek(argv, io.env);
  const spoken = lang ?? localeLanguage(io);
  const speech = speechIn(spoken);
  const packs = await openPacks(io, readsFolderItself(words) ? null : (rules?.value ?? null));
  // Every language has the same questions: the one that will be needed again spares reading the pack twice.
  const pack = packs.in(argv.some((arg) => /^(-f|-o|--format|--output)/.test(arg)) ? lang : spoken);
  const { help: messages } =
    speech === 'ja' ? await import('../messages/ja/help.ts') : await import('../messages/en/help.ts');
  const style = await styleFor(
    argv.some(asksHelp) && wantsColour(io, io.stdout, { has: (flag) => argv.includes(`--${flag}`) }),
  );
  const page = { style, width: io.stdout.columns ?? usualWidth };
  return {
    io,
    argv,
    speech,
    lang,
    spoken,
    packs,
    pack,
    folder: rules?.value ?? null,
    programOf: (other, run) =>
      createProgram({
        version: about.version,
        pack: other,
        messages,
        page,
        write: (text) => writeOut(io, null, text),
        run,
      }),
  };
}

function asksHelp(arg: string): boolean {
  return ['-h', '--help', 'help', 'rules'].includes(arg);
}

const withoutFolder: ReadonlySet<string | undefined> = new Set(['lint', 'diff', 'init']);

/**
 * `rules lint` reads the folder itself: what is wrong with the pack in it is what is asked for. `completion` does,
 * too: with a pack that cannot be read there is still much to complete. `rules diff` and `rules init` look at no pack
 * in force.
 */
function readsFolderItself([command, below]: readonly string[]): boolean {
  return command === 'completion' || (command === 'rules' && withoutFolder.has(below));
}
