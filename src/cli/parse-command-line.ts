import { type Command, CommanderError, type Option } from 'commander';
import { namedService } from '../catalog/named-services.ts';
import { nearest, suggestionFor } from '../engine/nearest.ts';
import type { Given } from '../model/bad-input.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { harmfulIn } from '../pack/files.ts';
import { commandLineOf } from './command-line.ts';
import {
  type CommandName,
  commandList,
  flagsOf,
  looksLikeOption,
  placeholderOf,
  repeatable,
  specOf,
} from './commands.ts';
import type { Context } from './context.ts';
import { Invocation } from './invocation.ts';

/** The command that commander found, and what it was given. */
export interface Parsed {
  readonly command: Command;
  readonly invocation: Invocation;
}

const commandNames: readonly string[] = commandList.map(([name]) => name);
const commandWords: ReadonlySet<string> = new Set(commandNames.flatMap((name) => name.split(' ')));

/**
 * Parses the command line, and finds the place of each thing and all that is wrong with it. Null: help or the version
 * was asked for and has been written.
 */
export function parse({ argv, pack, programOf }: Pick<Context, 'argv' | 'pack' | 'programOf'>): Parsed | null {
  let parsed: Parsed | null = null;
  const program = programOf(pack, (name, command) => {
    parsed = { command, invocation: invocationOf(name, command, argv, pack) };
  });
  try {
    program.parse(marked(argv, pack), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
  return parsed;
}

/** No argument of a process has this character. */
const MARK = '\0';

/**
 * The arguments with their indexes behind them, which commander leaves in values and operands. An option without its
 * value gets an empty one: it must not take the next option for it.
 */
function marked(argv: readonly string[], pack: Pack): string[] {
  const flags = flagsOf(pack);
  const end = argv.indexOf('--');
  return argv.map((arg, index) => {
    const long = end < 0 || index < end ? flags.get(arg) : undefined;
    const next = argv[index + 1];
    if (long && (next === undefined || looksLikeOption(next))) return `${long}=${MARK}${index}`;
    return long !== undefined || arg === '--' || commandWords.has(arg) ? arg : `${arg}${MARK}${index}`;
  });
}

function invocationOf(name: CommandName, command: Command, argv: readonly string[], pack: Pack): Invocation {
  const line = commandLineOf(argv);
  const known = optionsOf(command);
  const given = new Map<string, readonly Given[]>();
  const findings: Finding[] = [];
  const { packless = false, asks = false, operands: usage = '', conflicts = {} } = specOf(name);
  for (const option of known) {
    const values = valuesOf(option, command).flatMap((word): Given[] => {
      const [value, index] = unmarked(word);
      const arg = argv[index] ?? '';
      // A question may be left unanswered; `-a "$FILE"` with nothing in the variable is a mistake.
      const mayBeEmpty = asks && option.envVar !== undefined && /^$|=$/.test(arg);
      if (value !== '' || mayBeEmpty) return [{ value, place: line.placeOf(index, arg.length - value.length) }];
      const args = { option: `--${longOf(option)}`, takes: placeholderOf(option.flags) };
      findings.push(finding('missing-value', line.placeOf(arg === '' ? index - 1 : index), args));
      return [];
    });
    if (isSwitchedOn(option, command))
      values.push({
        value: '',
        place: line.placeOf(argv.findIndex((arg) => arg === option.long || arg === option.short)),
      });
    if (values.length > 0) given.set(longOf(option), values);
    findings.push(...wrongValues(option, values));
  }
  for (const [long, others] of Object.entries(conflicts)) {
    const other = others.find((each) => given.has(each));
    const place = given.get(long)?.[0]?.place;
    if (other && place)
      findings.push(finding('conflicting-options', place, { option: `--${long}`, other: `--${other}` }));
  }
  if (packless && given.has('rules')) {
    const at = argv.findIndex((arg) => /^--rules(=|$)/.test(arg));
    const place = { ...line.placeOf(at), length: '--rules'.length };
    findings.push(finding('unknown-option', place, { option: '--rules', command: name }));
  }
  const { operands, unknown } = leftovers();
  findings.push(...unknown.map(unknownOption));
  const takes = command.registeredArguments;
  const limit = takes.some(({ variadic }) => variadic) ? Infinity : takes.length;
  // What follows a mistake may well belong to it.
  if (findings.length === 0 || operands.length > limit) findings.push(...operands.slice(limit).map(excess));
  const required = usage.match(/<[^>]+>/g) ?? [];
  const operand = required.slice(operands.length).join(' ');
  const above = [name, ...required.slice(0, operands.length)].join(' ');
  if (operand !== '') findings.push(finding('missing-operand', null, { operand, command: above }));
  return new Invocation(name, given, operands.slice(0, limit), findings);

  /** What commander took for no option that it knows: operands, and options that there are not (their indexes). */
  function leftovers(): { readonly operands: readonly Given[]; readonly unknown: readonly number[] } {
    const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
    const operands: Given[] = [];
    const unknown: number[] = [];
    let from = 0;
    for (const word of command.args) {
      if (word === '--') continue;
      const [value, marked] = unmarked(word);
      // Names of commands have no mark.
      const index = marked < 0 ? argv.indexOf(word, from) : marked;
      if (index < end && looksLikeOption(value)) unknown.push(index);
      // What follows an option that nobody knows is taken to be its value.
      else if (!unknown.includes(index - 1) || argv[index - 1]?.includes('='))
        operands.push({ value, place: line.placeOf(index) });
      from = index + 1;
    }
    return { operands, unknown };
  }

  function unknownOption(index: number): Finding {
    const arg = argv[index] ?? '';
    const option = arg.replace(/=.*/s, '');
    const place = { ...line.placeOf(index), ...(option === arg ? {} : { length: option.length }) };
    if (option !== arg && known.some(({ long }) => long === option))
      return finding('needless-value', place, { option });
    const visible = known.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []);
    return finding('unknown-option', place, { option, command: name, ...suggestionFor(option, visible) });
  }

  function excess(word: Given): Finding {
    const isNamed = name !== 'decide' || argv.includes(name);
    if (isNamed) return excessArgument(word, name);
    return unexpectedWord(word, word === operands[0], word.value === argv[0], pack);
  }
}

function optionsOf(command: Command): Option[] {
  return [...command.options, ...(command.parent ? optionsOf(command.parent) : [])];
}

function valuesOf(option: Option, command: Command): readonly string[] {
  const value: unknown = command.optsWithGlobals()[option.attributeName()];
  return option.required && Array.isArray(value) ? value : [];
}

function isSwitchedOn(option: Option, command: Command): boolean {
  const key = option.attributeName();
  const isGiven = !option.required && command.getOptionValueSourceWithGlobals(key) === 'cli';
  return isGiven && command.optsWithGlobals()[key] === !option.negate;
}

/** A word without its mark, and the index that it has; -1: it has none. */
function unmarked(word: string): readonly [value: string, index: number] {
  const at = word.lastIndexOf(MARK);
  return at < 0 ? [word, -1] : [word.slice(0, at), Number(word.slice(at + 1))];
}

function longOf({ long }: Option): string {
  return (long ?? '').slice(2);
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

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // A 31st of a shorter month is read as a day of the next one.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isPercent(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100;
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
