import { remembered } from '../engine/lazy.ts';
import { BadInput, type Finding, finding, type Given } from '../model/diagnostic.ts';
import { attempt, type Io, type NewFile } from '../model/io.ts';
import { limits, unreadableFile } from '../pack/files.ts';

interface Entry {
  /** As it was named last. */
  file: Given;
  /** The old content. Null: the file did not exist; undefined: it was not read and is overwritten unconditionally. */
  was?: Uint8Array | null;
  text?: string;
  option?: string;
}

class FileChanged extends BadInput {}

/** The most attempts; each one fails only if another process changed a file in between. */
const MAX_ATTEMPTS = 100;

/**
 * Plans and commits a change of files; plans it again if another process changed one of them in between. `plan` reads files
 * through the transaction and sets their new content; `isRehearsal`: checks only that they can be read and written.
 *
 * @returns the result of `plan`, and the paths of the files
 * @throws BadInput if files cannot be written; all are unchanged then, except those that the finding names
 */
export function changeFiles<T>(io: Pick<Io, 'files'>, plan: (transaction: FileTransaction) => T, isRehearsal = false) {
  for (let attempt = 1; ; attempt++) {
    const transaction = fileTransaction(io);
    const result = plan(transaction);
    try {
      return { result, written: isRehearsal ? transaction.rehearse() : transaction.commit() };
    } catch (error) {
      if (!(error instanceof FileChanged) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** A set of files that change together or not at all. Paths and links to the same file count as one file. */
export type FileTransaction = ReturnType<typeof fileTransaction>;

/** Starts a transaction; nothing is written before `commit`. */
export function fileTransaction({ files: host }: Pick<Io, 'files'>) {
  const entries = new Map<string, Entry>();
  /** A key that is equal for all spellings of a path, and stays stable while the file is replaced. */
  const identity = remembered((path: string) => host.identity(path));
  return { identity, read, set, rehearse, commit };

  function entryOf(file: Given): Entry {
    const key = identity(file.value);
    const entry = entries.get(key) ?? { file };
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
    const { option: other = '' } = entry;
    if (entry.text !== undefined) throw new BadInput([finding('same-file', file.place, { option, other, path: file.value })]);
    Object.assign(entry, { file, text, option });
  }

  /** Throws BadInput if files cannot be written; writes none. */
  function rehearse(): readonly string[] {
    const wanted = wantedEntries();
    refuseInputs(wanted);
    for (const { file } of wanted) {
      const path = file.value;
      // Opening a pipe twice would end it for its reader.
      const isPipe = host.exists(path) && host.size(path) === null && !succeeds(() => host.list(path));
      if (!isPipe) guard(file, () => host.create(path)).discard();
    }
    return [];
  }

  /** Writes temporary files and moves all into place, or none. Returns the paths of all files, also of unchanged ones. */
  function commit(): readonly string[] {
    const wanted = wantedEntries();
    const changes = wanted.filter(({ was, text = '' }) => !(was && Buffer.from(text).equals(was)));
    refuseInputs(wanted);
    const guarded = changes.filter(({ was }) => was !== undefined);
    const [first] = guarded;
    const release = first ? guard(first.file, () => host.lock(guarded.map(({ file }) => file.value))) : () => {};
    try {
      replaceAll(changes);
    } finally {
      release();
    }
    return wanted.map(({ file }) => file.value);
  }

  function replaceAll(changes: readonly Entry[]): void {
    const started: { readonly file: Given; readonly fresh: NewFile }[] = [];
    try {
      for (const { file, text = '' } of changes) {
        const fresh = guard(file, () => host.create(file.value));
        started.push({ file, fresh });
        guard(file, () => fresh.write(text));
      }
      for (const { file, fresh } of started) guard(file, () => fresh.flush());
      for (const entry of changes) refuseChanged(entry);
      for (const { file, fresh } of started) guard(file, () => fresh.commit({ undoable: changes.length > 1 }));
    } catch (error) {
      const standing = started.toReversed().flatMap(({ file, fresh }) => (succeeds(() => fresh.undo()) ? [] : [file.value]));
      if (standing.length === 0) throw error;
      const stands = finding('files-stand', null, { paths: standing });
      throw new BadInput([...(error instanceof BadInput ? error.findings : []), stands]);
    } finally {
      for (const { fresh } of started) succeeds(() => fresh.discard());
    }
  }

  function refuseChanged({ file, was }: Entry): void {
    if (was === undefined) return;
    const now = current(file);
    const isSame = was !== null && now !== null ? Buffer.from(was).equals(now) : was === now;
    if (!isSame) throw new FileChanged([finding('file-changed', file.place, { path: file.value })]);
  }

  function wantedEntries(): Entry[] {
    return [...entries.values()].filter(({ text }) => text !== undefined);
  }

  /** Refuses to overwrite inputs of the program, and records, that were not read through this transaction. */
  function refuseInputs(wanted: readonly Entry[]): void {
    const blind = wanted.filter(({ was }) => was === undefined);
    const inputs = new Set(blind.length === 0 ? [] : [...host.inputs].map(host.identity));
    const findings = blind.flatMap(({ file: { value: path, place } }): Finding[] => {
      if (inputs.has(host.identity(path))) return [finding('overwrites-input', place, { path })];
      const bytes = isAnswersFile(path) ? attempt(() => host.read(path, false)) : null;
      return bytes && looksLikeRecord(path, bytes) ? [finding('overwrites-record', place, { path })] : [];
    });
    if (findings.length > 0) throw new BadInput(findings);
  }

  /** The current content of a file; null if it does not exist. */
  function current({ value: path, place }: Given): Uint8Array | null {
    return attempt<Uint8Array | null>(
      () => host.read(path),
      (code) => {
        if (code === 'ENOENT') return null;
        throw new BadInput([unreadableFile(path, code, place)]);
      },
    );
  }
}

/** Writes to a file (null: standard output), and turns its file system errors into `BadInput` with a place. */
export function guard<T>(file: Given | null, work: () => T): T {
  return attempt(work, (reason) => {
    throw new BadInput([finding('cannot-write', file?.place ?? null, { path: file?.value ?? null, reason })]);
  });
}

function succeeds(work: () => void): boolean {
  const done = (): boolean => {
    work();
    return true;
  };
  return attempt(done, () => false);
}

/** Whether a file is probably a record. Decisions as YAML have answers, too; JSON, mostly other things, must name the schema. */
export function looksLikeRecord(path: string, bytes: Uint8Array): boolean {
  // Only up to the size limit, since a huge file may not fit into a string; without the zero bytes of UTF-16 beside ASCII
  // characters, since reading such a record reports its encoding.
  const text = new TextDecoder().decode(bytes.subarray(0, limits.bytes)).replaceAll('\0', '');
  if (/\.json$/i.test(path)) return /"schema"\s*:\s*"tsunagi\/answers@/.test(text);
  if (/^schema: tsunagi\/decision@/m.test(text)) return false;
  return (
    /^["']?(answers|expect)["']?[ \t]*:/m.test(text) ||
    /^\s*\{\s*["']?(answers|schema|id|title|expect)\b/.test(text) ||
    text.includes('tsunagi/answers')
  );
}

/** Whether a file may be an answers file by its name. */
export function isAnswersFile(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path);
}

/** Whether a file name belongs to an ADR rather than an answers file. */
export function isAdr(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}
