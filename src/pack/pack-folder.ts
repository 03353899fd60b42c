import { intervalsOf, MAX_CELLS } from '../engine/cells.ts';
import { collectCuts } from '../engine/compile.ts';
import { derivedDimensions } from '../engine/formula.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { ReadableFiles } from '../model/readable-files.ts';
import { buildPack } from './build/index.ts';
import { inOrder } from './files.ts';
import { type Parents, readLayers } from './layers.ts';
import type { PackSource } from './pack-source.ts';
import { at } from './source-node.ts';

export type LoadedPack = ReturnType<typeof loadPackFolder>;

const MAX_FINDINGS = 1000;

/**
 * Loads a pack with the packs that it extends, `parents` by their ids: null if there are findings, which are sorted by file and
 * place; with the texts that they point into. Throws only errors of `files` without a `code`.
 */
export function loadPackFolder(files: ReadableFiles, dir: string, parents: Parents = new Map()) {
  const folder = dir.length > 1 ? dir.replace(/\/+$/, '') : dir;
  const { layered, findings: early, sources } = readLayers(files, folder, parents);
  const { source, findings: late } = layered ? buildPack(layered) : { source: null, findings: [] };
  const found = [...early, ...late];
  const findings = found.length === 0 && source ? tooManyCells(source) : found;
  // Null: it extends nothing, or could not be read that far.
  const extendsAt = (layered && at(layered.written, ['pack', 'extends']))?.at ?? null;
  return { source: findings.length > 0 ? null : source, findings: inOrder(findings, MAX_FINDINGS), sources, extendsAt };
}

/** Findings for questions and derived quantities with more values or intervals than the engine supports. */
function tooManyCells(source: PackSource): Finding[] {
  const pack = source.in('');
  const cuts = collectCuts(pack);
  return [...pack.questions, ...derivedDimensions(pack)].flatMap((dimension): Finding[] => {
    const { id } = dimension;
    const { count } = intervalsOf(dimension, cuts.get(id) ?? []);
    if (count <= MAX_CELLS) return [];
    const at = source.places.get(`${pack.derived.some((each) => each.id === id) ? 'derived' : 'questions'}.${id}`);
    return [finding('too-many-cells', at, { question: id, count, limit: MAX_CELLS })];
  });
}
