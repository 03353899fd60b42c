import { remembered } from '../engine/lazy.ts';
import { suggestionFor } from '../engine/nearest.ts';
import { BadInput, type Finding, type Given } from '../model/finding.ts';
import type { Io, PackQuestions } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { builtInId } from '../pack/built-in-files.ts';
import type { LoadedPack } from '../pack/pack-folder.ts';
import type { PackSource } from '../pack/pack-source.ts';
import { type MessageLanguage, messageLanguageFor, plainLanguage } from './host/terminal.ts';

/** Opens the named pack, or the built-in one; throws BadInput if it has errors. Loads the YAML reader only if needed. */
export async function openPacks(io: Io, rules: Given | null) {
  // A folder with the name of the built-in pack takes its place.
  if (rules === null || (rules.value === builtInId && !io.files.exists(builtInId))) {
    return {
      /** The pack in a language; in its own language if it is not written in that one. */
      in: inMessageLanguage((lang) => io.builtInPack(lang)),
      /** Its questions alone, in the same language. */
      questionsIn: inMessageLanguage((lang): PackQuestions => io.builtInQuestions(lang)),
      /** The pack as written, with its cases and locations. */
      source: async () => accepted((await builtInPacksOf(io)).load(builtInId)),
      /** The files of its CloudFormation templates; those of extended packs come first. */
      templates: async () => (await builtInPacksOf(io)).templates(builtInId),
    };
  }
  const sourced = accepted(await packNamed(io, rules));
  const { source, sources } = sourced;
  const { templateFindings } = await import('../pack/template-findings.ts');
  const packIn = (lang: string | null): Pack =>
    source.in(lang !== null && source.languages.includes(lang) ? lang : plainLanguage);
  return {
    in: packIn,
    questionsIn: (lang: string | null): PackQuestions => packIn(lang),
    source: async () => sourced,
    templates: async () => {
      const findings = templateFindings(source);
      if (findings.length > 0) throw new BadInput(findings, sources);
      return source.layered.templates;
    },
  };
}

/** Loads the pack in a folder, or the built-in pack with this id. Problems of the folder itself get its location. */
export async function packNamed(io: Io, { value, location }: Given): Promise<LoadedPack> {
  const { loadPackFolder } = await import('../pack/pack-folder.ts');
  const builtIn = await builtInPacksOf(io);
  const { ids } = builtIn;
  if (ids.includes(value) && !io.files.exists(value)) return builtIn.load(value);
  const loaded = loadPackFolder(io.files, value, builtIn.parents);
  const findings = loaded.findings.map((each): Finding => {
    if (each.at) return each;
    if (each.code !== 'folder-missing') return { ...each, at: location };
    return { ...each, at: location, args: { ...each.args, known: ids, ...suggestionFor(each.args.path, ids) } };
  });
  return { ...loaded, findings, sources: location ? new Map([...loaded.sources, [location.file, value]]) : loaded.sources };
}

async function builtInPacksOf(io: Io) {
  const { builtInPacks } = await import('../pack/pack-folder.ts');
  return builtInPacks(io.builtIn);
}

/** The loaded pack. Throws `BadInput` if it has errors. */
function accepted(loaded: LoadedPack): LoadedPack & { readonly source: PackSource } {
  const { source, findings, sources } = loaded;
  if (source === null) throw new BadInput(findings, sources);
  return { ...loaded, source };
}

/** Opens in the program's closest language; once each, since the engine caches by identity. */
function inMessageLanguage<T extends object>(open: (messageLanguage: MessageLanguage) => T): (lang: string | null) => T {
  const opened = remembered(open);
  return (lang) => opened(messageLanguageFor(lang));
}
