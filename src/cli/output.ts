import { BadInput, type Given } from '../model/bad-input.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { fileErrorCode, type Io, type NewFile } from '../model/io.ts';
import { changeFiles, FileTransaction, guard } from '../records/file-transaction.ts';

/** Where an answer goes, and what says so. */
interface Target {
  readonly value: string;
  readonly place: Place | null;
}

/**
 * Opens what takes an answer piece by piece: standard output, or a file that takes its place at `commit`. Refuses a file
 * that cannot be written, with its place.
 */
export function openSink(io: Io, target: Target | null): Pick<NewFile, 'write' | 'commit' | 'discard'> {
  if (target === null) return { write: (text) => print(io, text), commit() {}, discard() {} };
  const { value: path, place } = target;
  const guarded = <T>(work: () => T): T => guard({ path, place }, work);
  const file = guarded(() => io.files.create(path));
  return {
    write: (text) => guarded(() => file.write(text)),
    commit: () => guarded(() => file.commit()),
    discard: () => file.discard(),
  };
}

/** Writes one text, all of it or nothing, to a file or to standard output. */
export function writeOut(io: Io, target: Target | null, text: string): void {
  if (target === null) {
    print(io, text);
    return;
  }
  const transaction = new FileTransaction(io);
  transaction.set(target.value, text, target.place);
  transaction.commit();
}

function print(io: Io, text: string): void {
  guard({ path: null, place: null }, () => io.stdout.write(text));
}

/** Which of files that are to be written are there already, and would be lost. */
export function existing(io: Io, files: readonly Given[]): Finding[] {
  return files.filter(({ value }) => io.files.exists(value)).map(fileExists);
}

function fileExists({ value, place }: Given): Finding {
  return finding('file-exists', place, { path: value, option: '--force' });
}

/** Writes files: all of them or none. Refuses where one is there by now, unless `force` replaces it. */
export async function writeFiles(
  io: Io,
  files: readonly { readonly file: Given; readonly text: string }[],
  force: boolean,
): Promise<void> {
  await changeFiles(io, (transaction) => {
    const isThere = ({ value, place }: Given): boolean => transaction.read(value, place) !== null;
    const there = force ? [] : files.map(({ file }) => file).filter(isThere);
    if (there.length > 0) throw new BadInput(there.map(fileExists));
    for (const { file, text } of files) transaction.set(file.value, text, file.place);
  });
}

/**
 * Makes a folder where it is missing, for what is done in it; where that fails, the folder goes, too.
 *
 * @throws BadInput where it cannot be made
 */
export async function inFolder<T>(io: Io, { value, place }: Given, work: () => Promise<T>): Promise<T> {
  const made = guard({ path: value, place }, () => io.files.makeFolder(value));
  try {
    return await work();
  } catch (error) {
    for (const folder of made.toReversed()) removeFolder(io, folder);
    throw error;
  }
}

function removeFolder(io: Io, folder: string): void {
  try {
    io.files.removeFolder(folder);
  } catch (error) {
    // Something else is in it by now, or it cannot be reached: it stays.
    if (fileErrorCode(error) === null) throw error;
  }
}
