import { type Box, DivisibleBox } from '../engine/box.ts';
import { ABSENT, type CellSet, indexesOf, spansOf, valueIn } from '../engine/cells.ts';
import type { Span } from '../model/pack.ts';
import { commonOf, type Space } from './space.ts';

/** The share of the answer space that a box covers; each value of a choice and each interval of numbers has the same weight. */
export function shareOf({ questions }: Space, box: Box): number {
  return questions.reduce(
    (product, { cells }, index) => product * (indexesOf((box[index] ?? 0) & cells.all).length / cells.count),
    1,
  );
}

/**
 * Merges boxes that differ in only one question, until none do. The boxes must be disjoint, and so is the result. Merges along
 * requirements first and along the first questions of the conversation last, because readers look for those.
 */
export function mergeBoxes(boxes: readonly Box[]): Box[] {
  let merged: readonly Box[] = [...new Map(boxes.map((box) => [box.join(), box])).values()];
  for (let before = -1; merged.length !== before && merged.length > 1; ) {
    before = merged.length;
    const varying = varyingIn(merged);
    for (const question of varying) {
      const others = varying.filter((other) => other !== question);
      const joined = new Map<string, Box>();
      for (const box of merged) {
        const key = others.map((other) => box[other]).join();
        joined.set(key, box.with(question, (joined.get(key)?.[question] ?? 0) | (box[question] ?? 0)));
      }
      merged = [...joined.values()];
    }
  }
  return [...merged];
}

/** The questions in which boxes differ, the last one first. */
function varyingIn(boxes: readonly Box[]): number[] {
  const first = boxes[0] ?? [];
  return [...first.keys()].filter((question) => boxes.some((box) => box[question] !== first[question])).reverse();
}

/** More boxes than this are left unchanged: nobody reads them all, and widening them would take long. */
const MAX_BOXES_TO_WIDEN = 40;

/**
 * Covers the same answers with fewer and larger boxes, which may overlap: drops conditions that are not needed, and boxes that
 * others cover.
 *
 * @param around a box that contains all of them; none is widened beyond it
 */
export function coverOf(boxes: readonly Box[], around: Box): Box[] {
  if (boxes.length < 2 || boxes.length > MAX_BOXES_TO_WIDEN) return [...boxes];
  const varying = varyingIn(boxes);
  const wide = boxes.map((box) =>
    varying.reduce((wider, question) => {
      const all = wider.with(question, around[question] ?? 0);
      return isCovered(all, boxes) ? all : wider;
    }, box),
  );
  return wide.reduceRight<Box[]>((kept, box) => {
    const others = kept.filter((other) => other !== box);
    return isCovered(box, others) ? others : kept;
  }, wide);
}

/** The most parts that a box may be split into; with more, it counts as not covered. */
const MAX_PARTS = 300;

function isCovered(box: Box, others: readonly Box[]): boolean {
  let left: CellSet[][] = [[...box]];
  for (const other of others) {
    left = left.flatMap((part) => {
      const outside: CellSet[][] = [];
      const inOther = other.map((cells, question) => ({ question, cells }));
      new DivisibleBox(part).divide(inOther, (holds) => {
        if (!holds) outside.push([...part]);
      });
      return outside;
    });
    if (left.length > MAX_PARTS) return false;
  }
  return left.length === 0;
}

export interface QuestionCondition {
  readonly question: string;
  /** Choices: the accepted values. Numbers: null. */
  readonly values: readonly string[] | null;
  /** Numbers: the accepted ranges, ascending. Choices: null. */
  readonly spans: readonly Span[] | null;
  /** Whether the question may be unanswered (`too`) or must be (`only`). */
  readonly unanswered: 'no' | 'too' | 'only';
}

/** Describes a box by conditions that must all hold; leaves out questions that accept any answer or none. */
export function conditionsOf(space: Space, box: Box): QuestionCondition[] {
  return space.questions.flatMap(({ id, cells }, index): QuestionCondition[] => {
    const set = (box[index] ?? 0) & cells.all;
    const absent = ((box[index] ?? 0) & ABSENT) !== 0;
    if (set === commonOf(space, index) && absent) return [];
    const unanswered = set === 0 ? 'only' : absent ? 'too' : 'no';
    const values = cells.indexOf ? indexesOf(set).map((cell) => String(valueIn(cells, cell))) : null;
    return [{ question: id, values, spans: cells.indexOf ? null : spansOf(cells, set), unanswered }];
  });
}
