import { parseArgs } from 'node:util';
import { nearest } from '../engine/nearest.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { CommandLine } from './command-line.ts';
import { type CommandSpec, commands } from './commands.ts';
import { globalOptions, globalOptionsOf, type OptionSpec, questionOptions } from './options.ts';

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

/** Parses the arguments. What is wrong with them is collected, so that all of it is told at once. */
export function parse(argv: readonly string[], line: CommandLine, pack: Pack): Invocation {
  const { spec, words } = commandIn(argv);
  const asked = spec.asks ? questionOptions(pack) : [];
  const general = globalOptionsOf(spec);
  const specs = [...asked.map((option) => option.spec), ...spec.options, ...general];
  const byName = new Map(specs.map((option) => [option.long, option]));
  const options = new Map<string, Given[]>();
  const operands: Given[] = [];
  const findings: Finding[] = [];
  const unknown = new Set<number>();
  const answering = new Set(asked.map((option) => option.spec.long));
  for (const token of tokensOf(argv, specs)) {
    const { index } = token;
    if (token.kind === 'option') {
      const option = takenBy(token, byName);
      if (option) addOption(option, token);
      else unknown.add(index);
    } else if (token.kind === 'positional' && !words.has(index)) {
      // What follows an option that nobody knows is taken to be its value.
      if (!unknown.has(index - 1) || argv[index - 1]?.includes('='))
        operands.push({ value: token.value, place: line.placeOf(index) });
    }
  }
  const shown = [...asked.filter((option) => !option.hidden).map((option) => option.spec), ...spec.options, ...general];
  const known = shown.map((option) => `--${option.long}`);
  for (const index of unknown) {
    const option = (argv[index] as string).replace(/=.*/s, '');
    const at = { ...line.placeOf(index), ...(option === argv[index] ? {} : { length: option.length }) };
    const idle = option !== argv[index] && byName.has(option.slice(2));
    findings.push(
      idle
        ? finding('needless-value', at, { option })
        : finding('unknown-option', at, { option, command: spec.name, ...suggestion(option, known) }),
    );
  }
  const allowed = operandsOf(spec);
  findings.push(...operands.slice(allowed).map(({ value, place }) => excess(value, place, spec, words.size > 0)));
  return {
    command: spec,
    named: words.size > 0,
    options,
    operands: operands.slice(0, allowed),
    findings: [...findings, ...conflicts(options, [...general, ...spec.options])],
  };

  function addOption({ long, takes }: OptionSpec, { index, value, inlineValue }: OptionToken): void {
    // A question may be left unanswered; `-a "$FILE"` with nothing in the variable is a mistake.
    const missing = value === undefined || (value === '' && !answering.has(long));
    if (takes !== undefined && missing) {
      findings.push(finding('missing-value', line.placeOf(index), { option: `--${long}`, takes }));
      return;
    }
    const apart = value !== undefined && !inlineValue;
    const offset = value !== undefined && inlineValue ? (argv[index] as string).length - value.length : 0;
    const given = { value: value ?? '', place: line.placeOf(apart ? index + 1 : index, offset) };
    const others = options.get(long);
    if (others) others.push(given);
    else options.set(long, [given]);
  }
}

/** The command that is named, and where its words stand: before all options but those that every command takes. */
function commandIn(argv: readonly string[]): { spec: CommandSpec; words: ReadonlySet<number> } {
  let spec = commands[0] as CommandSpec;
  let words: ReadonlySet<number> = new Set();
  let name = '';
  if (!argv.some((arg) => commands.some((command) => command.name === arg))) return { spec, words };
  for (const token of tokensOf(argv, globalOptions)) {
    if (token.kind === 'option' && globalOptions.some(({ long }) => long === token.name)) continue;
    if (token.kind !== 'positional') break;
    name = name === '' ? token.value : `${name} ${token.value}`;
    const named = commands.find((command) => command.name === name);
    if (!named) break;
    spec = named;
    words = new Set([...words, token.index]);
  }
  return { spec, words };
}

/** How many operands a command takes. */
function operandsOf({ operand }: CommandSpec): number {
  if (operand === '') return 0;
  return operand.includes('...') ? Number.POSITIVE_INFINITY : operand.split(' ').length;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/** The arguments as Node.js tells them apart, each with its index. An option without its value does not swallow the next option. */
function tokensOf(argv: readonly string[], specs: readonly OptionSpec[]): Token[] {
  const options = Object.fromEntries(
    specs.map(({ long, short, takes }) => [
      long,
      { type: takes === undefined ? 'boolean' : 'string', ...(short ? { short } : {}) } as const,
    ]),
  );
  const found: Token[] = [];
  for (let from = 0; from < argv.length; ) {
    const { tokens } = parseArgs({ args: argv.slice(from), options, strict: false, allowPositionals: true, tokens: true });
    const swallowing = tokens.findIndex(swallows);
    const whole = swallowing < 0 ? tokens : tokens.slice(0, swallowing);
    found.push(...whole.map((token) => ({ ...token, index: token.index + from })));
    const last = tokens[swallowing] as OptionToken | undefined;
    if (!last) break;
    found.push({ ...last, value: undefined, inlineValue: undefined, index: last.index + from });
    from += last.index + 1;
  }
  return found;
}

function swallows(token: Token): boolean {
  return token.kind === 'option' && token.inlineValue === false && /^-[^\d]/.test(token.value);
}

/** The option that an argument gives; none where it has a value and takes none, or where a letter is only the same as a whole name. */
function takenBy({ name, rawName, value }: OptionToken, byName: ReadonlyMap<string, OptionSpec>): OptionSpec | undefined {
  const spec = byName.get(name);
  if (!spec || (spec.takes === undefined && value !== undefined)) return undefined;
  return rawName.startsWith('--') || rawName === `-${spec.short}` ? spec : undefined;
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
