import { type Finding, finding } from '../model/diagnostic.ts';
import { fileErrorCode } from '../model/io.ts';
import { type ReadableFiles as Files, MAX_FILE_BYTES } from '../model/readable-files.ts';

export type { FolderEntry, ReadableFiles as Files } from '../model/readable-files.ts';

/** The code of what a file system threw. Anything else is no file system's error and is thrown on. */
export function errorCode(error: unknown): string {
  const code = fileErrorCode(error);
  if (code === null) throw error;
  return code;
}

/** The finding that a file which cannot be read makes. */
export function unreadableFile(path: string, code: string): Finding {
  if (code === 'ENOENT') return finding('file-missing', null, { path });
  if (code === 'EISDIR') return finding('file-is-folder', null, { path });
  if (code === 'EFBIG') return finding('file-too-big', { file: path, line: 1, col: 1, length: 1 }, { limit: MAX_FILE_MEBIBYTES });
  return finding('file-unreadable', null, { path, reason: code });
}

/** A file that was found in a folder. */
export interface FoundFile {
  readonly path: string;
  /** A link leads to it that leads out of the folder: whoever can put links there must not have all files of the machine read. */
  readonly outside: boolean;
}

/**
 * Every file below a folder, each once, whatever links lead to it. Left out are hidden files and folders, what was installed,
 * and folders elsewhere that links lead to.
 *
 * @param limits `depth` of folders, and `entries` of all folders together
 * @param report takes what cannot be read: the folder, and the error's code; null: it is too deep or too large
 */
export function filesBelow(
  files: Files,
  root: string,
  limits: { readonly depth: number; readonly entries: number },
  report: (folder: string, code: string | null) => void,
): FoundFile[] {
  const found = new Map<string, FoundFile>();
  const visited = new Set<string>();
  const realPath = (path: string): string => files.realPath?.(path) ?? path;
  let realRoot = root;
  let left = limits.entries;
  let isOver = false;
  const visit = (folder: string, real: string, depth: number): void => {
    if (isOver || visited.has(real)) return;
    visited.add(real);
    const entries = files.list(folder);
    left -= entries.length;
    isOver = depth > limits.depth || left < 0;
    if (isOver) {
      report(root, null);
      return;
    }
    for (const { name, directory, link = false } of entries) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const path = join(folder, name);
      const place = link ? targetOf(path) : join(real, name);
      const outside = link && !isBelow(realRoot, place);
      if (!directory && !(link && found.has(place))) found.set(place, { path, outside });
      if (directory && !outside) attempt(path, () => visit(path, place, depth + 1));
    }
  };
  const targetOf = (path: string): string => {
    try {
      return realPath(path);
    } catch {
      // It leads nowhere, or in a circle: reading it will tell.
      return join(realRoot, path);
    }
  };
  const attempt = (folder: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      report(folder, errorCode(error));
    }
  };
  attempt(root, () => {
    realRoot = realPath(root);
    visit(root, realRoot, 1);
  });
  return [...found.values()];
}

/** Whether a path without links is a folder's, or of something below it. */
export function isBelow(folder: string, path: string): boolean {
  const [above, below] = [folder, path].map((each) => each.replaceAll('\\', '/')) as [string, string];
  return below === above || below.startsWith(join(above, ''));
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** No pack is nested or as large as this: beyond it, the folder is not a pack's. */
const packLimits = { depth: 8, entries: 2000 } as const;

/** The paths of every `*.yaml` and `*.yml` below a folder, in order. */
export function listYaml(files: Files, dir: string, findings: Finding[]): string[] {
  const found = filesBelow(files, dir, packLimits, (path, reason) => {
    if (reason === null) findings.push(finding('folder-too-deep', null, { path, ...packLimits }));
    else if (reason === 'ENOENT') findings.push(finding('folder-missing', null, { path }));
    else if (reason === 'ENOTDIR') findings.push(finding('not-a-folder', null, { path }));
    else findings.push(finding('folder-unreadable', null, { path, reason }));
  }).filter(({ path }) => /\.ya?ml$/i.test(path));
  for (const { path, outside } of found) if (outside) findings.push(finding('outside-folder', null, { path, folder: dir }));
  return found.flatMap(({ path, outside }) => (outside ? [] : [path])).sort();
}

export const MAX_FILE_MEBIBYTES = MAX_FILE_BYTES / 1024 / 1024;

/** Beyond these a text is refused before it can exhaust the program. */
export const limits = {
  bytes: MAX_FILE_BYTES,
  /** Mappings and lists inside one another. */
  depth: 64,
  /** Values that aliases stand for, all together. */
  aliased: 100_000,
  /** Problems reported of one file. */
  findings: 100,
} as const;

/** Control characters but for tab and line feed, halves of pairs, and what turns the direction of writing round. */
const harmful = /(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** The first character of a text that can disturb a terminal: itself, and as `U+001B`; null where there is none. */
export function harmfulIn(text: string): { readonly character: string; readonly name: string } | null {
  const [character] = harmful.exec(text) ?? [];
  if (character === undefined) return null;
  return { character, name: `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}` };
}

/**
 * Decodes bytes as UTF-8, without a byte order mark.
 *
 * @returns the text, and the offset in it of the first place that is not UTF-8, null if there is none; each such place is U+FFFD
 */
export function decode(bytes: Uint8Array): { readonly text: string; readonly broken: number | null } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), broken: null };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return { text, broken: text.indexOf('\ufffd') };
  }
}

/** Findings by file and place, those without a place first; of very many only the first, and how many more there are. */
export function inOrder(findings: readonly Finding[], most: number): readonly Finding[] {
  const sorted = [...findings].sort(compare);
  if (sorted.length <= most) return sorted;
  const told = sorted.slice(0, most);
  return [...told, finding('more-problems', told.at(-1)?.at ?? null, { count: sorted.length - most })];
}

function compare(a: Finding, b: Finding): number {
  if (!a.at || !b.at) return Number(a.at !== null) - Number(b.at !== null);
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.line - b.at.line || a.at.col - b.at.col;
}

/** The folder of a pack in which its templates are; the rest of the pack is read without it. */
export const TEMPLATES_FOLDER = 'templates';
