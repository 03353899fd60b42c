import type { Command } from 'commander';
import { unknown } from '../../engine/answer.ts';
import { promptMessages } from '../../messages/locale.ts';
import { globalOptions } from '../../model/command-options.ts';
import { type Question, questionOf } from '../../model/pack.ts';
import { quote } from '../../output/shell-command.ts';
import { commands } from '../commands.ts';
import { type Context, type Invocation, openContext } from '../context.ts';
import { Exit } from '../exit.ts';
import { writeOut } from '../output.ts';
import { parse } from '../parse-command-line.ts';
import { placeholderOf } from '../program.ts';

const shells = commands.completion.words;

/**
 * `tsunagi completion <shell>`: prints a script for the shell. The script calls the same command for candidates and
 * passes after `--` the words that have been typed.
 */
export async function completionCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, argv } = context;
  const [operand] = invocation.operands;
  const shell = shells.find((name) => name === operand?.value);
  const end = argv.indexOf('--');
  if (shell && end >= 0) {
    await writeOut(context, null, linesOf(await complete(context, argv.slice(end + 1))));
    return Exit.done;
  }
  invocation.refuse();
  await writeOut(context, invocation.get('output'), io.builtIn(`completions/tsunagi.${shell}`));
  return Exit.done;
}

/** The candidates for a position: words, or names of files or folders, which the shell completes itself. */
type Completions = readonly Readonly<Record<'text' | 'about', string>>[] | 'files' | 'folders';

/**
 * The output for the shell script: the kind of completion, then a line for each word, its description after a tab.
 * Control characters and line breaks in pack texts are replaced; words that would need quoting are left out.
 */
function linesOf(completions: Completions): string {
  if (typeof completions === 'string') return `${completions}\n`;
  const lines = completions
    .filter(({ text }) => quote(text) === text)
    .map(({ text, about }) => `${text}\t${about.replace(unprintable, ' ').trim()}`);
  return ['words', ...lines, ''].join('\n');
}

const unprintable = /[\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu;

/** The candidates for the last of the words after the program; it is incomplete and may be empty. */
async function complete({ io }: Context, words: readonly string[]): Promise<Completions> {
  const before = words.slice(0, -1);
  const typed = words.at(-1) ?? '';
  // The rules in force there need not be those of this run.
  const scene = await openContext(before, io);
  const { command, invocation } = parse(scene);
  const { parent } = command;
  const root = parent?.parent ?? parent ?? command;
  const options = [...command.options, ...root.options].filter(({ hidden }) => !hidden);
  const [start = '', long] = /^(--[^=]+)=/.exec(typed) ?? [];
  if (before.includes('--')) return operands(scene, invocation, command, root);
  const name = long ?? before.at(-1) ?? '';
  const option = options.find((each) => each.long === name || each.short === name);
  // A value never looks like an option, except `-` for standard input.
  if (option?.optional && (start !== '' || typed === '-' || !typed.startsWith('-'))) {
    const question = option.envVar !== undefined && questionOf(scene.pack, option.name());
    const found = question ? choicesOf(question, scene) : valuesOf(scene, placeholderOf(option), option.argChoices);
    return typeof found === 'string' ? found : found.map(({ text, about }) => ({ text: start + text, about }));
  }
  if (start !== '') return [];
  if (!typed.startsWith('-')) {
    const { isDefault, options: given, findings } = invocation;
    if (findings.length > 0 || command.registeredArguments.length > 0) return operands(scene, invocation, command, root);
    // After an option of the default command no other command can follow.
    if (isDefault && [...given.keys()].every((each) => Object.hasOwn(globalOptions, each))) return below(root);
  }
  return options.flatMap(({ long, short, description: about }) =>
    [long, short].flatMap((text) => (text ? [{ text, about }] : [])),
  );
}

function operands(scene: Context, { operands: given }: Invocation, command: Command, root: Command): Completions {
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[given.length] ?? (last?.variadic ? last : null);
  if (!argument) return [];
  if (argument.name() !== 'command') return valuesOf(scene, argument.name(), argument.argChoices);
  const named = given.reduce<Command | undefined>(
    (above, { value }) => above?.commands.find((each) => each.name() === value),
    command.name() === 'help' ? root : command,
  );
  return named ? below(named) : [];
}

function below(command: Command): Completions {
  return command.commands.map((each) => ({ text: each.name(), about: each.description() }));
}

/** Candidates by the placeholder in the help. A free text or a date has none. */
export const sources: ReadonlyMap<string, (scene: Context) => Completions> = new Map([
  ...['file', 'file[#id]', 'files', 'template', 'templates', 'records'].map((name) => [name, () => 'files'] as const),
  ...['dir', 'folder', 'old', 'new'].map((name) => [name, () => 'folders'] as const),
  ['language', ({ pack }) => plainWords(pack.languages)],
  ['service', services],
]);

function valuesOf(scene: Context, placeholder: string, choices: readonly string[] | undefined): Completions {
  return choices ? plainWords(choices) : (sources.get(placeholder)?.(scene) ?? []);
}

function plainWords(texts: readonly string[]): Completions {
  return texts.map((text) => ({ text, about: '' }));
}

function choicesOf({ values }: Question, { messageLanguage }: Context): Completions {
  const known = values.map(({ value, text }) => ({ text: value, about: text }));
  return [...known, { text: unknown, about: promptMessages(messageLanguage).dontKnow }];
}

function services({ pack, packs }: Context): Completions {
  return packs.in(pack.lang).services.map(({ id, name }) => ({ text: id, about: name }));
}
