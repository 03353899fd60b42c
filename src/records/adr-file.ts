import { adr as en } from '../messages/en/adr.ts';
import { adr as ja } from '../messages/ja/adr.ts';
import { inLanguage } from '../messages/locale.ts';
import { BadInput, type Given } from '../model/bad-input.ts';
import { finding, type Place } from '../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../model/io.ts';
import { link } from '../output/markdown/markdown.ts';
import { decode, unreadableFile } from '../pack/files.ts';
import { adrFileName, mergeAdr, supersededAdr, titleOf } from './adr-document.ts';
import { type FileTransaction, isAdr } from './file-transaction.ts';

/** ADRs that the new one takes the place of, as it names them. */
export interface OldAdr {
  readonly title: string;
  /** Relative to the folder of the new one. */
  readonly path: string;
  readonly given: Given;
  readonly text: string;
}

/** Reads the ADRs that `--supersedes` names, for one that is written to a file or into a folder. */
export function oldAdrs(
  io: Pick<Io, 'files'>,
  output: Given | null,
  supersedes: readonly Given[],
  transaction: FileTransaction,
): readonly OldAdr[] {
  if (!output) return [];
  return supersedes
    .filter(({ value }) => isAdr(value))
    .map((given) => {
      const text = read(transaction, given.value, given.place);
      if (text === null) throw new BadInput([finding('file-missing', given.place, { path: given.value })]);
      return {
        given,
        text,
        title: plainTitle(titleOf(text)) ?? nameOf(given.value),
        path: relative(filesIn(io, output.value) === null ? output.value : `${output.value}/adr`, given.value),
      };
    });
}

/**
 * Brings the ADR that `-o` names up to date with a new text, or starts it; and writes the other side of those that it takes
 * the place of.
 */
export function editAdr(output: Given, fresh: string, old: readonly OldAdr[], lang: string, transaction: FileTransaction): void {
  const existing = read(transaction, output.value, output.place);
  const text = existing === null || existing.trim() === '' ? fresh : merged(existing, fresh, output);
  transaction.set(output.value, text, output.place);
  for (const { given, text: before } of old) {
    const there = link(plainTitle(titleOf(text)) ?? nameOf(output.value), relative(given.value, output.value));
    const say = inLanguage(lang, { en, ja });
    const line = say.full(say.supersededBy(there));
    transaction.set(given.value, supersededAdr(before, { name: nameOf(output.value), line }), given.place, '--supersedes');
  }
}

/** Where an ADR goes: into the file that `-o` names, or into a file of the folder that it names. */
export function adrOutput(io: Pick<Io, 'files'>, output: Given, fresh: string): Given {
  const names = filesIn(io, output.value);
  if (names === null) return output;
  const name = adrFileName(names, plainTitle(titleOf(fresh)) ?? '');
  return { ...output, value: `${output.value.replace(/[\\/]+$/, '')}/${name}` };
}

/** The names of the files in a folder; null where it is none. */
function filesIn(io: Pick<Io, 'files'>, path: string): string[] | null {
  try {
    return io.files.list(path).flatMap(({ name, directory }) => (directory ? [] : [name]));
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    return null;
  }
}

/** Refuses several decisions where one belongs. */
export function oneAdr(count: number, place: Place): void {
  if (count !== 1) throw new BadInput([finding('one-decision', place, { option: '-f adr -o', count })]);
}

function merged(existing: string, fresh: string, { value: path, place }: Given): string {
  const result = mergeAdr(existing, fresh);
  if (result === null) throw new BadInput([finding('adr-by-hand', place, { path })]);
  return result;
}

function read(transaction: FileTransaction, path: string, place: Place | null): string | null {
  try {
    const bytes = transaction.read(path);
    if (bytes === null) return null;
    const { text, broken } = decode(bytes);
    if (broken === null) return text;
    throw new BadInput([finding('not-utf8', place, {})]);
  } catch (error) {
    const reason = fileErrorCode(error);
    if (reason === null) throw error;
    throw new BadInput([{ ...unreadableFile(path, reason), at: place }]);
  }
}

function plainTitle(title: string | null): string | null {
  // What is a title in Markdown already must not be escaped twice.
  return title === null ? null : title.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The name of a file without its folder and ending. */
function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

/** The way from the folder of one file to another, both from the same folder on. */
function relative(from: string, to: string): string {
  const split = (path: string): string[] =>
    path
      .replaceAll('\\', '/')
      .split('/')
      .filter((part) => part !== '' && part !== '.');
  const here = split(from).slice(0, -1);
  const there = split(to);
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}
