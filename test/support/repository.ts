import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The path of a file or folder of the repository; of the repository itself without a name. */
export const pathOf = (name = ''): string => join(import.meta.dirname, '../..', name);

/** The text of a file of the repository. */
export const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8');

/** The files of a folder of the repository and of those below whose names have this ending, by their paths from the root. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  const names = readdirSync(pathOf(folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => ending.test(name)).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}
