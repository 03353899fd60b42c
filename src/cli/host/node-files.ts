// Named imports: a namespace would be copied property by property at every start.
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { attempt, type Files, fileError } from '../../model/io.ts';
import { type FolderEntry, MAX_FILE_BYTES } from '../../model/readable-files.ts';
import { lockFolders } from './folder-lock.ts';
import { createFile, placeOf } from './new-file.ts';

/** The file system of this machine. */
export function nodeFiles(): Files {
  const inputs = new Set<string>();
  return {
    inputs,
    read(path, isInput = true) {
      if (isInput) inputs.add(path);
      return readPlain(path);
    },
    chunks(path) {
      inputs.add(path);
      return createReadStream(path);
    },
    list,
    size(path) {
      const stat = statOf(path);
      return stat?.isFile() ? stat.size : null;
    },
    exists: (path) => existsSync(path),
    realPath: (path) => realpathSync(path),
    identity,
    relative: (from, to) => relative(dirname(from), to).replaceAll('\\', '/'),
    makeFolder,
    create: createFile,
    lock: (paths) => lockFolders(paths.map((path) => realpathSync(dirname(placeOf(path))))),
  };
}

/** The content of a plain file: a device would never end, and opening a pipe would wait for a writer. */
function readPlain(path: string): Uint8Array {
  const stat = statSync(path);
  if (stat.isDirectory()) throw fileError('EISDIR', path);
  if (!stat.isFile()) throw fileError('EFTYPE', path);
  if (stat.size > MAX_FILE_BYTES) throw fileError('EFBIG', path);
  return readFileSync(path);
}

/** Lists a folder without pipes, sockets and devices, which are never inputs. */
function list(path: string): FolderEntry[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry): FolderEntry[] => {
    const { name } = entry;
    if (entry.isDirectory() || entry.isFile()) return [{ name, directory: entry.isDirectory() }];
    // A broken link counts as a file; reading it will report the error.
    return entry.isSymbolicLink() ? [{ name, directory: statOf(join(path, name))?.isDirectory() ?? false, link: true }] : [];
  });
}

function identity(path: string): string {
  try {
    const place = placeOf(path);
    return join(realpathSync(dirname(place)), basename(place));
  } catch {
    // Opening it will report the error.
    return path;
  }
}

/** The stats of a path; null: it is missing, a circular link, or not accessible. */
function statOf(path: string): Stats | null {
  return attempt(() => statSync(path));
}

/** Creates a folder with its parents. Node's recursive `mkdir` never returns in `/proc`, which denies new folders. */
function makeFolder(path: string): () => void {
  if (statOf(path)?.isDirectory()) return () => {};
  const parent = dirname(path);
  const removeParent = existsSync(parent) ? () => {} : makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    removeParent();
    throw error;
  }
  const remove = (): void => {
    rmdirSync(path);
    removeParent();
  };
  // A folder that holds something stays, and so do its parents.
  return () => attempt(remove);
}
