import { fileErrorCode, type Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import { BadInput } from './exit.ts';
import { plainLanguage } from './language.ts';
import type { Sourced } from './pack-sources.ts';

/** The pack in force, in the language that is asked for. */
export interface Packs {
  /** The pack in a language; in its own where it is not written in that one. */
  in(lang: string | null): Pack;
  /** The pack as its authors wrote it, with its cases and places. */
  source(): Promise<Sourced>;
  /** The files of its CloudFormation templates, those of the packs that it extends first. */
  templates(): Promise<readonly TemplateFile[]>;
}

export const builtInId = 'aws-messaging';

/** Opens the built-in pack, or the one in a folder. */
export async function openPacks(io: Io, folder: string | null): Promise<Packs> {
  if (folder === null) {
    const sources = () => import('./pack-sources.ts');
    return {
      in: remember(builtIn(io)),
      source: async () => (await sources()).builtInSource(io, builtInId),
      templates: async () => (await sources()).builtInTemplates(io, builtInId),
    };
  }
  const sourced = (await import('./pack-sources.ts')).folderSource(io, folder);
  const { templateFindings, templatesOf } = await import('../pack/index.ts');
  return {
    in: remember(await localized(sourced)),
    source: async () => sourced,
    templates: async () => {
      const findings = templateFindings(sourced.source);
      if (findings.length > 0) throw new BadInput(findings, sourced.sources);
      return templatesOf(sourced.source);
    },
  };
}

function builtIn(io: Io): (lang: string) => Pack {
  const read = (lang: string): Pack => JSON.parse(io.builtIn(`packs/${builtInId}.${lang}.json`));
  return (lang) => {
    try {
      return read(/^[a-z-]+$/.test(lang) ? lang : plainLanguage);
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOENT' || lang === plainLanguage) throw error;
      return read(plainLanguage);
    }
  };
}

async function localized({ source }: Sourced): Promise<(lang: string) => Pack> {
  const { localize } = await import('../pack/index.ts');
  const own = source.languages.includes(plainLanguage) ? plainLanguage : (source.languages[0] ?? plainLanguage);
  return (lang) => localize(source, source.languages.includes(lang) ? lang : own);
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
