import { remembered } from '../engine/lazy.ts';
import { BadInput, type Finding, finding, type Given } from '../model/finding.ts';
import { attempt, type Io, type NewFile } from '../model/io.ts';
import { unreadableFile } from '../pack/files.ts';
import { isAnswersFile, looksLikeRecord } from './file-kind.ts';

/** A file that was read or gets a new content. */
interface Entry {
  /** The content that was read; null: the file did not exist; absent: it was not read and is overwritten unconditionally. */
  was?: Uint8Array | null;
  change?: Change;
}

interface Change {
  readonly file: Given;
  readonly text: string;
  /** The option that asks for it. */
  readonly option: string;
}

class FileChanged extends BadInput {}

/** Each one fails only if another process changed a file in between. */
const MAX_TRIES = 100;

/**
 * Plans and commits a change of files; plans it again if another process changed one of them in between. `plan` reads files
 * through the transaction and sets their new content.
 *
 * @returns the result of `plan`, and the paths of the files
 * @throws BadInput if files cannot be written; all are unchanged then, except those that the finding names
 */
export function changeFiles<T>(io: Pick<Io, 'files'>, plan: (transaction: FileTransaction) => T) {
  for (let tries = 1; ; tries++) {
    const transaction = fileTransaction(io);
    const result = plan(transaction);
    try {
      return { result, written: transaction.commit() };
    } catch (error) {
      if (!(error instanceof FileChanged) || tries === MAX_TRIES) throw error;
    }
  }
}

/** Like `changeFiles`, but only checks that the files can be read and written. */
export function rehearseFiles<T>(io: Pick<Io, 'files'>, plan: (transaction: FileTransaction) => T): T {
  const transaction = fileTransaction(io);
  const result = plan(transaction);
  transaction.rehearse();
  return result;
}

/** A set of files that change together or not at all. Paths and links to the same file count as one file. */
export type FileTransaction = ReturnType<typeof fileTransaction>;

/** Starts a transaction; nothing is written before `commit`. */
export function fileTransaction({ files: host }: Pick<Io, 'files'>) {
  const entries = new Map<string, Entry>();
  /** A key that is equal for all spellings of a path, and stays stable while the file is replaced. */
  const identity = remembered((path: string) => host.identity(path));
  return { identity, read, set, rehearse, commit };

  function entryOf({ value: path }: Given): Entry {
    const key = identity(path);
    const entry = entries.get(key) ?? {};
    entries.set(key, entry);
    return entry;
  }

  /** Reads a file, null if it does not exist; throws BadInput if it cannot. `commit` fails if the file has changed by then. */
  function read(file: Given): Uint8Array | null {
    const entry = entryOf(file);
    if (entry.was === undefined) entry.was = current(file);
    return entry.was;
  }

  /** Sets the new content of a file; throws BadInput if it was already set. */
  function set(file: Given, text: string, option = '--output'): void {
    const entry = entryOf(file);
    const other = entry.change?.option;
    if (other !== undefined) throw new BadInput([finding('same-file', file.location, { option, other, path: file.value })]);
    entry.change = { file, text, option };
  }

  function allChanges() {
    return [...entries.values()].flatMap(({ was, change }) => (change ? { ...change, was } : []));
  }

  /** Throws BadInput if files cannot be written; writes none. */
  function rehearse(): void {
    const changes = allChanges();
    refuseUnread(changes);
    for (const { file } of changes) {
      const path = file.value;
      // Opening a pipe twice would end it for its reader.
      const isPipe = host.exists(path) && !host.isFile(path) && !succeeds(() => host.list(path));
      if (!isPipe) writeTo(file, () => host.create(path)).discard();
    }
  }

  /** Writes temporary files and moves all into place, or none. Returns the paths of all files, also of unchanged ones. */
  function commit(): readonly string[] {
    const changes = allChanges();
    refuseUnread(changes);
    const needed = changes.filter(({ was, text }) => !(was && Buffer.from(text).equals(was)));
    const compared = needed.filter(({ was }) => was !== undefined);
    const [first] = compared;
    const release = first ? writeTo(first.file, () => host.lock(compared.map(({ file }) => file.value))) : () => {};
    try {
      replaceAll(needed);
    } finally {
      release();
    }
    return changes.map(({ file }) => file.value);
  }

  function replaceAll(changes: ReturnType<typeof allChanges>): void {
    const started: { readonly file: Given; readonly fresh: NewFile }[] = [];
    try {
      for (const { file, text } of changes) {
        const fresh = writeTo(file, () => host.create(file.value));
        started.push({ file, fresh });
        writeTo(file, () => fresh.write(text));
      }
      for (const { file, fresh } of started) writeTo(file, () => fresh.flush());
      for (const { file, was } of changes) if (was !== undefined) refuseChanged(file, was);
      for (const { file, fresh } of started) writeTo(file, () => fresh.commit({ undoable: changes.length > 1 }));
    } catch (error) {
      const unrestored = started.toReversed().flatMap(({ file, fresh }) => (succeeds(() => fresh.undo()) ? [] : file.value));
      if (unrestored.length === 0) throw error;
      const findings = error instanceof BadInput ? error.findings : [];
      throw new BadInput([...findings, finding('files-stand', null, { paths: unrestored })]);
    } finally {
      for (const { fresh } of started) succeeds(() => fresh.discard());
    }
  }

  function refuseChanged(file: Given, was: Uint8Array | null): void {
    const now = current(file);
    const isSame = was !== null && now !== null ? Buffer.from(was).equals(now) : was === now;
    if (!isSame) throw new FileChanged([finding('file-changed', file.location, { path: file.value })]);
  }

  /** Refuses to overwrite inputs of the program, and records, that were not read through this transaction. */
  function refuseUnread(changes: ReturnType<typeof allChanges>): void {
    const blind = changes.filter(({ was }) => was === undefined);
    const inputs = new Set(blind.length === 0 ? [] : [...host.inputs].map(host.identity));
    const findings = blind.flatMap(({ file: { value: path, location } }): Finding[] => {
      if (inputs.has(host.identity(path))) return [finding('overwrites-input', location, { path })];
      const bytes = isAnswersFile(path) ? attempt(() => host.read(path, false)) : null;
      return bytes && looksLikeRecord(path, bytes) ? [finding('overwrites-record', location, { path })] : [];
    });
    if (findings.length > 0) throw new BadInput(findings);
  }

  /** The current content of a file; null if it does not exist. */
  function current({ value: path, location }: Given): Uint8Array | null {
    return attempt<Uint8Array | null>(
      () => host.read(path),
      (code) => {
        if (code === 'ENOENT') return null;
        throw new BadInput([unreadableFile(path, code, location)]);
      },
    );
  }
}

/** Does what writing to a file takes (null: to standard output); its file system errors become `BadInput` with a location. */
export function writeTo<T>(file: Given | null, work: () => T): T {
  return attempt(work, (reason) => {
    throw new BadInput([finding('cannot-write', file?.location ?? null, { path: file?.value ?? null, reason })]);
  });
}

function succeeds(work: () => void): boolean {
  return attempt(work) !== null;
}
