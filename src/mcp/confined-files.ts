import { type Files, fileErrorCode } from '../model/io.ts';
import type { ConfinedFiles } from './desk.ts';

/** Restricts a file system to reading inside the working folder, with links resolved. */
export function confinedFiles(files: Files): ConfinedFiles {
  const root = files.realPath('.');
  const separator = root.includes('\\') ? '\\' : '/';
  const below = root.endsWith(separator) ? root : `${root}${separator}`;

  /** A missing file is inside if its folder is. */
  const isInside = (path: string): boolean => {
    try {
      const real = files.realPath(path);
      return real === root || real.startsWith(below);
    } catch (error) {
      const [, above, name = ''] = /^(.*?)[\\/]*([^\\/]*)[\\/]*$/s.exec(path) ?? [];
      const isMissing = ['ENOENT', 'ENOTDIR'].includes(fileErrorCode(error) ?? '');
      if (!isMissing || above === undefined || name === '' || name === '..') return false;
      return isInside(above !== '' ? above : path.startsWith(name) ? '.' : '/');
    }
  };
  const guard = (path: string): string => {
    if (!isInside(path)) throw refused(path);
    return path;
  };
  return {
    isInside,
    inputs: files.inputs,
    read: (path) => files.read(guard(path)),
    list: (path) => files.list(guard(path)),
    chunks: (path) => files.chunks(guard(path)),
    size: (path) => files.size(guard(path)),
    exists: (path) => isInside(path) && files.exists(path),
    realPath: (path) => files.realPath(guard(path)),
    identity: (path) => files.identity(path),
    makeFolder: refuse,
    removeFolder: refuse,
    create: refuse,
    lock: refuse,
  };
}

function refuse(path: string | readonly string[]): never {
  throw refused(String(path));
}

function refused(path: string): Error {
  return Object.assign(new Error(`${path} is not to be used`), { code: 'EACCES' });
}
