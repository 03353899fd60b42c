import { Command } from 'commander';
import about from '../../package.json' with { type: 'json' };
import { BadInput, type Given } from '../model/bad-input.ts';
import type { Policy } from '../model/decision.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { commandLineOf, environmentPlace } from './command-line.ts';
import { type CommandName, globalOptions, looksLikeOption } from './commands.ts';
import { styleFor, usualWidth, wantsColour } from './host/terminal.ts';
import { localeLanguage, type Speech, speechIn } from './language.ts';
import { writeOut } from './output.ts';
import { openPacks, type Packs } from './packs.ts';
import { createProgram } from './program.ts';

/**
 * Reads the rules folder and the language first, since the pack's questions define the remaining flags. Errors in
 * these options are reported later.
 *
 * @returns both, and all other words: commands, operands, other options and their values
 */
export function peek(argv: readonly string[], env: Io['env']) {
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
    // A value is missing; parsing the whole command line will report it.
  }
  const given = program.opts<{ rules?: string; lang?: string }>();
  const [rules, lang] = [given.rules, given.lang].map((value) => (value && !looksLikeOption(value) ? value : null));
  const inEnv = env['TSUNAGI_RULES'];
  const fromEnv = inEnv ? { value: inEnv, place: environmentPlace('TSUNAGI_RULES', inEnv) } : null;
  return {
    rules: rules ? { value: rules, place: commandLineOf(argv).placeOfValue({ long: '--rules' }, rules) } : fromEnv,
    lang: lang || env['TSUNAGI_LANG'] || null,
    words: program.args,
  };
}

/** The context of every command: everything but its own arguments. */
export interface Context {
  readonly io: Io;
  readonly argv: readonly string[];
  readonly speech: Speech;
  /** The language from `--lang` or `TSUNAGI_LANG`; null: neither is set. */
  readonly lang: string | null;
  /** `lang`, else the language of the locale: for texts on the terminal. */
  readonly spoken: string | null;
  readonly packs: Packs;
  readonly pack: Pack;
  /** The value of `--rules` or `TSUNAGI_RULES`; null: the built-in pack. */
  readonly rules: Given | null;
  /** `rules` without its place. */
  readonly folder: string | null;
  /** The command-line parser with the flags of a pack. */
  programOf(pack: Pack, run: (name: CommandName, command: Command) => void): Command;
}

/** Opens the context of a run: language, rules, and the command-line parser for those rules. */
export async function openContext(argv: readonly string[], io: Io): Promise<Context> {
  const { rules, lang, words } = peek(argv, io.env);
  const spoken = lang ?? localeLanguage(io);
  const speech = speechIn(spoken);
  const packs = await openPacks(io, readsFolderItself(words) ? null : rules);
  // All languages have the same questions; choose the one needed later, so that the pack is read only once.
  const pack = packs.in(argv.some((arg) => /^(-f|-o|--format|--output)/.test(arg)) ? lang : spoken);
  const { help: messages } =
    speech === 'ja' ? await import('../messages/ja/help.ts') : await import('../messages/en/help.ts');
  const asksHelp = argv.some((arg) => ['-h', '--help', 'help', 'rules'].includes(arg));
  const flags = { has: (flag: string) => argv.includes(`--${flag}`) };
  const style = await styleFor(asksHelp && wantsColour(io, io.stdout, flags));
  const page = { style, width: io.stdout.columns ?? usualWidth };
  const write = (text: string): void => writeOut(io, null, text);
  const parts = { version: about.version, messages, page, write };
  return {
    io,
    argv,
    speech,
    lang,
    spoken,
    packs,
    pack,
    rules,
    folder: rules?.value ?? null,
    programOf: (other, run) => createProgram({ ...parts, pack: other, run }),
  };
}

/** Whether a command needs no pack in force: it reads its folders itself, or works without one. */
function readsFolderItself([command, below = '']: readonly string[]): boolean {
  return command === 'completion' || (command === 'rules' && ['lint', 'diff', 'init'].includes(below));
}

/** The arguments of a command, each with its place on the command line. */
export class Invocation {
  /** The command's full name, such as `rules lint`. */
  readonly name: CommandName;
  readonly operands: readonly Given[];
  /** Arguments that the command does not accept, and options without their value. */
  readonly findings: Finding[];
  private readonly options: ReadonlyMap<string, readonly Given[]>;

  constructor(
    name: CommandName,
    options: ReadonlyMap<string, readonly Given[]>,
    operands: readonly Given[],
    findings: Finding[],
  ) {
    this.name = name;
    // `-` means standard output, which is the default.
    const isStandard = options.get('output')?.[0]?.value === '-';
    this.options = isStandard ? new Map([...options].filter(([long]) => long !== 'output')) : options;
    this.operands = operands;
    this.findings = findings;
  }

  /** Whether an option was given; `long` is its name without dashes, such as `no-input`. */
  has(long: string): boolean {
    return this.options.has(long);
  }

  /** The first occurrence of an option; the value is empty if it takes none. */
  get(long: string): Given | null {
    return this.options.get(long)?.[0] ?? null;
  }

  get names(): readonly string[] {
    return [...this.options.keys()];
  }

  all(long: string): readonly Given[] {
    return this.options.get(long) ?? [];
  }

  /** How absent answers are treated: assumptions hold unless `--no-assume`, defaults only with `--defaults`. */
  get policy(): Policy {
    return { assume: !this.has('no-assume'), defaults: this.has('defaults') };
  }

  /** This invocation with other output options. */
  redirected(set: Readonly<Record<string, string>>, operands = this.operands): Invocation {
    const kept = [...this.options].filter(([long]) => !['save', 'explain', 'format', 'output'].includes(long));
    const given = Object.entries(set).map(([long, value]) => [long, [unplaced(value)]] as const);
    return new Invocation(this.name, new Map([...kept, ...given]), operands, this.findings);
  }

  /**
   * Reports all problems of the command line.
   *
   * @param more findings of the command itself
   * @throws BadInput if there are any
   */
  refuse(...more: readonly Finding[]): void {
    const all = [...this.findings, ...more];
    if (all.length > 0) throw new BadInput(all);
  }
}

/** A value that was not given on the command line; findings show the value itself as their source. */
export function unplaced(value: string): Given {
  return { value, place: { file: value, line: 1, col: 1, length: Math.max(value.length, 1) } };
}
