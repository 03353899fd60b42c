import type { Command, Option } from 'commander';
import { unknown } from '../../engine/answer.ts';
import { promptMessages } from '../../messages/locale.ts';
import type { Pack, Question } from '../../model/pack.ts';
import { builtInId } from '../../pack/built-in-files.ts';
import { globalOptions, placeholderOf, repeatable } from '../commands.ts';
import type { Context, Invocation } from '../context.ts';
import type { Speech } from '../language.ts';
import { parse } from '../parse-command-line.ts';

/** The candidates for a position: words, and possibly file or folder names, which the shell completes itself. */
export interface Completions {
  readonly kind: 'words' | 'files' | 'folders';
  readonly candidates: readonly Candidate[];
}

interface Candidate {
  readonly text: string;
  readonly about: string;
}

interface Scene {
  readonly pack: Pack;
  readonly speech: Speech;
  readonly invocation: Invocation;
  readonly current: string;
}

/**
 * The candidates for the last word.
 *
 * @param words the words typed after the program's name; the last one is incomplete and may be empty
 */
export function complete(
  words: readonly string[],
  { pack, speech, programOf }: Pick<Context, 'pack' | 'speech' | 'programOf'>,
): Completions {
  // Parsing these would print the help or version at once.
  const before = words.slice(0, -1).filter((word) => !/^(-h|--help|-V|--version)$/.test(word));
  const typed = words.at(-1) ?? '';
  const parsed = parse({ argv: before, pack, programOf });
  if (parsed === null) return nothing;
  const { command, invocation } = parsed;
  const root = rootOf(command);
  // Old names of questions are hidden, so they are not offered.
  const options = [...command.createHelp().visibleOptions(command), ...root.options];
  const [start = '', long] = /^(--[^=]+)=/.exec(typed) ?? [];
  const scene: Scene = { pack, speech, invocation, current: typed.slice(start.length) };
  if (before.includes('--')) return operands(scene, command);
  const option =
    start === '' ? waitingOption(before.at(-1) ?? '', options) : options.find((each) => each.long === long);
  // A value never looks like an option, except `-` for standard input.
  const isValue = start !== '' || typed === '-' || !typed.startsWith('-');
  if (option?.optional && isValue) {
    const { kind, candidates } = valuesOf(scene, option);
    return { kind, candidates: candidates.map(({ text, about }) => ({ text: start + text, about })) };
  }
  if (start !== '') return nothing;
  const { name, names, findings } = invocation;
  if (typed.startsWith('-')) return offered(invocation, options);
  if (findings.length > 0 || command.registeredArguments.length > 0) return operands(scene, command);
  // After an option of the default command no other command can follow.
  const mayBeCommand =
    name === 'decide' && !before.includes(name) && names.every((each) => Object.hasOwn(globalOptions, each));
  return mayBeCommand ? below(root) : offered(invocation, options);
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

function waitingOption(word: string, options: readonly Option[]): Option | undefined {
  return options.find(
    ({ long, short }) => word === long || (short && /^-[^-]*$/.test(word) && word.endsWith(short.slice(1))),
  );
}

function offered(given: Invocation, options: readonly Option[]): Completions {
  const left = options.filter(({ long = '' }) => repeatable.has(long.slice(2)) || !given.has(long.slice(2)));
  return words(
    left.flatMap(({ long, short, description: about }) =>
      [long, short].flatMap((text) => (text ? [{ text, about }] : [])),
    ),
  );
}

function below(command: Command): Completions {
  return words(command.commands.map((each) => ({ text: each.name(), about: each.description() })));
}

/** The next operand of the command. */
function operands(scene: Scene, command: Command): Completions {
  const given = scene.invocation.operands;
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[given.length] ?? (last?.variadic ? last : null);
  if (!argument) return nothing;
  if (argument.name() !== 'command') return sourceOf(argument.name(), argument.argChoices)(scene);
  if (command.name() !== 'help') return below(command);
  const named = given.reduce<Command | undefined>(
    (above, { value }) => above?.commands.find((each) => each.name() === value),
    rootOf(command),
  );
  return named ? below(named) : nothing;
}

function valuesOf(scene: Scene, { flags, envVar, argChoices, long }: Option): Completions {
  const question = envVar === undefined ? undefined : scene.pack.questions.find(({ id }) => long === `--${id}`);
  return question ? words(choicesOf(question, scene)) : sourceOf(placeholderOf(flags), argChoices)(scene);
}

type Source = (scene: Scene) => Completions;

const nothing: Completions = { kind: 'words', candidates: [] };
const files: Source = () => ({ kind: 'files', candidates: [] });
const folders: Source = () => ({ kind: 'folders', candidates: [] });
/** A pack is a folder or the id of a built-in pack. */
const packs: Source = () => ({ kind: 'folders', candidates: [{ text: builtInId, about: '' }] });

/** Candidates by the placeholder in the help. A free text or a date has none. */
export const sources: Readonly<Record<string, Source>> = {
  file: files,
  'file[#id]': files,
  template: files,
  files,
  templates: files,
  records: files,
  dir: folders,
  folder: folders,
  old: packs,
  new: packs,
  language: ({ pack }) => words(pack.languages),
  service: services,
  'id=value': answers,
  'question,question': axes,
};

function sourceOf(placeholder: string, choices: readonly string[] | undefined): Source {
  return choices ? () => words(choices) : (sources[placeholder] ?? (() => nothing));
}

function words(candidates: readonly (Candidate | string)[]): Completions {
  return {
    kind: 'words',
    candidates: candidates.map((each) => (typeof each === 'string' ? { text: each, about: '' } : each)),
  };
}

function choicesOf({ values }: Question, { speech }: Scene): Candidate[] {
  const known = values.map(({ value, text }) => ({ text: value, about: text }));
  return [...known, { text: unknown, about: promptMessages(speech).dontKnow }];
}

/** A question and `=`, then the question's values. */
function answers(scene: Scene): Completions {
  const { pack, current } = scene;
  const [start = '', id] = /^([^=]*)=/.exec(current) ?? [];
  if (id === undefined) return words(pack.questions.map((each) => ({ text: `${each.id}=`, about: each.ask })));
  const question = pack.questions.find((each) => each.id === id);
  const candidates = question ? choicesOf(question, scene) : [];
  return words(candidates.map(({ text, about }) => ({ text: start + text, about })));
}

/** Two questions with enumerable values. */
function axes({ pack, current }: Scene): Completions {
  const [, first] = /^([^,]*),/.exec(current) ?? [];
  const questions = pack.questions.filter(({ id, type }) => type !== 'number' && id !== first);
  const textOf = (id: string): string => (first === undefined ? `${id},` : `${first},${id}`);
  return words(questions.map(({ id, ask }) => ({ text: textOf(id), about: ask })));
}

/** The services, and after `service/` its variants, without those already named. */
function services({ pack, current, invocation }: Scene): Completions {
  const [, service] = /^([^/]*)\//.exec(current) ?? [];
  const all = pack.services.flatMap(({ id, name, variants }) => {
    if (service === undefined) return [{ text: id, about: name }];
    return service === id ? variants.map((each) => ({ text: `${id}/${each.id}`, about: `${name}: ${each.name}` })) : [];
  });
  return words(all.filter(({ text }) => !invocation.operands.some(({ value }) => value === text)));
}
