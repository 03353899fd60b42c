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
 * Reads the folder of the rules and the language before all else: they decide what the rest of the command line means,
 * since flags are made of the pack's questions. What is wrong with them is reported later.
 *
 * @returns them, and all other words: commands, operands, other options and their values
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
    // A value is missing: parsing the whole command line reports it.
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
  /** What `--rules` or `TSUNAGI_RULES` names; null: the built-in pack. */
  readonly rules: Given | null;
  /** The same without its place. */
  readonly folder: string | null;
  /** The command line as a pack makes it. */
  programOf(pack: Pack, run: (name: CommandName, command: Command) => void): Command;
}

/** What every command is given besides its own arguments: language, rules, and the command line that the rules make. */
export async function openContext(argv: readonly string[], io: Io): Promise<Context> {
  const { rules, lang, words } = peek(argv, io.env);
  const spoken = lang ?? localeLanguage(io);
  const speech = speechIn(spoken);
  const packs = await openPacks(io, readsFolderItself(words) ? null : rules);
  // Every language has the same questions: the one that will be needed again spares reading the pack twice.
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

/** Whether a command needs no pack in force: it reads its folders itself, or goes on without one. */
function readsFolderItself([command, below = '']: readonly string[]): boolean {
  return command === 'completion' || (command === 'rules' && ['lint', 'diff', 'init'].includes(below));
}

/** What a command was given, each thing with its place on the command line. */
export class Invocation {
  /** The command's full name, as `rules lint`. */
  readonly name: CommandName;
  readonly operands: readonly Given[];
  /** All that the command does not take, or that lacks its value. */
  readonly findings: Finding[];
  private readonly options: ReadonlyMap<string, readonly Given[]>;

  constructor(
    name: CommandName,
    options: ReadonlyMap<string, readonly Given[]>,
    operands: readonly Given[],
    findings: Finding[],
  ) {
    this.name = name;
    // As for input, a dash is the standard one, where results go anyway.
    const isStandard = options.get('output')?.[0]?.value === '-';
    this.options = isStandard ? new Map([...options].filter(([long]) => long !== 'output')) : options;
    this.operands = operands;
    this.findings = findings;
  }

  /** Whether an option was given, by its long name without dashes, such as `no-input`. */
  has(long: string): boolean {
    return this.options.has(long);
  }

  /** An option as it was first given; the value is empty for one that takes none. */
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

  /** The same with other options in the place of those that say where a result goes. */
  redirected(set: Readonly<Record<string, string>>, operands = this.operands): Invocation {
    const kept = [...this.options].filter(([long]) => !['save', 'explain', 'format', 'output'].includes(long));
    const given = Object.entries(set).map(([long, value]) => [long, [unplaced(value)]] as const);
    return new Invocation(this.name, new Map([...kept, ...given]), operands, this.findings);
  }

  /**
   * Refuses what is wrong with the command line.
   *
   * @param more what the command itself has found
   * @throws BadInput where there is anything
   */
  refuse(...more: readonly Finding[]): void {
    const all = [...this.findings, ...more];
    if (all.length > 0) throw new BadInput(all);
  }
}

/** Something that was not given on the command line, and is its own text where it is wrong. */
export function unplaced(value: string): Given {
  return { value, place: { file: value, line: 1, col: 1, length: Math.max(value.length, 1) } };
}
