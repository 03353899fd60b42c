import type { Finding } from '../../model/diagnostic.ts';
import { finding } from '../../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../../model/io.ts';
import { unreadableFile } from '../../pack/files.ts';
import type { Given } from '../invocation.ts';
import { keyOf } from './file-transaction.ts';

/** A file that may hold records. */
export interface RecordPath {
  readonly path: string;
  readonly given: Given;
  /** Found in a folder: it is left out if it is no answers file. */
  readonly inFolder: boolean;
}

/** Deeper there is a loop of links, more likely than not. */
const deepest = 32;

/**
 * The files that are meant by names of files, names of folders (all YAML files below) and globs: each once, in the order of
 * their paths. What means no file is a finding.
 */
export async function recordPaths(
  io: Io,
  operands: readonly Given[],
): Promise<{ readonly paths: readonly RecordPath[]; readonly findings: readonly Finding[] }> {
  const found = new Map<string, RecordPath>();
  const findings: Finding[] = [];
  const add = (path: string, given: Given, inFolder: boolean): void => {
    const key = keyOf(path);
    // Whoever names a file means it, whatever folder it was found in before.
    if (!found.has(key) || !inFolder) found.set(key, { path, given, inFolder });
  };
  for (const given of operands) {
    const path = given.value.length > 1 ? given.value.replace(/[\\/]+$/, '') : given.value;
    const before = findings.length;
    let files: readonly string[] = [path];
    const problem = problemOf(io, path);
    const folder = problem === null;
    if (path === '-') files = ['-'];
    else if (folder) files = filesBelow(io, path, given, findings).filter((file) => /\.ya?ml$/i.test(file));
    else if (!io.files.exists(path) && isGlob(path)) files = await matching(io, path, given, findings);
    else if (!io.files.exists(path)) {
      // Nothing is behind a file.
      const reason = problem === 'ENOTDIR' ? 'ENOENT' : problem;
      findings.push({ ...unreadableFile(given.value, reason), at: given.place });
    }
    if (files.length === 0 && findings.length === before)
      findings.push(finding('no-records', given.place, { path: given.value }));
    for (const file of files) add(file, given, folder);
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

async function matching(io: Io, glob: string, given: Given, findings: Finding[]): Promise<string[]> {
  const { default: picomatch } = await import('picomatch/posix.js');
  const pattern = glob.replace(/^(\.\/)+/, '');
  const { base } = picomatch.scan(pattern);
  const matches = picomatch(pattern);
  const folder = base === '' ? '.' : base;
  if (problemOf(io, folder) !== null) return [];
  return filesBelow(io, folder, given, findings)
    .map((file) => (base === '' ? file.replace(/^\.\//, '') : file))
    .filter((file) => matches(file));
}

/** Every file below a folder; hidden files and folders are left out, and so is what was installed. */
function filesBelow(io: Io, folder: string, given: Given, findings: Finding[], depth = 0): string[] {
  if (depth > deepest) {
    findings.push(finding('folder-too-deep', given.place, { path: folder, depth: deepest, entries: null }));
    return [];
  }
  try {
    return io.files.list(folder).flatMap(({ name, directory }) => {
      if (name.startsWith('.') || name === 'node_modules') return [];
      const path = folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
      return directory ? filesBelow(io, path, given, findings, depth + 1) : [path];
    });
  } catch (error) {
    const reason = fileErrorCode(error);
    if (reason === null) throw error;
    findings.push(finding('folder-unreadable', given.place, { path: folder, reason }));
    return [];
  }
}

/** Why something cannot be listed, by the system's code; null: it is a folder that can. */
function problemOf(io: Io, path: string): string | null {
  try {
    io.files.list(path);
    return null;
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === null) throw error;
    return code;
  }
}
