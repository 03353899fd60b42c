import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { attempt } from '../model/io.ts';
import { byPlace } from '../model/place.ts';
import { type FolderEntry, MAX_FILE_BYTES, type ReadableFiles } from '../model/readable-files.ts';

/** The finding for an unreadable file, at the place that names it. */
export function unreadableFile(path: string, code: string, place: Place | null = null): Finding {
  if (code === 'ENOENT') return finding('file-missing', place, { path });
  if (code === 'EISDIR') return finding('file-is-folder', place, { path });
  if (code === 'EFBIG') return finding('file-too-big', place ?? startOf(path), { limit: MAX_FILE_BYTES / 1024 / 1024 });
  return finding('file-unreadable', place, { path, reason: code });
}

/** The place of findings about a file as a whole. */
export function startOf(file: string): Place {
  return { file, line: 1, col: 1, length: 1 };
}

export interface FoundFile {
  readonly path: string;
  /** Reached by a link out of the folder. A malicious link must not expose other files of the machine. */
  readonly outside: boolean;
  readonly directory?: boolean;
}

/**
 * Finds every file below a folder, each once even with several links to it. Skips hidden files and folders, and `node_modules`.
 * A link to a folder elsewhere counts as a file.
 *
 * @param limits the `depth` of folders, and the `entries` of all folders together
 * @param report is called for an unreadable folder with the error's code, or with null if the tree is too deep or too large
 */
export function filesBelow(
  files: ReadableFiles,
  root: string,
  limits: { readonly depth: number; readonly entries: number },
  report: (folder: string, code: string | null) => void,
): FoundFile[] {
  const found = new Map<string, FoundFile>();
  const visited = new Set<string>();
  const realRoot = realPath(root) ?? root;
  const folders = [{ path: root, real: realRoot, depth: 1 }];
  let left = limits.entries;
  for (const folder of folders) {
    if (visited.has(folder.real)) continue;
    visited.add(folder.real);
    const entries = listFolder(folder.path);
    left -= entries.length;
    if (folder.depth > limits.depth || left < 0) {
      report(root, null);
      break;
    }
    for (const { name, directory, link = false } of entries.filter(isVisible)) {
      const path = join(folder.path, name);
      const real = link ? (realPath(path) ?? join(realRoot, path)) : join(folder.real, name);
      const outside = link && !isWithinFolder(realRoot, real);
      if (directory && !outside) folders.push({ path, real, depth: folder.depth + 1 });
      else if (!(link && found.has(real))) found.set(real, { path, outside, directory });
    }
  }
  return [...found.values()];

  /** Null for what is missing, and for a broken or circular link; reading it will report the error. */
  function realPath(path: string): string | null {
    return attempt(() => files.realPath?.(path) ?? path);
  }

  function listFolder(path: string): readonly FolderEntry[] {
    const failed = (code: string): [] => {
      report(path, code);
      return [];
    };
    return attempt(() => files.list(path), failed);
  }
}

function isVisible({ name }: FolderEntry): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** Whether a path is a folder or below it; both must be free of links. */
export function isWithinFolder(folder: string, path: string): boolean {
  const above = folder.replaceAll('\\', '/');
  const below = path.replaceAll('\\', '/');
  return below === above || below.startsWith(join(above, ''));
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** Limits beyond any real pack: a larger folder is not one. */
const packLimits = { depth: 8, entries: 2000 } as const;

/** The paths of every `*.yaml` and `*.yml` below a folder, in order. */
export function listYaml(files: ReadableFiles, dir: string, findings: Finding[]): string[] {
  const found = filesBelow(files, dir, packLimits, (path, reason) => {
    if (reason === null) findings.push(finding('folder-too-deep', null, { path, ...packLimits }));
    else if (reason === 'ENOENT') findings.push(finding('folder-missing', null, { path }));
    else if (reason === 'ENOTDIR') findings.push(finding('not-a-folder', null, { path }));
    else findings.push(finding('file-unreadable', null, { path, reason }));
  }).filter(({ path, directory }) => directory || /\.ya?ml$/i.test(path));
  for (const { path, outside } of found) if (outside) findings.push(finding('outside-folder', null, { path, folder: dir }));
  return found.flatMap(({ path, outside }) => (outside ? [] : [path])).sort();
}

/** Limits that protect the program from exhausting memory or stack. */
export const limits = {
  bytes: MAX_FILE_BYTES,
  /** Nested mappings and lists. */
  depth: 64,
  /** Values that all aliases expand to, in total. */
  aliased: 100_000,
  /** Findings reported for one file. */
  findings: 100,
} as const;

/** Control characters except tab and line feed, lone surrogates, and bidirectional controls. */
const harmful = /(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** The first character of a text that is unsafe for terminals, with its name such as `U+001B`; null if there is none. */
export function harmfulIn(text: string): { readonly character: string; readonly name: string } | null {
  const [character] = harmful.exec(text) ?? [];
  if (character === undefined) return null;
  return { character, name: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` };
}

/**
 * Decodes bytes as UTF-8; valid ones without byte order marks at their start. Invalid ones become U+FFFD; `broken`: the offset of
 * the first of these in the text, 0 if it is UTF-16, null if all bytes are valid.
 */
export function decode(bytes: Uint8Array): { readonly text: string; readonly broken: number | null } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // In UTF-16 an ASCII character has a zero byte, which UTF-8 allows.
    return { text: text.replace(/^\uFEFF+/, ''), broken: bytes.subarray(0, 2).includes(0) ? 0 : null };
  } catch {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const text = decoder.decode(bytes);
    // U+FFFD may also stand in the file itself.
    const encoded = new TextEncoder().encode(text);
    const valid = bytes.findIndex((byte, index) => byte !== encoded[index]);
    return { text, broken: decoder.decode(bytes.subarray(0, valid), { stream: true }).length };
  }
}

/** Sorts findings by place and cuts the list at `most` with a count of the rest. */
export function inOrder(findings: readonly Finding[], most: number): readonly Finding[] {
  const sorted = [...findings].sort(byPlace);
  if (sorted.length <= most) return sorted;
  const reported = sorted.slice(0, most);
  return [...reported, finding('more-problems', reported.at(-1)?.at ?? null, { count: sorted.length - most })];
}

/** The folder of a pack's templates, which is not read with the rest of the pack. */
export const TEMPLATES_FOLDER = 'templates';
