import { type Finding, finding } from '../model/diagnostic.ts';

export type { FolderEntry, ReadableFiles as Files } from '../model/io.ts';

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
