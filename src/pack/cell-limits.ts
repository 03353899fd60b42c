import { cellsOf, MAX_CELLS, TooManyCellsError } from '../engine/cells.ts';
import { collectCuts } from '../engine/cuts.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { PackSource } from '../model/source-location.ts';
import { localize } from './localize.ts';

/** The questions with more values, or intervals that the pack tells apart, than the engine can hold. */
export function tooManyCells(source: PackSource): Finding[] {
  const pack = localize(source, source.languages[0] ?? '');
  const cuts = collectCuts(pack);
  return pack.questions.flatMap((question): Finding[] => {
    try {
      cellsOf(question, cuts.get(question.id) ?? []);
      return [];
    } catch (error) {
      if (!(error instanceof TooManyCellsError)) throw error;
      const at = source.places.get(`questions.${question.id}`) ?? null;
      return [finding('too-many-cells', at, { question: question.id, count: error.count, limit: MAX_CELLS })];
    }
  });
}
