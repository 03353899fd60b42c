import { BadInput, type Given } from '../model/bad-input.ts';
import { finding, type Place } from '../model/diagnostic.ts';
import type { Io, NewFile } from '../model/io.ts';
import { changeFiles, FileTransaction, guard, succeeds } from '../records/file-transaction.ts';

/** Where an answer goes, and what says so. */
interface Target {
  readonly value: string;
  readonly place: Place | null;
}

/** Opens standard output, or a file that takes its place at `commit`, for a result that comes in pieces. */
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

/** Writes files: all of them or none. Refuses where one is there by now, unless `force` replaces it. */
export async function writeFiles(
  io: Io,
  files: readonly { readonly file: Given; readonly text: string }[],
  force: boolean,
): Promise<void> {
  await changeFiles(io, (transaction) => {
    const there = force ? [] : files.filter(({ file }) => transaction.read(file.value, file.place) !== null);
    const findings = there.map(({ file: { value: path, place } }) =>
      finding('file-exists', place, { path, option: '--force' }),
    );
    if (findings.length > 0) throw new BadInput(findings);
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
    // Where something else is in it by now, or where it cannot be reached, it stays.
    for (const folder of made.toReversed()) succeeds(() => io.files.removeFolder(folder));
    throw error;
  }
}
