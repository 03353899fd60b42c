import { attempt } from '../model/io.ts';
import type { FolderEntry, ReadableFiles } from '../model/readable-files.ts';

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
