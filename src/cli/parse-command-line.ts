import { type Command, CommanderError, type Option } from 'commander';
import { namedService } from '../catalog/named-services.ts';
import { nearest, suggestionFor } from '../engine/nearest.ts';
import type { Given } from '../model/bad-input.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { harmfulIn } from '../pack/files.ts';
import type { CommandLine } from './command-line.ts';
import {
  type CommandName,
  commandList,
  looksLikeOption,
  placeholderOf,
  repeatable,
  specOf,
  valueFlags,
} from './commands.ts';
import type { Context } from './context.ts';
import { Invocation } from './invocation.ts';

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
  const complete = withValues(argv, valueFlags(pack));
  const program = programOf(pack, (name, command) => {
    parsed = { name, command, argv: complete };
  });
  try {
    program.parse(complete, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
  return parsed;
}

/** An option without its value must not take the next option for it. */
function withValues(argv: readonly string[], flags: ReadonlyMap<string, string>): string[] {
  const end = argv.indexOf('--');
  return argv.map((arg, index) => {
    const long = end < 0 || index < end ? flags.get(arg) : undefined;
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
  const { packless = false, asks = false, operands: usage = '', conflicts = {} } = specOf(name);
  for (const { option, values } of known) {
    const long = longOf(option);
    const given: Given[] = [];
    for (const value of values) {
      const { index, offset } = locate(argv, option, value);
      // A question may be left unanswered; `-a "$FILE"` with nothing in the variable is a mistake.
      const mayBeEmpty = asks && option.envVar !== undefined && typed[index] === argv[index];
      if (option.required && value === '' && !mayBeEmpty) {
        const flag = argv[index] === '' ? index - 1 : index;
        findings.push(
          finding('missing-value', line.placeOf(flag), { option: `--${long}`, takes: placeholderOf(option.flags) }),
        );
      } else given.push({ value, place: line.placeOf(index, offset) });
    }
    if (given.length > 0) options.set(long, given);
    findings.push(...wrongValues(option, given));
  }
  for (const [long, others] of Object.entries(conflicts)) {
    const other = others.find((each) => options.has(each));
    const place = options.get(long)?.[0]?.place;
    if (other && place)
      findings.push(finding('conflicting-options', place, { option: `--${long}`, other: `--${other}` }));
  }
  if (packless && options.has('rules')) {
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
  const required = usage.match(/<[^>]+>/g) ?? [];
  const missing = required.slice(operands.length).join(' ');
  const limit = command.registeredArguments.some(({ variadic }) => variadic)
    ? Infinity
    : command.registeredArguments.length;
  // What follows a mistake may well belong to it.
  if (findings.length === 0 || operands.length > limit) findings.push(...excess());
  const above = [name, ...required.slice(0, operands.length)].join(' ');
  if (missing !== '') findings.push(finding('missing-operand', null, { operand: missing, command: above }));
  return new Invocation(name, options, operands.slice(0, limit), findings);

  function unknownOption(index: number): Finding {
    const arg = argv[index] ?? '';
    const flag = arg.replace(/=.*/s, '');
    const place = { ...line.placeOf(index), ...(flag === arg ? {} : { length: flag.length }) };
    if (flag !== arg && known.some(({ option }) => option.long === flag))
      return finding('needless-value', place, { option: flag });
    const visible = known.filter(({ option }) => !option.hidden).flatMap(({ option }) => option.long ?? []);
    return finding('unknown-option', place, { option: flag, command: name, ...suggestionFor(flag, visible) });
  }

  function excess(): Finding[] {
    const isNamed = name !== 'decide' || argv.includes(name);
    return operands
      .slice(limit)
      .map((word) =>
        isNamed ? excessArgument(word, name) : unexpectedWord(word, word === operands[0], word.value === argv[0], pack),
      );
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
function locate(
  argv: readonly string[],
  { long, short, required }: Option,
  value: string,
): { index: number; offset: number } {
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

/** What is wrong with values by themselves, and two different ones; those of questions are read as answers, later. */
function wrongValues(option: Option, given: readonly Given[]): Finding[] {
  if (option.envVar !== undefined) return [];
  const name = `--${longOf(option)}`;
  const placeholder = placeholderOf(option.flags);
  const findings = given.flatMap(({ value, place }): Finding[] => {
    const known = option.argChoices ?? [value];
    if (!known.includes(value))
      return [finding('unknown-format', place, { id: value, known, ...suggestionFor(value, known) })];
    const harmful = placeholder === 'text' || placeholder === 'name' ? harmfulIn(value) : null;
    if (harmful) return [finding('control-character', place, { character: harmful.name })];
    if (placeholder === 'day' && !isDay(value)) return [finding('not-a-day', place, { option: name, value })];
    if (placeholder === 'percent' && !isPercent(value))
      return [finding('not-a-percent', place, { option: name, value })];
    return [];
  });
  const [first, ...others] = given;
  const other = others.find(({ value }) => value !== first?.value);
  if (!first || !other || repeatable.has(longOf(option))) return findings;
  return [
    ...findings,
    finding('conflicting-values', other.place, { option: name, first: first.value, second: other.value }),
  ];
}

/** Whether a text is a day of the calendar in ISO form. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // A 31st of a shorter month is read as a day of the next one.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isPercent(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100;
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

function excessArgument({ value, place }: Given, command: string): Finding {
  return finding('excess-argument', place, { argument: value, command });
}

/** What is wrong with a word where no command was named: it was probably meant to be one, most of all at the start. */
function unexpectedWord(word: Given, isFirst: boolean, isAtStart: boolean, pack: Pack): Finding {
  const { value, place } = word;
  if (commandNames.includes(value)) return finding('misplaced-command', place, { command: value });
  if (!isFirst) return excessArgument(word, 'decide');
  const service = namedService(pack, value) ?? (Object.hasOwn(pack.neighbours, value) ? value : null);
  const command = nearest(value, commandNames);
  const suggestion = service === null || command === value ? command : `services ${service}`;
  if (suggestion === null && !isAtStart) return excessArgument(word, 'decide');
  return finding('unknown-command', place, { command: value, ...(suggestion === null ? {} : { suggestion }) });
}
