import { BadInput } from '../model/bad-input.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { fileErrorCode, type Io, type NewFile } from '../model/io.ts';
import { errorCode, unreadableFile } from '../pack/files.ts';

/** A file in the transaction, with its old and new content. */
interface Entry {
  readonly path: string;
  /** The old content. Null: the file did not exist; undefined: it was not read and is overwritten unconditionally. */
  was?: Uint8Array | null;
  text?: string;
  /** The option that names the file, and its place. */
  option: string;
  place: Place | null;
}

/** A file has changed since it was read. */
class FileChanged extends BadInput {}

/** The most attempts; each one fails only if another process changed a file in between. */
const MAX_ATTEMPTS = 100;

/**
 * Plans and commits a change of files; plans it again if another process changed one of them in between.
 *
 * @param plan reads files through the transaction and sets their new content
 * @returns the result of `plan`, and the paths of the files
 * @throws BadInput if files cannot be written; all are unchanged then, except those that the finding names
 */
export async function changeFiles<T>(
  io: Pick<Io, 'files'>,
  plan: (transaction: FileTransaction) => Promise<T> | T,
): Promise<{ readonly result: T; readonly written: readonly string[] }> {
  for (let attempt = 1; ; attempt++) {
    const transaction = fileTransaction(io);
    const result = await plan(transaction);
    try {
      return { result, written: transaction.commit() };
    } catch (error) {
      if (!(error instanceof FileChanged) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** A set of files that change together or not at all. Paths and links to the same file count as one file. */
export type FileTransaction = ReturnType<typeof fileTransaction>;

export function fileTransaction({ files: host }: Pick<Io, 'files'>) {
  const entries = new Map<string, Entry>();
  const identities = new Map<string, string>();
  return { identity, read, set, commit };

  /** A key that is equal for all spellings of a path, and stays stable while the file is replaced. */
  function identity(path: string): string {
    const known = identities.get(path) ?? host.identity(path);
    identities.set(path, known);
    return known;
  }

  function entryOf(path: string): Entry {
    const key = identity(path);
    const entry = entries.get(key) ?? { path, option: '', place: null };
    entries.set(key, entry);
    return entry;
  }

  /**
   * Reads a file. `commit` fails if the file has changed by then.
   *
   * @returns its bytes; null if it does not exist
   * @throws BadInput if it cannot be read
   */
  function read(path: string, place: Place | null): Uint8Array | null {
    const entry = entryOf(path);
    if (entry.was !== undefined) return entry.was;
    try {
      entry.was = current(path);
      return entry.was;
    } catch (error) {
      throw new BadInput([{ ...unreadableFile(path, errorCode(error)), at: place }]);
    }
  }

  /**
   * Sets the new content of a file.
   *
   * @param option the option that names the file
   * @throws BadInput if its content was already set
   */
  function set(path: string, text: string, place: Place | null, option = '--output'): void {
    const entry = entryOf(path);
    if (entry.text !== undefined) throw new BadInput([finding('same-file', place, { option, other: entry.option, path })]);
    Object.assign(entry, { text, option, place });
  }

  /**
   * Writes all files to temporary files and, once all are complete, moves them into place. If a move fails, the earlier
   * ones are undone.
   *
   * @returns the paths of all files, including those that did not need to change
   */
  function commit(): readonly string[] {
    const wanted = [...entries.values()].filter(({ text }) => text !== undefined);
    const changes = wanted.filter(({ was, text = '' }) => !(was && Buffer.from(text).equals(was)));
    refuseInputs(changes.filter(({ was }) => was === undefined));
    const guarded = changes.filter(({ was }) => was !== undefined);
    const [first] = guarded;
    const release = first ? guard(first, () => host.lock(guarded.map(({ path }) => path))) : () => {};
    try {
      replaceAll(changes);
    } finally {
      release();
    }
    return wanted.map(({ path }) => path);
  }

  function replaceAll(changes: readonly Entry[]): void {
    const files: { readonly entry: Entry; readonly file: NewFile }[] = [];
    try {
      for (const entry of changes) {
        const file = guard(entry, () => host.create(entry.path));
        files.push({ entry, file });
        guard(entry, () => file.write(entry.text as string));
      }
      for (const { entry, file } of files) guard(entry, () => file.flush());
      for (const entry of changes) guard(entry, () => refuseChanged(entry));
      for (const { entry, file } of files) guard(entry, () => file.commit({ undoable: changes.length > 1 }));
    } catch (error) {
      const standing = files.toReversed().flatMap(({ entry, file }) => (succeeds(() => file.undo()) ? [] : [entry.path]));
      if (standing.length === 0) throw error;
      const stands = finding('files-stand', null, { paths: standing });
      throw new BadInput([...(error instanceof BadInput ? error.findings : []), stands]);
    } finally {
      for (const { file } of files) succeeds(() => file.discard());
    }
  }

  function refuseChanged({ path, was, place }: Entry): void {
    if (was === undefined) return;
    const now = current(path);
    const isSame = was !== null && now !== null ? Buffer.from(was).equals(now) : was === now;
    if (!isSame) throw new FileChanged([finding('file-changed', place, { path })]);
  }

  /** Refuses to overwrite the inputs of a result with files that were not read for it. */
  function refuseInputs(blind: readonly Entry[]): void {
    const inputs = new Set(blind.length === 0 ? [] : [...host.inputs].map(host.identity));
    const findings = blind
      .filter(({ path }) => inputs.has(host.identity(path)))
      .map(({ path, place }): Finding => finding('overwrites-input', place, { path }));
    if (findings.length > 0) throw new BadInput(findings);
  }

  /** The current content of a file; null if it does not exist. */
  function current(path: string): Uint8Array | null {
    try {
      return host.read(path);
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }
}

/** Does work on a file, and turns its file system errors into `BadInput` with a place. */
export function guard<T>({ path, place }: { readonly path: string | null; readonly place: Place | null }, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = fileErrorCode(error);
    if (reason === null) throw error;
    throw new BadInput([finding('cannot-write', place, { path, reason })]);
  }
}

/** Does work on files and returns whether it succeeded. */
export function succeeds(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    return false;
  }
}

/** Whether a file name belongs to an ADR rather than an answers file. */
export function isAdr(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}
