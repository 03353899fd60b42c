import { unknownId } from '../engine/nearest.ts';
import { commandOptions } from '../model/command-options.ts';
import type { Policy } from '../model/decision.ts';
import { BadInput, type Finding, finding, type Given } from '../model/finding.ts';
import type { Io } from '../model/io.ts';
import { optionWords, shellCommand } from '../output/shell-command.ts';
import { commandLineOf, environmentLocation } from './command-line.ts';
import type { CommandName } from './commands.ts';
import { localeLanguage, messageLanguageFor } from './host/terminal.ts';
import { openPacks } from './packs.ts';
import { globalProgram } from './program.ts';

/** The context of every command: everything but its own arguments. */
export type Context = Awaited<ReturnType<typeof openContext>>;

/** Opens the context of a run: the language, and the rules whose questions define the remaining options. */
export async function openContext(argv: readonly string[], io: Io) {
  const { rules, lang, operands } = peek(argv, io.env);
  const local = localeLanguage(io);
  const terminalLanguage = lang ?? local;
  const messageLanguage = messageLanguageFor(lang, local);
  const packs = await openPacks(io, needsNoPack(operands) ? null : rules);
  // All languages have the same questions; choose the one needed later, so that they are read only once.
  const pack = packs.questionsIn(argv.some((arg) => /^(-f|-o|--format|--output)/.test(arg)) ? lang : terminalLanguage);
  const { help } = messageLanguage === 'ja' ? await import('../messages/ja/help.ts') : await import('../messages/en/help.ts');
  return {
    io,
    argv,
    /** The folder from the option or the variable; null: the built-in pack. */
    rules,
    /** The language from the option or the variable; null: none in particular. */
    lang,
    /** The language of texts on the terminal: that one, else the system's. */
    terminalLanguage,
    /** The language of the program's own messages, the nearest to that one. */
    messageLanguage,
    packs,
    /** The questions alone, in a language that the command may need. */
    pack,
    help,
    /** The texts that findings point into, by file. */
    sources: new Map<string, string>(),
  };
}

/** Reads the rules folder and the language before the other options. Mistakes in these two are reported later. */
export function peek(argv: readonly string[], env: Io['env']) {
  const program = globalProgram();
  const { operands } = program.parseOptions([...argv]);
  // The value is `true` if it is missing.
  const { rules, lang } = program.opts<{ rules?: string | true; lang?: string | true }>();
  const inEnv = env['TSUNAGI_RULES'];
  const fromEnv = inEnv ? { value: inEnv, location: environmentLocation('TSUNAGI_RULES', inEnv) } : null;
  const given = typeof rules === 'string' && rules !== '';
  return {
    rules: given ? { value: rules, location: commandLineOf(argv).locationOfValue({ long: '--rules' }, rules) } : fromEnv,
    lang: (typeof lang === 'string' && lang) || env['TSUNAGI_LANG'] || null,
    operands,
  };
}

/** The finding if the pack is not written in the language of `--lang` or `TSUNAGI_LANG`. */
export function languageFindings({ lang, packs }: Context, invocation: Invocation): Finding[] {
  const languages = lang === null ? [] : packs.questionsIn(lang).languages;
  if (lang === null || languages.includes(lang)) return [];
  const at = invocation.get('lang')?.location ?? environmentLocation('TSUNAGI_LANG', lang);
  return [finding('unknown-language', at, unknownId(lang, languages))];
}

/** Whether a command needs no pack in force: it reads its folders itself, or works without one, as its help does. */
function needsNoPack([command, below = '', what = '']: readonly string[]): boolean {
  if (command === 'help') return below === 'rules' || below === 'completion';
  if (command !== 'rules') return command === 'completion';
  return ['', 'lint', 'diff', 'init'].includes(below) || (below === 'schema' && what !== 'answers');
}

/** The arguments of a command, each with its location on the command line. */
export type Invocation = ReturnType<typeof invocationOf>;

interface ParsedArguments {
  /** The command's full name, such as `rules lint`. */
  readonly name: CommandName;
  /** Whether no command was named, so that the default one runs. */
  readonly isDefault: boolean;
  readonly operands: readonly Given[];
  /** Arguments that the command does not accept, and options without their value. */
  readonly findings: Finding[];
  /** The values of each option by its name without dashes; empty ones if it takes none. */
  readonly options: ReadonlyMap<string, readonly Given[]>;
}

/** The parsed arguments, with access to options by their long names. */
export function invocationOf(parsed: ParsedArguments) {
  const { findings, options } = parsed;
  const has = (long: string): boolean => options.has(long);
  /** The named options as given, as words of a command line. */
  const words = (names: readonly string[]): string[] =>
    names.flatMap((long) => (options.get(long) ?? []).flatMap(({ value }) => optionWords(long, value)));
  return {
    ...parsed,
    has,
    /** The first occurrence of an option. */
    get: (long: string): Given | null => options.get(long)?.[0] ?? null,
    all: (long: string): readonly Given[] => options.get(long) ?? [],
    words,
    /** The command for the same result: the answers as words of a command line, then the given options, also those in `more`. */
    equivalent: (answers: readonly string[], ...more: string[]): string =>
      shellCommand(['tsunagi', ...answers, ...words([...inEquivalent, ...more])]),
    /** How absent answers are treated: assumptions hold unless `--no-assume`, defaults only with `--defaults`. */
    policy: { assume: !has('no-assume'), defaults: has('defaults') } satisfies Policy,
    /** Throws BadInput with all problems of the command line, and those that the command itself found, if there are any. */
    refuse(...more: readonly Finding[]): void {
      const all = [...findings, ...more];
      if (all.length > 0) throw new BadInput(all);
    },
  };
}

/** Options that the command for the same result leaves out: it has the answers themselves, and asks and explains as usual. */
const notInEquivalent: ReadonlySet<string> = new Set(['answers', 'set', 'select', 'no-input', 'explain', 'supersedes']);

const inEquivalent = [...Object.keys(commandOptions), 'rules', 'lang'].filter((long) => !notInEquivalent.has(long));

/** Options that the next result of the same run does not repeat. */
const notInNext: ReadonlySet<string> = new Set(['save', 'supersedes', 'explain', 'format', 'output']);

/** The arguments for another result of the same run. */
export function redirected(invocation: Invocation, set: Readonly<Record<string, string>>, operands = invocation.operands) {
  const kept = [...invocation.options].filter(([long]) => !notInNext.has(long));
  const given = Object.entries(set).map(([long, value]) => [long, [withoutLocation(value)]] as const);
  return invocationOf({ ...invocation, operands, options: new Map([...kept, ...given]) });
}

/** A value that was given nowhere that can be shown. */
export function withoutLocation(value: string): Given {
  return { value, location: null };
}
