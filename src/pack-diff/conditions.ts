import type { Box } from '../engine/box.ts';
import { ABSENT, indexesOf, valueIn } from '../engine/cells.ts';
import { realise } from '../engine/realise.ts';
import { type Span, spansOf } from '../engine/spans.ts';
import type { Value } from '../model/pack.ts';
import { commonOf, type Space } from './space.ts';

/** What the answer to one question must be. */
export interface QuestionCondition {
  readonly question: string;
  /** Choices: the values that it may have. Numbers: null. */
  readonly values: readonly string[] | null;
  /** Numbers: the spans that it may lie in, ascending. Choices: null. */
  readonly spans: readonly Span[] | null;
  /** Whether no answer will do as well, or is the only one that does. */
  readonly unanswered: 'no' | 'too' | 'only';
}

/** A box as conditions, all of which must hold; questions that may be answered in any way, or not at all, are left out. */
export function conditionsOf(space: Space, box: Box): QuestionCondition[] {
  return space.questions.flatMap(({ id, cells }, index): QuestionCondition[] => {
    const set = (box[index] ?? 0) & cells.all;
    const absent = ((box[index] ?? 0) & ABSENT) !== 0;
    if (set === commonOf(space, index) && absent) return [];
    const unanswered = set === 0 ? 'only' : absent ? 'too' : 'no';
    const values = cells.indexOf ? indexesOf(set).map((cell) => cells.values[cell] as string) : null;
    return [{ question: id, values, spans: cells.indexOf ? null : spansOf(cells, set), unanswered }];
  });
}

/** Answers that lie in a box: only those that it needs. */
export function exampleIn(space: Space, box: Box): Record<string, Value> {
  const example: Record<string, Value> = {};
  const inputs = realise(space.quantities, box);
  space.questions.forEach(({ id, question, cells }, index) => {
    const absent = ((box[index] ?? 0) & ABSENT) !== 0;
    const [cell] = indexesOf((box[index] ?? 0) & cells.all);
    const value = inputs?.get(index) ?? (cell === undefined || absent ? undefined : valueIn(cells, cell));
    if (question && value !== undefined) example[id] = value;
  });
  return example;
}
