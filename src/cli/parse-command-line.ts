import { type Command, CommanderError, type Option } from 'commander';
import { namedService } from '../catalog/named-services.ts';
import { nearest, suggestionFor } from '../engine/nearest.ts';
import type { Given } from '../model/bad-input.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { harmfulIn } from '../pack/files.ts';
import { commandLineOf } from './command-line.ts';
import {
  type CommandName,
  commandList,
  looksLikeOption,
  MISSING,
  placeholderOf,
  repeatable,
  specOf,
} from './commands.ts';
import { type Context, Invocation } from './context.ts';

/** The command that commander found, and its arguments. */
export interface Parsed {
  readonly command: Command;
  readonly invocation: Invocation;
}

const commandNames: readonly string[] = commandList.map(([name]) => name);

/** Parses the command line and finds all its problems. Null: help or the version has been printed. */
export function parse({ argv, pack, programOf }: Pick<Context, 'argv' | 'pack' | 'programOf'>): Parsed | null {
  let parsed: Parsed | null = null;
  const program = programOf(pack, (name, command) => {
    parsed = { command, invocation: invocationOf(name, command, argv, pack) };
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
  return parsed;
}

function invocationOf(name: CommandName, command: Command, argv: readonly string[], pack: Pack): Invocation {
  const line = commandLineOf(argv);
  const known = optionsOf(command);
  const given = new Map<string, readonly Given[]>();
  const findings: Finding[] = [];
  for (const option of known) {
    const values = valuesOf(option);
    const wrong = wrongValues(option, values);
    if (values.length > 0 && !wrong.some(({ code }) => code === 'missing-value')) given.set(longOf(option), values);
    findings.push(...wrong);
  }
  const { operands: usage = '', conflicts = {} } = specOf(name);
  for (const [long, others] of Object.entries(conflicts)) {
    const other = others.find((each) => given.has(each));
    const place = given.get(long)?.[0]?.place;
    if (other && place)
      findings.push(finding('conflicting-options', place, { option: `--${long}`, other: `--${other}` }));
  }
  const operands = leftovers();
  const takes = command.registeredArguments;
  for (const [index, { argChoices }] of takes.entries()) findings.push(...notAmong(argChoices, operands[index]));
  const limit = takes.some(({ variadic }) => variadic) ? Infinity : takes.length;
  findings.push(...operands.slice(limit).map(excess));
  const required = usage.match(/<[^>]+>/g) ?? [];
  const operand = required.slice(operands.length).join(' ');
  const above = [name, ...required.slice(0, operands.length)].join(' ');
  if (operand !== '') findings.push(finding('missing-operand', null, { operand, command: above }));
  return new Invocation(name, given, operands.slice(0, limit), findings);

  /** The values of an option on the command line. */
  function valuesOf(option: Option): Given[] {
    const key = option.attributeName();
    if (command.getOptionValueSourceWithGlobals(key) !== 'cli') return [];
    const value: unknown = command.optsWithGlobals()[key];
    if (Array.isArray(value)) return value.map((text) => ({ value: text, place: line.placeOfValue(option, text) }));
    return value === !option.negate ? [{ value: '', place: line.placeOfValue(option, MISSING) }] : [];
  }

  /** The operands. Reports unknown options, which commander leaves among them. */
  function leftovers(): Given[] {
    const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
    let next = 0;
    let unknown = -1;
    return command.args.flatMap((word): Given[] => {
      if (word === '--') return [];
      const index = argv.indexOf(word, next);
      next = index + 1;
      if (index < end && looksLikeOption(word)) {
        findings.push(unknownOption(word, line.placeOf(index)));
        unknown = word.includes('=') ? unknown : index;
        return [];
      }
      // The word after an unknown option is taken as its value.
      return unknown >= 0 && index === unknown + 1 ? [] : [{ value: word, place: line.placeOf(index) }];
    });
  }

  function unknownOption(arg: string, whole: Place): Finding {
    const option = arg.replace(/=.*/s, '');
    const place = option === arg ? whole : { ...whole, length: option.length };
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

function longOf({ long }: Option): string {
  return (long ?? '').slice(2);
}

/** Finds invalid and contradicting values of an option. Answers to questions are validated later. */
function wrongValues(option: Option, given: readonly Given[]): Finding[] {
  if (!option.optional) return [];
  const isAnswer = option.envVar !== undefined;
  const name = `--${longOf(option)}`;
  const placeholder = placeholderOf(option.flags);
  const findings = given.flatMap(({ value, place }): Finding[] => {
    // An empty answer is allowed; `-a "$FILE"` with an empty variable is a mistake.
    if (value === MISSING || (value === '' && !isAnswer))
      return [finding('missing-value', place, { option: name, takes: placeholder })];
    if (isAnswer) return [];
    const unknown = notAmong(option.argChoices, { value, place });
    if (unknown.length > 0) return unknown;
    const harmful = placeholder === 'text' || placeholder === 'name' ? harmfulIn(value) : null;
    if (harmful) return [finding('control-character', place, { character: harmful.name })];
    if (placeholder === 'day' && !isDay(value)) return [finding('not-a-day', place, { option: name, value })];
    if (placeholder === 'percent' && !isPercent(value))
      return [finding('not-a-percent', place, { option: name, value })];
    return [];
  });
  const [first, ...others] = given;
  const other = others.find(({ value }) => value !== first?.value);
  if (!first || !other || isAnswer || repeatable.has(longOf(option))) return findings;
  return [
    ...findings,
    finding('conflicting-values', other.place, { option: name, first: first.value, second: other.value }),
  ];
}

function notAmong(known: readonly string[] | undefined, given: Given | undefined): Finding[] {
  if (!known || !given || known.includes(given.value)) return [];
  const { value: id, place } = given;
  return [finding('unknown-choice', place, { id, known, ...suggestionFor(id, known) })];
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // `Date` reads the 31st of a shorter month as a day of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isPercent(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100;
}

function excessArgument({ value, place }: Given, command: string): Finding {
  return finding('excess-argument', place, { argument: value, command });
}

/** The finding for a word without a command: probably a misspelt command, above all at the start. */
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
