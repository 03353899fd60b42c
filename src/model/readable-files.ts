/** The largest file that is read into memory at once. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The parts of a file system that reading needs. Failures throw an error with a `code`; paths are joined with `/`. */
export interface ReadableFiles {
  /** A regular file. Throws `EFBIG` for one that is too large, `EFTYPE` for a device or a pipe, unread. */
  read(path: string): Uint8Array;
  list(dir: string): readonly FolderEntry[];
  /** A path with its links resolved. Needed only if `list` reports links. */
  realPath?(path: string): string;
}

export interface FolderEntry {
  readonly name: string;
  /** Whether it is a folder or a link to one. */
  readonly directory: boolean;
  readonly link?: boolean;
}

export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** A path without `./`, `inner/..` and trailing slashes, as platforms match files of a repository. */
export function normalPath(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const parts: string[] = [];
  for (const part of slashes.split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else parts.push(part);
  }
  const joined = parts.join('/');
  return slashes.startsWith('/') ? `/${joined}` : joined || '.';
}
