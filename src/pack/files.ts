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
const limits = { depth: 8, entries: 2000 } as const;

/** The paths of every `*.yaml` and `*.yml` below a folder, in order. Hidden files and folders are left out. */
export function listYaml(files: Files, dir: string, findings: Finding[]): string[] {
  const paths: string[] = [];
  let left: number = limits.entries;
  const tooDeep = finding('folder-too-deep', null, { path: dir, ...limits });
  visit(dir, 1);
  return paths.sort();

  function visit(folder: string, depth: number): void {
    if (depth > limits.depth || left < 0) {
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
