import { BadInput, type Given } from '../model/bad-input.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { type FoundFile, filesBelow, limits, unreadableFile } from '../pack/files.ts';
import { type AnswersDocument, readAnswersFile } from './answers-file.ts';
import type { Checked } from './check.ts';

/** A file that may hold records. */
export interface RecordPath {
  readonly path: string;
  readonly given: Given;
  /** Found in a folder: it is left out if it is no answers file. */
  readonly inFolder: boolean;
  /** The folder that it was found in, by a link that leads out of it; null: it is in that folder, or was named. */
  readonly outOf: string | null;
}

/** No folder of records is nested as deep as this. */
const folderLimits = { depth: 32, entries: Number.POSITIVE_INFINITY } as const;

/**
 * The files that are meant by names of files, names of folders (all YAML files below) and globs: each once, in the order of
 * their paths. What means no file is a finding.
 */
export async function recordPaths(
  io: Pick<Io, 'files'>,
  operands: readonly Given[],
): Promise<{ readonly paths: readonly RecordPath[]; readonly findings: readonly Finding[] }> {
  const found = new Map<string, RecordPath>();
  const findings: Finding[] = [];
  const add = (record: RecordPath): void => {
    const key = io.files.identity(record.path);
    // Whoever names a file means it, whatever folder it was found in before.
    if (!found.has(key) || !record.inFolder) found.set(key, record);
  };
  for (const given of operands) {
    const path = given.value.length > 1 ? given.value.replace(/[\\/]+$/, '') : given.value;
    const before = findings.length;
    let files: readonly FoundFile[] = [{ path, outside: false }];
    const problem = problemOf(io, path);
    const folder = path !== '-' && problem === null;
    if (folder) files = allBelow(io, path, given, findings).filter((file) => /\.ya?ml$/i.test(file.path));
    else if (path !== '-' && !io.files.exists(path) && isGlob(path)) files = await matching(io, path, given, findings);
    else if (path !== '-' && !io.files.exists(path)) {
      // Nothing is behind a file.
      const reason = problem === null || problem === 'ENOTDIR' ? 'ENOENT' : problem;
      findings.push({ ...unreadableFile(given.value, reason), at: given.place });
    }
    if (files.length === 0 && findings.length === before)
      findings.push(finding('no-records', given.place, { path: given.value }));
    for (const file of files) {
      add({ path: file.path, given, inFolder: folder, outOf: file.outside ? given.value : null });
    }
  }
  const paths = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { paths, findings };
}

function isGlob(path: string): boolean {
  return /[*?[\]{}()!]/.test(path);
}

/** Whether a text that was found in a folder is meant to be an answers file; other YAML may well lie beside it. */
export function looksLikeRecord(text: string): boolean {
  return (
    /^["']?(answers|expect)["']?[ \t]*:/m.test(text) ||
    /^\s*\{\s*["']?(answers|schema|id|title|expect)\b/.test(text) ||
    text.includes('tsunagi/answers')
  );
}

async function matching(io: Pick<Io, 'files'>, glob: string, given: Given, findings: Finding[]): Promise<FoundFile[]> {
  const { default: picomatch } = await import('picomatch/posix.js');
  const pattern = glob.replace(/^(\.\/)+/, '');
  const { base } = picomatch.scan(pattern);
  const matches = picomatch(pattern);
  const folder = base === '' ? '.' : base;
  if (problemOf(io, folder) !== null) return [];
  return allBelow(io, folder, given, findings)
    .map((file) => (base === '' ? { ...file, path: file.path.replace(/^\.\//, '') } : file))
    .filter(({ path }) => matches(path));
}

function allBelow(io: Pick<Io, 'files'>, folder: string, given: Given, findings: Finding[]): FoundFile[] {
  return filesBelow(io.files, folder, folderLimits, (path, reason) => {
    const { depth } = folderLimits;
    if (reason === null) findings.push(finding('folder-too-deep', given.place, { path, depth, entries: null }));
    else findings.push(finding('folder-unreadable', given.place, { path, reason }));
  });
}

/** Why something cannot be listed, by the system's code; null: it is a folder that can. */
function problemOf(io: Pick<Io, 'files'>, path: string): string | null {
  try {
    io.files.list(path);
    return null;
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === null) throw error;
    return code;
  }
}

/** A record that was read, and where. */
export interface FoundRecord {
  readonly file: string;
  /** Its id, else its file and number. */
  readonly key: string;
  readonly document: AnswersDocument;
  readonly path: RecordPath;
}

/** A record that was checked, with where it was found. */
export type ReadRecord = FoundRecord & { readonly checked: Checked };

/** All records of some files. */
export interface ReadRecords {
  readonly records: readonly FoundRecord[];
  /** What is wrong with files themselves; all that could be read of them is there nevertheless. */
  readonly broken: readonly Finding[];
  /** Files that are no answers files. */
  readonly skipped: readonly string[];
}

/**
 * Reads the records in files. Their texts are put into `sources`.
 *
 * @param onFile is called for each file
 * @throws BadInput where files cannot be read at all, or where there is no record in any of them
 */
export function readRecords(
  io: Pick<Io, 'files'>,
  paths: readonly RecordPath[],
  pack: Pack,
  sources: Map<string, string>,
  input: Uint8Array | null = null,
  onFile = (): void => {},
): ReadRecords {
  const records: FoundRecord[] = [];
  const broken: Finding[] = [];
  const skipped: string[] = [];
  const unreadable: Finding[] = [];
  /** Whoever names a file wants it; one in a folder fails alone. */
  const listFor = ({ inFolder }: RecordPath): Finding[] => (inFolder ? broken : unreadable);
  const decoder = new TextDecoder();
  for (const path of paths) {
    onFile();
    const bytes = path.path === '-' ? input : bytesOf(io, path, listFor(path));
    if (bytes === null) continue;
    // More than can be read at all may be more than fits into a text.
    if (path.inFolder && !looksLikeRecord(decoder.decode(bytes.subarray(0, limits.bytes)))) {
      skipped.push(path.path);
      continue;
    }
    if (path.outOf !== null) {
      unreadable.push(finding('outside-folder', path.given.place, { path: path.path, folder: path.outOf }));
      continue;
    }
    const { documents, findings, text } = readAnswersFile(bytes, path.path, pack);
    sources.set(path.path, text);
    broken.push(...findings);
    for (const document of documents) {
      records.push({ document, path, file: path.path, key: document.id ?? `${path.path}#${document.index + 1}` });
    }
  }
  if (unreadable.length > 0) throw new BadInput(unreadable);
  const [first] = paths;
  if (records.length === 0 && broken.length === 0 && first) {
    throw new BadInput([finding('no-records', first.given.place, { path: first.given.value })]);
  }
  return { records, broken, skipped };
}

/** Null where they cannot be read, which is reported. */
function bytesOf(io: Pick<Io, 'files'>, { path, given, inFolder }: RecordPath, unreadable: Finding[]): Uint8Array | null {
  try {
    return io.files.read(path);
  } catch (error) {
    const reason = fileErrorCode(error);
    if (reason === null) throw error;
    const at = inFolder ? { file: path, line: 1, col: 1, length: 1 } : given.place;
    unreadable.push({ ...unreadableFile(path, reason), at });
    return null;
  }
}
