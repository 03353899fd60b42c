import { accessSync, constants, lstatSync, readlinkSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';

/** The mode of the file that is replaced, if there is one. Throws where a folder, or a file not to be written, is in the way. */
export function modeAt(path: string): number | 'special' | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
  accessSync(path, constants.W_OK);
  return stat.isFile() ? stat.mode & 0o777 : 'special';
}

/** Where a file is made that is not there yet: a link that leads to nothing says where, as it does to a shell's `>`. */
export function placeOfNew(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  const link = readlinkSync(path);
  return placeOfNew(isAbsolute(link) ? link : `${dirname(path)}/${link}`);
}
