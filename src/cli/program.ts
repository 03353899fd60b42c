import { Command, Option } from 'commander';
import { type Finding, finding, type Place } from '../core/finding.ts';
import { nearest } from '../core/nearest.ts';
import type { Pack } from '../core/pack.ts';
import type { CommandLine } from './command-line.ts';
import { type CommandSpec, commands } from './commands.ts';
import { globalOptions, type OptionSpec, questionOptions } from './options.ts';

/** A command with what it was given, each thing with its place on the command line. */
export interface Invocation {
  readonly command: CommandSpec;
  /** The command was named, rather than left to the default. */
  readonly named: boolean;
  /** By long option; the value is empty for options that take none. */
  readonly options: ReadonlyMap<string, readonly Given[]>;
  readonly operands: readonly Given[];
  /** All that the command does not take, or that lacks its value. */
  readonly findings: readonly Finding[];
}

export interface Given {
  readonly value: string;
  readonly place: Place;
}

interface Occurrence {
  readonly spec: OptionSpec;
  readonly value: string | null;
}

/** Parses the arguments. What is wrong with them is collected, so that all of it is told at once. */
export function parse(argv: readonly string[], line: CommandLine, pack: Pack): Invocation {
  const seen: Occurrence[] = [];
  const program = setUp(new Command('tsunagi'), argv, globalOptions, seen);
  let chosen: { spec: CommandSpec; rest: readonly string[] } | null = null;
  const longs = new Map<CommandSpec, string[]>();
  for (const spec of commands) {
    const asked = spec.asks ? questionOptions(pack) : [];
    const options = [...asked.map((option) => option.spec), ...spec.options];
    const shown = [...asked.filter((option) => !option.hidden).map((option) => option.spec), ...spec.options, ...globalOptions];
    longs.set(
      spec,
      shown.map((option) => `--${option.long}`),
    );
    const above = aboveOf(spec, program, argv);
    if (!above) continue;
    const command = setUp(above.command(lastWord(spec), { isDefault: spec === commands[0] }), argv, options, seen);
    command.action(() => {
      chosen = { spec, rest: command.args };
    });
  }
  program.parse(argv, { from: 'user' });
  const { spec, rest } = chosen as unknown as { spec: CommandSpec; rest: readonly string[] };
  const places = locate(argv, seen);
  const { operands, unknown, named } = sort(argv, rest, places.used);
  const options = new Map<string, Given[]>();
  const findings: Finding[] = [];
  seen.forEach(({ spec: option, value }, index) => {
    const at = places.of[index] as Spot;
    const place = line.placeOf(at.index, at.offset);
    if (option.takes !== undefined && value === null) {
      findings.push(finding('missing-value', place, { option: `--${option.long}`, takes: option.takes }));
      return;
    }
    const given = { value: value ?? '', place };
    const others = options.get(option.long);
    if (others) others.push(given);
    else options.set(option.long, [given]);
  });
  const known = longs.get(spec) as string[];
  for (const index of unknown) {
    const option = (argv[index] as string).replace(/=.*/s, '');
    const at = { ...line.placeOf(index), ...(option === argv[index] ? {} : { length: option.length }) };
    findings.push(finding('unknown-option', at, { option, command: spec.name, ...suggestion(option, known) }));
  }
  const allowed = operandsOf(spec);
  findings.push(...operands.slice(allowed).map((index) => excess(argv[index] as string, line.placeOf(index), spec, named)));
  return {
    command: spec,
    named,
    options,
    operands: operands.slice(0, allowed).map((index) => ({ value: argv[index] as string, place: line.placeOf(index) })),
    findings: [...findings, ...conflicts(options, [...globalOptions, ...spec.options])],
  };
}

/** What a command stands under; null where its name does not occur, and commander need not be told of it. */
function aboveOf(spec: CommandSpec, program: Command, argv: readonly string[]): Command | null {
  const words = spec.name.split(' ');
  if (spec !== commands[0] && !words.every((word) => argv.includes(word))) return null;
  return words.length === 1 ? program : (program.commands.find((command) => command.name() === words[0]) ?? null);
}

function lastWord({ name }: CommandSpec): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** How many operands a command takes. */
function operandsOf({ operand }: CommandSpec): number {
  if (operand === '') return 0;
  return operand.includes('...') ? Number.POSITIVE_INFINITY : operand.split(' ').length;
}

/**
 * Commander only sorts the arguments: it says nothing itself, and every occurrence of an option is noted in order. It is
 * told of the options that occur; telling it of all that a pack makes would take as long as the rest of a run.
 */
function setUp(command: Command, argv: readonly string[], options: readonly OptionSpec[], seen: Occurrence[]): Command {
  command
    .helpOption(false)
    .helpCommand(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} });
  for (const spec of options) {
    if (!argv.some((arg) => mayBe(arg, spec))) continue;
    // The value is optional to commander, so that a flag that lacks it does not swallow the next one.
    command.addOption(
      new Option(`${spec.short ? `-${spec.short}, ` : ''}--${spec.long}${spec.takes === undefined ? '' : ' [value]'}`),
    );
    command.on(`option:${spec.long}`, (value?: string | null) => {
      seen.push({ spec, value: value ?? null });
    });
  }
  return command;
}

/** Short options may stand together in one argument. */
function mayBe(arg: string, { long, short }: OptionSpec): boolean {
  return arg.startsWith(`--${long}`) || (short !== undefined && /^-[^-]/.test(arg) && arg.includes(short));
}

interface Spot {
  readonly index: number;
  readonly offset: number;
}

/** Finds each occurrence among the arguments. A value never looks like an option, so an option's spelling is one. */
function locate(argv: readonly string[], seen: readonly Occurrence[]): { of: Spot[]; used: ReadonlySet<number> } {
  const used = new Set<number>();
  const end = argv.indexOf('--');
  const within = end < 0 ? argv.length : end;
  const of = seen.map(({ spec, value }) => {
    const index = argv.findIndex((arg, at) => at < within && !used.has(at) && spells(arg, spec));
    used.add(index);
    const arg = argv[index] ?? '';
    if (value === null) return { index, offset: 0 };
    if (arg === `--${spec.long}` || arg === `-${spec.short}`) {
      used.add(index + 1);
      return { index: index + 1, offset: 0 };
    }
    return { index, offset: arg.length - value.length };
  });
  return { of, used };
}

function spells(arg: string, { long, short }: OptionSpec): boolean {
  return arg === `--${long}` || arg.startsWith(`--${long}=`) || (short !== undefined && arg.startsWith(`-${short}`));
}

/** Tells the command's name, operands, and options that nobody knows; what follows such an option is taken to be its value. */
function sort(
  argv: readonly string[],
  rest: readonly string[],
  used: ReadonlySet<number>,
): { operands: number[]; unknown: number[]; named: boolean } {
  const end = argv.indexOf('--');
  const left = argv.flatMap((arg, index) => (used.has(index) || arg === '--' ? [] : [index]));
  // Commander has taken the words of a command's name out of what it leaves to it.
  const words = left.length - rest.filter((arg) => arg !== '--').length;
  const operands: number[] = [];
  const unknown: number[] = [];
  for (const index of left.slice(words)) {
    const arg = argv[index] as string;
    const literal = end >= 0 && index > end;
    if (!literal && arg.length > 1 && arg.startsWith('-')) unknown.push(index);
    else if (literal || unknown.at(-1) !== index - 1 || argv[index - 1]?.includes('=')) operands.push(index);
  }
  return { operands, unknown, named: words > 0 };
}

/** Options that were given twice with different values; those of questions are compared as answers, later. */
function conflicts(options: ReadonlyMap<string, readonly Given[]>, specs: readonly OptionSpec[]): Finding[] {
  return specs.flatMap(({ long, repeats }) => {
    const [first, ...others] = options.get(long) ?? [];
    const other = repeats ? undefined : others.find(({ value }) => value !== first?.value);
    if (!first || !other) return [];
    return [finding('conflicting-values', other.place, { option: `--${long}`, first: first.value, second: other.value })];
  });
}

/** What is wrong with a word that the command does not take. Where no command was named, it was meant to be one. */
function excess(word: string, at: Place, spec: CommandSpec, named: boolean): Finding {
  const names = commands.map((command) => command.name);
  if (named || spec !== commands[0]) return finding('excess-argument', at, { argument: word, command: spec.name });
  if (names.includes(word)) return finding('misplaced-command', at, { command: word });
  return finding('unknown-command', at, { command: word, ...suggestion(word, names) });
}

function suggestion(word: string, known: readonly string[]): { suggestion?: string } {
  const found = nearest(word, known);
  return found === null ? {} : { suggestion: found };
}
