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
  for (const given of operands) {
    const before = findings.length;
    const { files, inFolder } = await filesMeantBy(io, given, findings);
    if (files.length === 0 && findings.length === before)
      findings.push(finding('no-records', given.place, { path: given.value }));
    for (const { path, outside } of files) {
      const key = io.files.identity(path);
      // A file that is named counts as named, even if a folder contained it before.
      if (!found.has(key) || !inFolder) found.set(key, { path, given, inFolder, outOf: outside ? given.value : null });
    }
  }
  const paths = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { paths, findings };
}

async function filesMeantBy(io: Pick<Io, 'files'>, given: Given, findings: Finding[]) {
  const path = given.value.length > 1 ? given.value.replace(/[\\/]+$/, '') : given.value;
  const alone: { files: readonly FoundFile[]; inFolder: boolean } = { files: [{ path, outside: false }], inFolder: false };
  if (path === '-') return alone;
  const below = allBelow(io, path, given, findings);
  if (Array.isArray(below)) return { files: below.filter((file) => /\.ya?ml$/i.test(file.path)), inFolder: true };
  if (io.files.exists(path)) return alone;
  if (/[*?[\]{}()!]/.test(path)) return { files: await matching(io, path, given, findings), inFolder: false };
  // Nothing is behind a file.
  findings.push({ ...unreadableFile(given.value, below === 'ENOTDIR' ? 'ENOENT' : below), at: given.place });
  return { files: [], inFolder: false };
}

async function matching(io: Pick<Io, 'files'>, glob: string, given: Given, findings: Finding[]): Promise<FoundFile[]> {
  const { default: picomatch } = await import('picomatch/posix.js');
  const pattern = glob.replace(/^(\.\/)+/, '');
  const { base } = picomatch.scan(pattern);
  const matches = picomatch(pattern);
  const below = allBelow(io, base === '' ? '.' : base, given, findings);
  if (!Array.isArray(below)) return [];
  return below
    .map((file) => (base === '' ? { ...file, path: file.path.replace(/^\.\//, '') } : file))
    .filter(({ path }) => matches(path));
}

/** The files below a folder, or the system's code where it is none or cannot be listed. */
function allBelow(io: Pick<Io, 'files'>, folder: string, given: Given, findings: Finding[]): FoundFile[] | string {
  const { depth } = folderLimits;
  let problem: string | null = null;
  const files = filesBelow(io.files, folder, folderLimits, (path, reason) => {
    if (reason === null) findings.push(finding('folder-too-deep', given.place, { path, depth, entries: null }));
    else if (path === folder) problem = reason;
    else findings.push(finding('folder-unreadable', given.place, { path, reason }));
  });
  return problem ?? files;
}

/** Whether a text that was found in a folder is meant to be an answers file; other YAML may well lie beside it. */
export function looksLikeRecord(text: string): boolean {
  return (
    /^["']?(answers|expect)["']?[ \t]*:/m.test(text) ||
    /^\s*\{\s*["']?(answers|schema|id|title|expect)\b/.test(text) ||
    text.includes('tsunagi/answers')
  );
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

/**
 * Reads the records in files. Their texts are put into `sources`.
 *
 * @param onFile is called for each file
 * @returns them, what is wrong with files (all that could be read of them is there), and the files that are no answers files
 * @throws BadInput where files cannot be read at all, or where there is no record in any of them
 */
export function readRecords(
  io: Pick<Io, 'files'>,
  paths: readonly RecordPath[],
  pack: Pack,
  sources: Map<string, string>,
  input: Uint8Array | null = null,
  onFile = (): void => {},
) {
  const records: FoundRecord[] = [];
  const broken: Finding[] = [];
  const skipped: string[] = [];
  const unreadable: Finding[] = [];
  /** An unreadable file that was named stops the command; one in a folder is only reported. */
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
