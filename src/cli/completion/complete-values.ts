import type { Argument, Option } from 'commander';
import { unknown } from '../../engine/answer.ts';
import { promptMessages } from '../../messages/locale.ts';
import type { Pack, Question } from '../../model/pack.ts';
import type { CommandSpec } from '../commands.ts';
import type { Invocation } from '../invocation.ts';
import type { Speech } from '../language.ts';
import { commandOptions, placeholderOf } from '../options.ts';
import { builtInId } from '../packs.ts';

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
export interface Scene {
  readonly pack: Pack;
  readonly speech: Speech;
  /** Of the words before the one being typed. */
  readonly invocation: Invocation;
  readonly current: string;
}

export const nothing: Completions = { kind: 'words', candidates: [] };
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
export function valuesOfOption(scene: Scene, { flags, envVar, argChoices, long }: Option): Completions {
  const question = envVar === undefined ? undefined : scene.pack.questions.find(({ id }) => long === `--${id}`);
  if (question) return { kind: 'words', candidates: valuesOf(question, scene) };
  return argChoices ? words(argChoices) : (sources[placeholderOf(flags)] ?? (() => nothing))(scene);
}

/** What an operand may be. */
export function valuesOfOperand(scene: Scene, argument: Argument): Completions {
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
  if (id === null) return { kind: 'words', candidates: pack.questions.map((each) => ({ text: `${each.id}=`, about: each.ask })) };
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
