import { type Command, CommanderError, type Option } from 'commander';
import { nearest } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { CommandLine } from './command-line.ts';
import { type CommandName, commandList, specOf } from './commands.ts';
import type { Context } from './context.ts';
import type { Given, Invocation } from './invocation.ts';
import { looksLikeOption, placeholderOf, repeatable } from './options.ts';
import { unexpectedWord } from './unexpected-word.ts';

/** The command that commander found, with the options that it was given. */
export interface Parsed {
  readonly name: CommandName;
  readonly command: Command;
  /** What was parsed: an option without its value has an empty one, behind an equals sign. */
  readonly argv: readonly string[];
}

/** Parses the command line. Null: help or the version was asked for and has been written. */
export function parse({ argv, pack, programOf }: Pick<Context, 'argv' | 'pack' | 'programOf'>): Parsed | null {
  let parsed: Parsed | null = null;
  const program = programOf(pack, (name, command) => {
    parsed = { name, command, argv: complete };
  });
  const complete = withValues(argv, program);
  try {
    program.parse(complete, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
  return parsed;
}

/** An option without its value must not take the next option for it. */
function withValues(argv: readonly string[], program: Command): string[] {
  const all = [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)];
  const options = all.flatMap((command) => command.options).filter(({ required }) => required);
  const longs = new Map(options.flatMap(({ long, short }) => [[long, long] as const, [short, long] as const]));
  const end = argv.indexOf('--');
  return argv.map((arg, index) => {
    const long = end < 0 || index < end ? longs.get(arg) : undefined;
    const next = argv[index + 1];
    return long && (next === undefined || looksLikeOption(next)) ? `${long}=` : arg;
  });
}

const commandNames: readonly string[] = commandList.map(([name]) => name);

/** What commander found on the command line, with the place of each thing and all that is wrong with it. */
export function invocationOf(
  { name, command, argv }: Parsed,
  { argv: typed, line, pack }: Pick<Context, 'argv' | 'line' | 'pack'>,
): Invocation {
  const known = optionsOf(command);
  const options = new Map<string, Given[]>();
  const findings: Finding[] = [];
  const { packless = false, asks = false } = specOf(name);
  for (const { option, values } of known) {
    const long = longOf(option);
    const given: Given[] = [];
    for (const value of values) {
      const { index, offset } = locate(argv, option, value);
      // A question may be left unanswered; `-a "$FILE"` with nothing in the variable is a mistake.
      const mayBeEmpty = asks && option.envVar !== undefined && typed[index] === argv[index];
      if (option.required && value === '' && !mayBeEmpty) {
        const flag = argv[index] === '' ? index - 1 : index;
        findings.push(finding('missing-value', line.placeOf(flag), { option: `--${long}`, takes: placeholderOf(option.flags) }));
      } else given.push({ value, place: line.placeOf(index, offset) });
    }
    if (given.length > 0) options.set(long, given);
    findings.push(...wrongValues(option, given));
  }
  const rules = options.get('rules')?.[0];
  if (packless && rules) {
    const at = argv.findIndex((arg) => /^--rules(=|$)/.test(arg));
    const place = { ...line.placeOf(at), length: '--rules'.length };
    findings.push(finding('unknown-option', place, { option: '--rules', command: name }));
  }
  const { operands, unknown } = leftovers(
    command,
    argv,
    known.map(({ option }) => option),
    line,
  );
  findings.push(...unknown.map((index) => unknownOption(index)));
  const limit = command.registeredArguments.some(({ variadic }) => variadic) ? Infinity : command.registeredArguments.length;
  // What follows a mistake may well belong to it.
  if (findings.length === 0 || operands.length > limit) findings.push(...excess());
  return { name, options, operands: operands.slice(0, limit), findings };

  function unknownOption(index: number): Finding {
    const arg = argv[index] ?? '';
    const flag = arg.replace(/=.*/s, '');
    const place = { ...line.placeOf(index), ...(flag === arg ? {} : { length: flag.length }) };
    if (flag !== arg && known.some(({ option }) => option.long === flag))
      return finding('needless-value', place, { option: flag });
    const visible = known.filter(({ option }) => !option.hidden).flatMap(({ option }) => option.long ?? []);
    const suggestion = nearest(flag, visible);
    return finding('unknown-option', place, { option: flag, command: name, ...(suggestion === null ? {} : { suggestion }) });
  }

  function excess(): Finding[] {
    const isNamed = name !== 'decide' || argv.includes(name);
    return operands
      .slice(limit)
      .map((word) => unexpectedWord(word, { name, isNamed, isFirst: word.value === argv[0], commands: commandNames, pack }));
  }
}

interface KnownOption {
  readonly option: Option;
  /** As they were given on the command line; an empty text for an option that takes none. */
  readonly values: readonly string[];
}

/** The options of a command and of those above it. */
function optionsOf(command: Command): KnownOption[] {
  const own = command.options.map((option) => {
    const key = option.attributeName();
    const value: unknown = command.getOptionValueSource(key) === 'cli' ? command.getOptionValue(key) : undefined;
    if (Array.isArray(value)) return { option, values: value.map(String) };
    return { option, values: value === !option.negate ? [''] : [] };
  });
  return command.parent === null ? own : [...own, ...optionsOf(command.parent)];
}

function longOf({ long }: Option): string {
  return (long ?? '').slice(2);
}

/** Where a value stands: the argument, and how far in it. */
function locate(argv: readonly string[], { long, short, required }: Option, value: string): { index: number; offset: number } {
  for (const [index, arg] of argv.entries()) {
    if (arg === '--') break;
    if (arg === long || arg === short) {
      if (!required) return { index, offset: 0 };
      if (argv[index + 1] === value) return { index: index + 1, offset: 0 };
    } else if (required && arg === `${long}=${value}`) return { index, offset: arg.length - value.length };
    else if (required && short && arg.startsWith(short) && arg.endsWith(value) && value !== '')
      return { index, offset: arg.length - value.length };
  }
  return { index: 0, offset: 0 };
}

/** Values that are none of those that there are, and two different ones; those of questions are read as answers, later. */
function wrongValues(option: Option, given: readonly Given[]): Finding[] {
  if (option.envVar !== undefined) return [];
  const choices = option.argChoices;
  const wrong = choices ? given.filter(({ value }) => !choices.includes(value)) : [];
  const findings = wrong.map(({ value, place }): Finding => {
    const suggestion = nearest(value, choices ?? []);
    return finding('unknown-format', place, { id: value, known: choices ?? [], ...(suggestion === null ? {} : { suggestion }) });
  });
  const [first, ...others] = given;
  const other = others.find(({ value }) => value !== first?.value);
  if (!first || !other || repeatable.has(longOf(option))) return findings;
  const values = { first: first.value, second: other.value };
  return [...findings, finding('conflicting-values', other.place, { option: `--${longOf(option)}`, ...values })];
}

/** What commander took for no option that it knows: operands, and options that there are not (their indexes). */
function leftovers(
  command: Command,
  argv: readonly string[],
  options: readonly Option[],
  line: CommandLine,
): { readonly operands: Given[]; readonly unknown: number[] } {
  const operands: Given[] = [];
  const unknown: number[] = [];
  const end = argv.indexOf('--') < 0 ? argv.length : argv.indexOf('--');
  const takesNext = new Set(options.filter(({ required }) => required).flatMap(({ long, short }) => [long, short]));
  let from = 0;
  for (const word of command.args) {
    if (word === '--') continue;
    let index = argv.indexOf(word, from);
    while (index > 0 && index < end && takesNext.has(argv[index - 1]) && argv.includes(word, index + 1))
      index = argv.indexOf(word, index + 1);
    if (index < end && looksLikeOption(word)) unknown.push(index);
    // What follows an option that nobody knows is taken to be its value.
    else if (!unknown.includes(index - 1) || argv[index - 1]?.includes('='))
      operands.push({ value: word, place: line.placeOf(index) });
    from = Math.max(from, index + 1);
  }
  return { operands, unknown };
}
