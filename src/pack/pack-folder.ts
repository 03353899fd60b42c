import { intervalsOf, MAX_CELLS } from '../engine/cells.ts';
import { collectCuts } from '../engine/compile.ts';
import { derivedDimensions } from '../engine/formula.ts';
import { lazy, remembered } from '../engine/lazy.ts';
import { distinctBy } from '../engine/lists.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { ReadableFiles, TemplateFile } from '../model/readable-files.ts';
import { buildPack } from './build/index.ts';
import { BUILT_IN_INDEX } from './built-in-files.ts';
import { inOrder } from './files.ts';
import { type Parents, readLayers, TEMPLATES_FOLDER } from './layers.ts';
import type { PackSource } from './pack-source.ts';

export type LoadedPack = ReturnType<typeof loadPackFolder>;

const MAX_FINDINGS = 1000;

/**
 * Loads a pack with the packs that it extends, `parents` by their ids: null if there are findings, which are sorted by file and
 * location; with the texts that they point into. Throws only errors of `files` without a `code`.
 */
export function loadPackFolder(files: ReadableFiles, dir: string, parents: Parents = new Map()) {
  const folder = dir.length > 1 ? dir.replace(/\/+$/, '') : dir;
  const { layered, findings: early, sources } = readLayers(files, folder, parents);
  const { source, findings: late } = layered ? buildPack(layered) : { source: null, findings: [] };
  const found = [...early, ...late];
  const findings = found.length === 0 && source ? tooManyCells(source) : found;
  return { source: findings.length > 0 ? null : source, findings: inOrder(findings, MAX_FINDINGS), sources };
}

/** Findings for questions and derived quantities with more values or intervals than the engine supports. */
function tooManyCells(source: PackSource): Finding[] {
  const pack = source.in('');
  const cuts = collectCuts(pack);
  return [...pack.questions, ...derivedDimensions(pack)].flatMap((dimension): Finding[] => {
    const { id } = dimension;
    const { count } = intervalsOf(dimension, cuts.get(id) ?? []);
    if (count <= MAX_CELLS) return [];
    const at = source.locations.get(`${pack.derived.some((each) => each.id === id) ? 'derived' : 'questions'}.${id}`);
    return [finding('too-many-cells', at, { question: id, count, limit: MAX_CELLS })];
  });
}

/**
 * The built-in packs as written, which others may extend by id; `read` reads a built-in file, as `builtInFiles` returns it.
 * Both packs that are compared may extend the same one, which takes long to read.
 */
export const builtInPacks = remembered((read: (path: string) => string) => {
  const files: Readonly<Record<string, readonly string[]>> = JSON.parse(read(BUILT_IN_INDEX));
  const ids = Object.keys(files);
  const all = fileSystem(Object.values(files).flat(), read);
  /** Without reading the rest of the pack. */
  const templates = (id: string): TemplateFile[] =>
    (files[id] ?? [])
      .filter((path) => path.startsWith(`rules/${id}/${TEMPLATES_FOLDER}/`))
      .map((path) => ({ path, text: read(path) }));
  return {
    ids,
    templates,
    load: (id: string) => loadPackFolder(all, `rules/${id}`),
    parents: new Map(ids.map((id) => [id, lazy(() => readLayers(all, `rules/${id}`))])),
  };
});

function fileSystem(paths: readonly string[], read: (path: string) => string): ReadableFiles {
  return {
    read: (path) => new TextEncoder().encode(read(path)),
    list: (dir) => {
      const inside = paths.filter((path) => path.startsWith(`${dir}/`)).map((path) => path.slice(dir.length + 1).split('/'));
      return distinctBy(inside, ([name]) => name).map(([name = '', ...rest]) => ({ name, directory: rest.length > 0 }));
    },
  };
}
