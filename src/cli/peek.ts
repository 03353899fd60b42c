import { Command } from 'commander';
import type { Place } from '../model/diagnostic.ts';
import type { Io } from '../model/io.ts';
import { commandLineOf, environmentPlace } from './command-line.ts';
import { globalOptions, looksLikeOption } from './options.ts';

/** A value with its place: on the command line, or in the environment. */
export interface Placed {
  readonly value: string;
  readonly at: Place;
}

/** What decides what the rest of the command line means: the flags are made of the pack's questions, in a language. */
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
