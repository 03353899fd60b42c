import { type Finding, finding } from '../model/diagnostic.ts';
import type { ReadableFiles as Files } from '../model/readable-files.ts';

export type { FolderEntry, ReadableFiles as Files } from '../model/readable-files.ts';

/** The `code` of what a file system threw. Anything else is no file system's error and is thrown on. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

/** The finding that a file which cannot be read makes. */
export function unreadableFile(path: string, code: string): Finding {
  if (code === 'ENOENT') return finding('file-missing', null, { path });
  if (code === 'EISDIR') return finding('file-is-folder', null, { path });
  return finding('file-unreadable', null, { path, reason: code });
}

/** No pack is nested or as large as this: beyond it there is a loop of links, or the folder is not a pack's. */
const folderLimits = { depth: 8, entries: 2000 } as const;

/** The paths of every `*.yaml` and `*.yml` below a folder, in order. Hidden files and folders are left out. */
export function listYaml(files: Files, dir: string, findings: Finding[]): string[] {
  const paths: string[] = [];
  let left: number = folderLimits.entries;
  const tooDeep = finding('folder-too-deep', null, { path: dir, ...folderLimits });
  visit(dir, 1);
  return paths.sort();

  function visit(folder: string, depth: number): void {
    if (depth > folderLimits.depth || left < 0) {
      if (!findings.includes(tooDeep)) findings.push(tooDeep);
      return;
    }
    try {
      const entries = files.list(folder);
      left -= entries.length;
      for (const { name, directory } of entries) {
        const path = folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
        if (name.startsWith('.')) continue;
        if (directory) visit(path, depth + 1);
        else if (/\.ya?ml$/i.test(name)) paths.push(path);
      }
    } catch (error) {
      const reason = errorCode(error);
      if (reason === 'ENOENT') findings.push(finding('folder-missing', null, { path: folder }));
      else if (reason === 'ENOTDIR') findings.push(finding('not-a-folder', null, { path: folder }));
      else findings.push(finding('folder-unreadable', null, { path: folder, reason }));
    }
  }
}

/** Beyond these a text is refused before it can exhaust the program. */
export const limits = {
  bytes: 10 * 1024 * 1024,
  /** Mappings and lists inside one another. */
  depth: 64,
  /** Values that aliases stand for, all together. */
  aliased: 100_000,
  /** Problems reported of one file. */
  findings: 100,
} as const;

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
    return { text, broken: firstReplaced(text, bytes) };
  }
}

/** The first U+FFFD that does not stand for itself. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  let byte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd && !(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd)) return at;
    if (unit < 0x80) byte += 1;
    else if (unit < 0x800) byte += 2;
    // The two halves of a pair make four bytes; every other character here makes three.
    else byte += unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
  }
  return text.length;
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
