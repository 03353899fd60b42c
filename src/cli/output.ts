import { BadInput, type Given } from '../model/bad-input.ts';
import { finding, type Place } from '../model/diagnostic.ts';
import type { Io, NewFile } from '../model/io.ts';
import { changeFiles, FileTransaction, guard, succeeds } from '../records/file-transaction.ts';

/** An output file and the place that names it. */
interface Target {
  readonly value: string;
  readonly place: Place | null;
}

/** Opens standard output, or a file that appears at `commit`, for a result in chunks. */
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

/** Writes a text to a file, completely or not at all, or to standard output. */
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

/** Writes files: all or none. Refuses if one already exists, unless `force` is set. */
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
 * Creates a folder if needed and does some work in it. If the work fails, removes the folders that it created.
 *
 * @throws BadInput if the folder cannot be created
 */
export async function inFolder<T>(io: Io, { value, place }: Given, work: () => Promise<T>): Promise<T> {
  const made = guard({ path: value, place }, () => io.files.makeFolder(value));
  try {
    return await work();
  } catch (error) {
    // A folder that is no longer empty, or not accessible, stays.
    for (const folder of made.toReversed()) succeeds(() => io.files.removeFolder(folder));
    throw error;
  }
}
