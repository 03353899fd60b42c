import { BadInput } from '../model/bad-input.ts';
import type { Place } from '../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { PackSource } from '../model/pack-source.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import { builtInId } from '../pack/built-in-files.ts';
import type { LoadedPack } from '../pack/index.ts';
import { plainLanguage } from './language.ts';

/** A pack as its authors wrote it, and the texts that its places point into, by file. */
export interface Sourced {
  readonly source: PackSource;
  readonly sources: ReadonlyMap<string, string>;
  /** Where it says what it extends, if it does. */
  readonly extendsAt: Place | null;
}

/** The pack in force, in the language that is asked for. */
export interface Packs {
  /** The pack in a language; in its own where it is not written in that one. */
  in(lang: string | null): Pack;
  /** The pack as its authors wrote it, with its cases and places. */
  source(): Promise<Sourced>;
  /** The files of its CloudFormation templates, those of the packs that it extends first. */
  templates(): Promise<readonly TemplateFile[]>;
}

/** Opens the built-in pack, or the one in a folder. What reads YAML is loaded only where it is needed. */
export async function openPacks(io: Io, folder: string | null): Promise<Packs> {
  if (folder === null) {
    return {
      in: remember(packInLanguage(io)),
      source: () => builtInSource(io, builtInId),
      templates: async () => (await builtInPacksOf(io)).templates(builtInId),
    };
  }
  const sourced = await folderSource(io, folder);
  const { source, sources } = sourced;
  const { localize, templateFindings, templatesOf } = await import('../pack/index.ts');
  const own = source.languages.includes(plainLanguage) ? plainLanguage : (source.languages[0] ?? plainLanguage);
  return {
    in: remember((lang) => localize(source, source.languages.includes(lang) ? lang : own)),
    source: async () => sourced,
    templates: async () => {
      const findings = templateFindings(source);
      if (findings.length > 0) throw new BadInput(findings, sources);
      return templatesOf(source);
    },
  };
}

/** The pack in a folder, with all that it extends. Refuses one that is not a pack. */
export async function folderSource(io: Io, folder: string): Promise<Sourced> {
  return accepted(await loadFolder(io, folder));
}

/**
 * The pack in a folder with all that is wrong with it; it may extend those that come with the program by their ids.
 */
export async function loadFolder(io: Io, folder: string): Promise<LoadedPack> {
  const { loadPackFolder } = await import('../pack/index.ts');
  return loadPackFolder(io.files, folder, await builtInPacksOf(io));
}

/** A pack that comes with the program. */
export async function builtInSource(io: Io, id: string): Promise<Sourced> {
  return accepted((await builtInPacksOf(io)).load(id));
}

/** The packs that come with the program, which others may extend and be compared with. */
export async function builtInPacksOf(io: Io) {
  const { builtInPacks } = await import('../pack/built-in.ts');
  return builtInPacks((path) => io.builtIn(path));
}

/** A pack in one of its languages. */
export async function packOf({ source }: Sourced, lang: string): Promise<Pack> {
  return (await import('../pack/index.ts')).localize(source, lang);
}

function accepted({ source, findings, sources, extendsAt }: LoadedPack): Sourced {
  if (source === null || findings.some((finding) => finding.level === 'error')) throw new BadInput(findings, sources);
  return { source, sources, extendsAt };
}

function packInLanguage(io: Io): (lang: string) => Pack {
  return (lang) => {
    try {
      return io.builtInPack(/^[a-z-]+$/.test(lang) ? lang : plainLanguage);
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOENT' || lang === plainLanguage) throw error;
      return io.builtInPack(plainLanguage);
    }
  };
}

function remember(open: (lang: string) => Pack): Packs['in'] {
  const opened = new Map<string, Pack>();
  return (lang) => {
    const key = lang ?? plainLanguage;
    const known = opened.get(key);
    if (known) return known;
    const pack = open(key);
    // Reasoning is prepared once for each pack: the same language must be the same pack.
    const same = opened.get(pack.lang) ?? pack;
    opened.set(key, same).set(pack.lang, same);
    return same;
  };
}
