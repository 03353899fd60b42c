import type { Argument, Command, Option } from 'commander';
import { unknown } from '../../engine/answer.ts';
import { promptMessages } from '../../messages/locale.ts';
import type { Pack, Question } from '../../model/pack.ts';
import { commandLineOf } from '../command-line.ts';
import {
  type CommandName,
  type CommandSpec,
  commandOptions,
  globalOptions,
  placeholderOf,
  repeatable,
  specOf,
} from '../commands.ts';
import type { Context } from '../context.ts';
import type { Invocation } from '../invocation.ts';
import type { Speech } from '../language.ts';
import { builtInId } from '../packs.ts';
import { invocationOf, parse } from '../parse-command-line.ts';

/** What completing needs besides the words. */
export interface Completer {
  readonly pack: Pack;
  readonly speech: Speech;
  readonly programOf: Context['programOf'];
}

/**
 * What may stand in the place of the last word.
 *
 * @param words the words after the program's name, as typed so far; the last one is being typed and may be empty
 */
export function complete(words: readonly string[], { pack, speech, programOf }: Completer): Completions {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const parsed = parse({ argv: before, pack, programOf });
  if (parsed === null) return nothing;
  const { command, name } = parsed;
  const invocation = invocationOf(parsed, { argv: before, line: commandLineOf(before), pack });
  const scene: Scene = { pack, speech, invocation, current };
  if (before.includes('--')) return operands(scene, command);
  const options = optionsOf(command);
  const inline = /^(--[^=]+)=/.exec(current);
  if (inline) {
    const option = options.find(({ long }) => long === inline[1]);
    if (!option?.required) return nothing;
    const values = valuesOfOption({ ...scene, current: current.slice(inline[0].length) }, option);
    return { ...values, candidates: values.candidates.map(({ text, about }) => ({ text: inline[0] + text, about })) };
  }
  const waiting = waitingOption(before.at(-1) ?? '', options);
  // A value never looks like an option, except for the dash that is standard input.
  if (current.startsWith('-') && !(waiting && current === '-')) return offered(invocation, options);
  if (waiting) return valuesOfOption(scene, waiting);
  if (invocation.findings.length > 0 || command.registeredArguments.length > 0) return operands(scene, command);
  return mayBeCommand(name, before, invocation) ? below(rootOf(command)) : offered(invocation, options);
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** The options of a command and of the program; old names of questions are not offered. */
function optionsOf(command: Command): Option[] {
  const own = command.createHelp().visibleOptions(command);
  const inherited = rootOf(command).options.filter(
    ({ long }) => long !== '--rules' || !specOf(nameOf(command)).packless,
  );
  return [...own, ...inherited];
}

function nameOf(command: Command): CommandName {
  const name = command.parent?.name() === 'rules' ? `rules ${command.name()}` : command.name();
  return name as CommandName;
}

/** The options that can still be given. */
function offered(given: Invocation, options: readonly Option[]): Completions {
  const candidates = options
    .filter(({ long }) => long && (repeatable.has(long.slice(2)) || !given.has(long.slice(2))))
    .flatMap(({ long, short, description }) =>
      [long, short].flatMap((text) => (text ? [{ text, about: description }] : [])),
    );
  return { kind: 'words', candidates };
}

/** The option that the word before leaves without its value. */
function waitingOption(word: string, options: readonly Option[]): Option | null {
  const found = options.find(
    ({ long, short }) => word === long || (short && /^-[^-]*$/.test(word) && word.endsWith(short.slice(1))),
  );
  return found?.required ? found : null;
}

/** Options of the default command rule out that another one is named after them. */
function mayBeCommand(name: CommandName, before: readonly string[], invocation: Invocation): boolean {
  return (
    name === 'decide' && !before.includes(name) && invocation.names.every((long) => Object.hasOwn(globalOptions, long))
  );
}

function below(command: Command): Completions {
  return {
    kind: 'words',
    candidates: command.commands.map((each) => ({ text: each.name(), about: each.description() })),
  };
}

/** What the command takes next besides options. */
function operands(scene: Scene, command: Command): Completions {
  const given = scene.invocation.operands;
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[given.length] ?? (last?.variadic ? last : null);
  if (!argument) return nothing;
  if (argument.name() !== 'command') return valuesOfOperand(scene, argument);
  const above =
    scene.invocation.name === 'help'
      ? commandAt(
          rootOf(command),
          given.map(({ value }) => value),
        )
      : command;
  return above ? below(above) : nothing;
}

function commandAt(root: Command, words: readonly string[]): Command | null {
  return words.reduce<Command | null>(
    (command, word) => command?.commands.find((each) => each.name() === word) ?? null,
    root,
  );
}

/** What may stand in a place: words, or the names of files or folders besides them, which the shell knows itself. */
export interface Completions {
  readonly kind: 'words' | 'files' | 'folders';
  readonly candidates: readonly Candidate[];
}

interface Candidate {
  readonly text: string;
  readonly about: string;
}

/** What is known where something is to be completed. */
interface Scene {
  readonly pack: Pack;
  readonly speech: Speech;
  /** Of the words before the one being typed. */
  readonly invocation: Invocation;
  readonly current: string;
}

const nothing: Completions = { kind: 'words', candidates: [] };
const files: Completions = { kind: 'files', candidates: [] };
const folders: Completions = { kind: 'folders', candidates: [] };

type Source = (scene: Scene) => Completions;

/** By what stands for a value or an operand in the help. Nobody can know beforehand what a text or a day will be. */
export const sources: Readonly<Record<string, Source>> = {
  file: () => files,
  'file[#id]': () => files,
  template: () => files,
  files: () => files,
  templates: () => files,
  records: () => files,
  dir: () => folders,
  folder: () => folders,
  old: packs,
  new: packs,
  language: ({ pack }) => words(pack.languages),
  service: services,
  'id=value': answers,
  'question,question': axes,
  id: () => nothing,
  text: () => nothing,
  name: () => nothing,
  day: () => nothing,
  percent: () => nothing,
  character: () => nothing,
};

const ofPack: readonly (Source | undefined)[] = [services, answers, axes];

/** Whether a pack's questions or services are part of what a command may be given. */
export function dependsOnPack({ asks, operands = '', options }: CommandSpec): boolean {
  const names = Object.values(options).flat();
  const placeholders = [operands.replace(/[[\]<>.]/g, ''), ...names.map((name) => placeholderOf(commandOptions[name]))];
  return asks === true || placeholders.some((placeholder) => ofPack.includes(sources[placeholder]));
}

/** What an option may be given. */
function valuesOfOption(scene: Scene, { flags, envVar, argChoices, long }: Option): Completions {
  const question = envVar === undefined ? undefined : scene.pack.questions.find(({ id }) => long === `--${id}`);
  if (question) return { kind: 'words', candidates: valuesOf(question, scene) };
  return argChoices ? words(argChoices) : (sources[placeholderOf(flags)] ?? (() => nothing))(scene);
}

/** What an operand may be. */
function valuesOfOperand(scene: Scene, argument: Argument): Completions {
  return argument.argChoices ? words(argument.argChoices) : (sources[argument.name()] ?? (() => nothing))(scene);
}

function words(texts: readonly string[]): Completions {
  return { kind: 'words', candidates: texts.map((text) => ({ text, about: '' })) };
}

function valuesOf({ values }: Question, { speech }: Scene): Candidate[] {
  return [
    ...values.map(({ value, text }) => ({ text: value, about: text })),
    { text: unknown, about: promptMessages(speech).dontKnow },
  ];
}

/** A question and an equals sign; behind it, its values. */
function answers(scene: Scene): Completions {
  const { pack, current } = scene;
  const id = current.includes('=') ? current.slice(0, current.indexOf('=')) : null;
  if (id === null)
    return { kind: 'words', candidates: pack.questions.map((each) => ({ text: `${each.id}=`, about: each.ask })) };
  const question = pack.questions.find((each) => each.id === id);
  const candidates = question ? valuesOf(question, scene) : [];
  return { kind: 'words', candidates: candidates.map(({ text, about }) => ({ text: `${id}=${text}`, about })) };
}

/** Two questions that have values to list. */
function axes({ pack, current }: Scene): Completions {
  const first = current.includes(',') ? current.slice(0, current.indexOf(',')) : null;
  const candidates = pack.questions
    .filter(({ id, type }) => type !== 'number' && id !== first)
    .map(({ id, ask }) => ({ text: first === null ? `${id},` : `${first},${id}`, about: ask }));
  return { kind: 'words', candidates };
}

/** The services, and behind a service and a slash its variants; those that are named already are left out. */
function services({ pack, current, invocation }: Scene): Completions {
  const named = invocation.operands.map(({ value }) => value);
  const slash = current.indexOf('/');
  const all = pack.services.flatMap(({ id, name, variants }) => {
    if (slash < 0) return [{ text: id, about: name }];
    return current.slice(0, slash) === id
      ? variants.map((each) => ({ text: `${id}/${each.id}`, about: `${name}: ${each.name}` }))
      : [];
  });
  return { kind: 'words', candidates: all.filter(({ text }) => !named.includes(text)) };
}

/** A pack is a folder or the id of one that is built in. */
function packs(): Completions {
  return { ...folders, candidates: words([builtInId]).candidates };
}
