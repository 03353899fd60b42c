import type { Command, Option } from 'commander';
import { namedService } from '../catalog/named-services.ts';
import { nearest, suggestionFor, unknownId } from '../engine/nearest.ts';
import { type Finding, finding, type Given } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import { harmfulIn } from '../pack/files.ts';
import { isAnswersFile } from '../records/file-kind.ts';
import { commandLineOf } from './command-line.ts';
import { commandName, commands, repeatable, specOf } from './commands.ts';
import { type Context, invocationOf } from './context.ts';
import { createProgram, placeholderOf } from './program.ts';

/** Parses the command line and finds all its problems; returns the command that commander found, and its arguments. */
export function parse({ argv, pack, packs, help }: Pick<Context, 'argv' | 'pack' | 'packs' | 'help'>) {
  const line = commandLineOf(argv);
  const options = new Map<string, Given[]>();
  const findings: Finding[] = [];
  const ran: Command[] = [];
  const program = createProgram({ pack, help }, (running) => ran.push(running), takeOption);
  program.parse(argv, { from: 'user' });
  const [command = program] = ran;
  const name = commandName(command);
  const isDefault = name === 'decide' && program.args[0] !== name;
  // Equal words after these are operands.
  for (const word of isDefault ? [] : name.split(' ')) line.find((arg) => arg === word);
  const known = [...command.options, ...(command.parent?.options ?? []), ...program.options];
  const { operands: usage = '', conflicts = {}, needs = {} } = specOf(name);
  checkCombinations();
  const operands = takeOperands(command);
  const takes = command.registeredArguments;
  const limit = takes.some(({ variadic }) => variadic) ? Infinity : takes.length;
  const [taken, excess] = [operands.slice(0, limit), operands.slice(limit)];
  checkOperands(taken, excess);
  // `-` means standard output, which is the default.
  if (options.get('output')?.[0]?.value === '-') options.delete('output');
  const first = isDefault && !isAnswersFile(excess[0]?.value ?? '') ? excess[0] : undefined;
  const mistyped = first ? unknownCommand(first, argv, packs.in(pack.lang)) : null;
  // All other words are meant for a mistyped command.
  const found = mistyped ? [mistyped] : findings;
  return { command, invocation: invocationOf({ name, isDefault, operands: taken, findings: found, options }) };

  function checkCombinations(): void {
    for (const [long, others] of Object.entries(conflicts)) {
      const location = options.get(long)?.[0]?.location;
      const other = others.find((each) => options.has(each));
      const args = { option: `--${long}`, other: `--${other}` };
      if (location && other) findings.push(finding('conflicting-options', location, args));
    }
    for (const [long, other] of Object.entries(needs)) {
      const location = options.has(other) ? null : options.get(long)?.[0]?.location;
      if (location) findings.push(finding('needs-option', location, { option: `--${long}`, needs: [`--${other}`] }));
    }
  }

  function checkOperands(taken: readonly Given[], excess: readonly Given[]): void {
    for (const [index, { argChoices }] of takes.entries()) findings.push(...notAmong(argChoices, taken[index]));
    for (const [index, { value: argument, location }] of excess.entries()) {
      const option = optionFor(argument, command);
      const suggested = option && index === 0 && !options.has(option) && { suggestion: `--${option} ${argument}` };
      findings.push(finding('excess-argument', location, { argument, command: name, ...suggested }));
    }
    const required = usage.match(/<[^>]+>/g) ?? [];
    const operand = required.slice(taken.length).join(' ');
    const above = [name, ...required.slice(0, taken.length)].join(' ');
    // The word after an unknown option may be the operand.
    const isKnown = findings.every(({ code }) => code !== 'unknown-option');
    if (operand !== '' && isKnown) findings.push(finding('missing-operand', null, { operand, command: above }));
  }

  function takeOption(option: Option, value: string | null): void {
    const location = line.locationOfValue(option, value);
    const name = option.name();
    // An empty answer is allowed; `-a "$FILE"` with an empty variable is a mistake.
    if (option.optional && (value === null || (value.trim() === '' && !isAnswer(option)))) {
      findings.push(finding('missing-value', location, { option: `--${name}`, takes: placeholderOf(option) }));
      return;
    }
    const given = { value: value ?? '', location };
    const before = options.get(name) ?? [];
    // Of `--color` and `--no-color` the last one counts.
    options.delete(option.negate ? name.slice('no-'.length) : `no-${name}`);
    findings.push(...wrongValue(option, given, before));
    options.set(name, [...before, given]);
  }

  /** The operands. Reports unknown options, which commander leaves among them. */
  function takeOperands({ args }: Command): Given[] {
    const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
    let unknown = -1;
    return args.flatMap((word): Given[] => {
      if (word === '--') return [];
      const index = line.find((arg) => arg === word);
      const location = line.locationOf(index);
      // A negative number and `-` for standard input are values.
      if (index < end && /^-[^\d.]/.test(word)) {
        const option = word.replace(/=.*/s, '');
        const names = known.flatMap(({ hidden, long }) => (long && (!hidden || long === option) ? long : []));
        const suggestion = suggestionFor(option, names);
        findings.push(finding('unknown-option', location, { option: word, command: name, ...suggestion }));
        unknown = word.includes('=') ? unknown : index;
        return [];
      }
      // The word after an unknown option is taken as its value.
      return unknown >= 0 && index === unknown + 1 ? [] : [{ value: word, location }];
    });
  }
}

/** The long option that an excess argument probably belongs to; null: none in particular. */
function optionFor(word: string, command: Command): string | null {
  if (isAnswersFile(word) && command.options.some(({ long }) => long === '--answers')) return 'answers';
  // A command of `rules` without operands works on the pack in force.
  return command.parent?.name() === 'rules' && command.registeredArguments.length === 0 ? 'rules' : null;
}

/** Options whose file is read before it is written. */
const fileOnly: ReadonlySet<string> = new Set(['--save', '--write-baseline']);

/** Whether an option answers a question. Answers are validated later. */
function isAnswer({ envVar }: Option): boolean {
  return envVar !== undefined;
}

/** Finds what is wrong with the value of an option, after the values before. */
function wrongValue(option: Option, { value, location }: Given, [first]: readonly Given[]): Finding[] {
  if (isAnswer(option) || !option.optional) return [];
  const name = `--${option.name()}`;
  const placeholder = placeholderOf(option);
  const unknown = notAmong(option.argChoices, { value, location });
  const harmful = placeholder === 'text' || placeholder === 'name' ? harmfulIn(value) : null;
  if (unknown.length > 0) return unknown;
  if (harmful) return [finding('control-character', location, { character: harmful.name })];
  if (value === '-' && fileOnly.has(name)) return [finding('needs-file', location, { option: name })];
  if ((placeholder === 'day' && !isDay(value)) || (placeholder === 'percent' && !isPercent(value))) {
    const got = Number.isNaN(Number(value)) ? 'string' : 'number';
    return [finding('wrong-type', location, { key: name, expected: placeholder, got, text: value })];
  }
  if (!first || first.value === value || repeatable.has(option.name())) return [];
  return [finding('conflicting-values', location, { option: name, first: first.value, second: value })];
}

/** The finding for a value or an operand that is not one of the known ones. */
export function notAmong(known: readonly string[] | undefined, given: Given | undefined): Finding[] {
  if (!known || !given || known.includes(given.value)) return [];
  return [finding('unknown-choice', given.location, unknownId(given.value, known))];
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // `Date` reads the 31st of a shorter month as a day of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isPercent(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100;
}

/** The finding for a word without a command: probably a misspelt command, or a service. Null: neither. */
function unknownCommand({ value, location }: Given, argv: readonly string[], pack: Pack): Finding | null {
  const service = namedService(pack, value) ?? (Object.hasOwn(pack.neighbours, value) ? value : null);
  const command = nearest(value, Object.keys(commands));
  const suggestion = service === null ? command : `services ${service}`;
  if (command === value || (suggestion === null && argv[0] !== value)) return null;
  return finding('unknown-command', location, { command: value, ...(suggestion !== null && { suggestion }) });
}
