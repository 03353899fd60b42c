import type { Place } from '../model/diagnostic.ts';
import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import type { PackSource } from '../model/source-location.ts';
import { type BuiltInPacks, builtInPacks } from '../pack/built-in.ts';
import { loadPackFolder, localize, type Parents } from '../pack/index.ts';
import { BadInput } from './exit.ts';
import { plainLanguage } from './language.ts';

/** A pack as its authors wrote it, and the texts that its places point into, by file. */
export interface Sourced {
  readonly source: PackSource;
  readonly sources: ReadonlyMap<string, string>;
  /** Where it says what it extends, if it does. */
  readonly extendsAt: Place | null;
}

/** The pack in a folder, with all that it extends. Refuses one that is not a pack. */
export function folderSource(io: Io, folder: string): Sourced {
  return accepted(loadPackFolder(io.files, folder, parentsOf(io)));
}

/** A pack that comes with the program. */
export function builtInSource(io: Io, id: string): Sourced {
  return accepted(builtInOf(io).load(id));
}

/** The template files of a pack that comes with the program. */
export function builtInTemplates(io: Io, id: string): TemplateFile[] {
  return builtInOf(io).templates(id);
}

/** The ids of the packs that come with the program, which others may extend and be compared with. */
export function builtInIds(io: Io): readonly string[] {
  return builtInOf(io).ids;
}

/** The packs that a pack in a folder may extend by their ids. */
export function parentsOf(io: Io): Parents {
  return builtInOf(io);
}

function builtInOf(io: Io): BuiltInPacks {
  return builtInPacks((path) => io.builtIn(path));
}

/** A pack in the language of all that does not follow the locale, or in the one that is asked for. */
export function packOf({ source }: Sourced, lang: string | null): Pack {
  const wanted = lang ?? plainLanguage;
  return localize(source, source.languages.includes(wanted) ? wanted : plainLanguage);
}

function accepted({ source, findings, sources, extendsAt }: ReturnType<typeof loadPackFolder>): Sourced {
  if (source === null || findings.some((finding) => finding.level === 'error')) throw new BadInput(findings, sources);
  return { source, sources, extendsAt };
}
