// Named imports: a namespace would be copied property by property at every start.
import { createReadStream, existsSync, mkdirSync, realpathSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { attempt, type Files } from '../../model/io.ts';
import { diskFiles } from '../../pack/disk-files.ts';
import { lockFolders } from './folder-lock.ts';
import { createFile, targetOf } from './new-file.ts';

/** The file system of this machine. */
export function nodeFiles(): Files {
  const inputs = new Set<string>();
  return {
    ...diskFiles,
    inputs,
    read(path, isInput = true) {
      if (isInput) inputs.add(path);
      return diskFiles.read(path);
    },
    chunks(path) {
      inputs.add(path);
      return createReadStream(path);
    },
    isFile: (path) => statOf(path)?.isFile() ?? false,
    exists: (path) => existsSync(path),
    identity,
    withSlashes,
    relative: (from, to) => withSlashes(relative(dirname(from), to)),
    makeFolder,
    create: createFile,
    lock: (paths) => lockFolders(paths.map((path) => realpathSync(dirname(targetOf(path))))),
  };
}

function withSlashes(path: string): string {
  return path.replaceAll(sep, '/');
}

function identity(path: string): string {
  try {
    const target = targetOf(path);
    return join(realpathSync(dirname(target)), basename(target));
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
