import { type Finding, finding } from '../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../model/io.ts';
import { BadInput } from './exit.ts';
import type { Given } from './invocation.ts';
import { writeTogether } from './output.ts';

/** What of a folder's files is there already, and would be lost. */
export function existing(io: Io, folder: Given, names: readonly string[]): Finding[] {
  return names
    .map((name) => pathIn(folder, name))
    .filter((path) => io.files.exists(path))
    .map((path) => finding('file-exists', folder.place, { path, option: '--force' }));
}

/** Writes files into a folder, which is made where it is missing: all of them or none. */
export function writeFolder(io: Io, folder: Given, files: ReadonlyMap<string, string>): void {
  makeFolder(io, folder);
  writeTogether(
    io,
    [...files].map(([name, text]) => ({ file: { value: pathIn(folder, name), place: folder.place }, text })),
  );
}

/**
 * Makes a folder where it is missing.
 *
 * @throws BadInput where that cannot be done
 */
export function makeFolder(io: Io, folder: Given): void {
  try {
    io.files.makeFolder(folder.value);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === null) throw error;
    throw new BadInput([finding('cannot-write', folder.place, { path: folder.value, reason: code })]);
  }
}

function pathIn({ value }: Given, name: string): string {
  return `${value.replace(/(?<=.)[\\/]+$/, '')}/${name}`;
}
