import { BadInput, type Finding, finding, type Given } from '../model/finding.ts';
import { attempt, type Io, standardInput } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { startOf, unreadableFile } from '../pack/files.ts';
import { type FoundFile, filesBelow } from '../pack/files-below.ts';
import { readAnswersFile } from './answers-file.ts';
import { isAnswersFile, isJsonFile, looksLikeRecord } from './file-kind.ts';

interface RecordPath extends FoundFile {
  readonly given: Given;
  /** All operands that it belongs to. */
  readonly givens: readonly Given[];
  /** Whether it was found in a folder: then it is skipped if it is not an answers file. */
  readonly inFolder: boolean;
}

/** Picomatch takes no longer ones. */
const MAX_GLOB_CHARACTERS = 65_536;

const folderLimits = { depth: 32, entries: Infinity } as const;

/** Resolves files, folders (all YAML and JSON below) and globs to files, each once, by path; no match is a finding. */
export async function recordPaths(io: Pick<Io, 'files'>, operands: readonly Given[]) {
  const found = new Map<string, RecordPath>();
  const findings: Finding[] = [];
  for (const given of operands) {
    const before = findings.length;
    const { files, inFolder } = await filesNamed(io, given, findings);
    if (files.length === 0 && findings.length === before) {
      findings.push(finding('no-records', given.location, { path: given.value }));
    }
    for (const file of files) {
      const key = io.files.identity(file.path);
      const known = found.get(key);
      const givens = [...(known?.givens ?? []), given];
      // A named file counts as named, even if a folder also contains it.
      found.set(key, known && inFolder ? { ...known, givens } : { ...file, given, givens, inFolder });
    }
  }
  const paths = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { paths, findings };
}

async function filesNamed(io: Pick<Io, 'files'>, given: Given, findings: Finding[]) {
  const slashed = io.files.withSlashes(given.value);
  const path = withoutDot(slashed.length > 1 ? slashed.replace(/\/+$/, '') : slashed);
  const alone: { files: readonly FoundFile[]; inFolder: boolean } = { files: [{ path, outside: false }], inFolder: false };
  if (path === '-') return alone;
  const { files, problem } = allBelow(io, path, given, findings);
  if (problem === null) return { files: files.filter((file) => isAnswersFile(file.path)), inFolder: true };
  if (problem === 'ENOTDIR' && io.files.exists(path)) return alone;
  if (path.length <= MAX_GLOB_CHARACTERS && /[*?[\]{}()!]/.test(path)) {
    return { files: await matching(io, path, given, findings), inFolder: false };
  }
  // A path below a file does not exist.
  findings.push(unreadableFile(given.value, problem === 'ENOTDIR' ? 'ENOENT' : problem, given.location));
  return { files: [], inFolder: false };
}

async function matching(io: Pick<Io, 'files'>, glob: string, given: Given, findings: Finding[]): Promise<FoundFile[]> {
  const { default: picomatch } = await import('picomatch/posix.js');
  const { base } = picomatch.scan(glob);
  // In a shell, `!` at the start means nothing, rather than all other files.
  const matches = picomatch(glob, { posix: true, nonegate: true });
  return allBelow(io, base === '' ? '.' : base, given, findings).files.filter(({ path }) => matches(path));
}

/** A path without `./`: a baseline names a record without an id by its file. */
function withoutDot(path: string): string {
  return path.replace(/^(\.\/+)+(?=.)/, '');
}

/** The files below a folder; `problem`: the error code if it is not a folder or cannot be listed. */
function allBelow(io: Pick<Io, 'files'>, folder: string, given: Given, findings: Finding[]) {
  let problem = null as string | null;
  const found = filesBelow(io.files, folder, folderLimits, (path, reason) => {
    if (reason === null)
      findings.push(finding('folder-too-deep', given.location, { path, depth: folderLimits.depth, entries: null }));
    else if (path === folder) problem = reason;
    else findings.push(finding('file-unreadable', given.location, { path, reason }));
  });
  const files = found.flatMap((file) => (file.directory ? [] : { ...file, path: withoutDot(file.path) }));
  return { files, problem };
}

/** Files that may hold records, and the content of standard input if one is `-`. */
export type RecordFiles = { readonly paths: readonly RecordPath[]; readonly input: Uint8Array | null };

/** Reads the records in files; `skipped`: the YAML files that hold none. Throws BadInput if a named one is unreadable. */
export function readRecords(
  io: Pick<Io, 'files'>,
  { paths, input }: RecordFiles,
  pack: Pack,
  sources: Map<string, string>,
  onFile = (): void => {},
) {
  const records: LinkRecord[] = [];
  /** A second record with an id is named by its file. */
  const keys = new Set<string>();
  const broken: Finding[] = [];
  const skipped: string[] = [];
  const unreadable: Finding[] = [];
  /** The operands that nothing was found for so far. */
  const empty = new Set(paths.flatMap(({ givens }) => givens));
  for (const file of paths) {
    onFile();
    const before = records.length + broken.length;
    readFile(file);
    if (records.length + broken.length > before) for (const given of file.givens) empty.delete(given);
  }
  if (unreadable.length > 0) throw new BadInput(unreadable);
  const missed = [...empty].map(({ value: path, location }) => finding('no-records', location, { path }));
  if (missed.length > 0) throw new BadInput(missed);
  return { records, broken, skipped };

  function readFile(file: RecordPath): void {
    const { path, given, inFolder, outside } = file;
    // An unreadable file stops the command if it was named; one in a folder is only reported.
    const bytes = path === '-' ? input : bytesOf(io, file, inFolder ? broken : unreadable);
    if (bytes === null) return;
    if (inFolder && !looksLikeRecord(path, bytes)) {
      if (!isJsonFile(path)) skipped.push(path);
      return;
    }
    if (outside) {
      unreadable.push(finding('outside-folder', given.location, { path, folder: given.value }));
      return;
    }
    const name = path === '-' ? standardInput : path;
    const { documents, findings, text } = readAnswersFile(bytes, name, pack);
    sources.set(name, text);
    broken.push(...findings);
    for (const record of documents) {
      records.push(keys.has(record.key) ? { ...record, key: `${record.file}#${record.index + 1}` } : record);
      keys.add(record.key);
    }
  }
}

/** Null after a finding that the file is unreadable. */
function bytesOf(io: Pick<Io, 'files'>, { path, given, inFolder }: RecordPath, unreadable: Finding[]): Uint8Array | null {
  return attempt<Uint8Array | null>(
    // What else is in a folder, such as a report or a baseline of an earlier run, may be overwritten.
    () => io.files.read(path, !inFolder),
    (code) => {
      // No record is that large, but other JSON may be.
      if (inFolder && isJsonFile(path) && code === 'EFBIG') return null;
      unreadable.push(unreadableFile(path, code, inFolder ? startOf(path) : given.location));
      return null;
    },
  );
}
