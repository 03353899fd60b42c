import { type Box, overlap } from '../engine/box.ts';
import { ABSENT, indexesOf, spansOf } from '../engine/cells.ts';
import { distinctBy } from '../engine/lists.ts';
import { commonOf, type Space } from './space.ts';

/** The share of the answer space that a box covers; each value of a choice and each interval of numbers has the same weight. */
export function shareOf({ questions }: Space, box: Box): number {
  const shares = questions.map(({ cells }, index) => indexesOf((box[index] ?? 0) & cells.all).length / cells.count);
  return shares.reduce((product, share) => product * share, 1);
}

/**
 * Merges boxes that differ in only one question, until none do. The boxes must be disjoint, and so is the result. Merges along
 * requirements first and along the first questions of the conversation last, because readers look for those.
 */
export function mergeBoxes(boxes: readonly Box[]): Box[] {
  let merged: readonly Box[] = distinctBy(boxes, (box) => box.join());
  for (let before = -1; merged.length !== before; ) {
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
 * others cover. None is widened beyond `around`, which contains all of them.
 */
export function coverOf(boxes: readonly Box[], around: Box): Box[] {
  const [first] = boxes;
  if (!first || boxes.length > MAX_BOXES_TO_WIDEN) return [...boxes];
  const varying = varyingIn(boxes);
  const parts = boxes.map((box) => varying.map((question) => box[question] ?? 0));
  const wide = parts.map((part) =>
    varying.reduce((wider, question, index) => {
      const all = wider.with(index, around[question] ?? 0);
      return isCovered(all, parts) ? all : wider;
    }, part),
  );
  const kept = wide.reduceRight((left, part) => {
    const others = left.filter((other) => other !== part);
    return isCovered(part, others) ? others : left;
  }, wide);
  return kept.map((part) => first.map((cells, question) => part[varying.indexOf(question)] ?? cells));
}

/** The most parts that a box may be split into; with more, it counts as not covered. */
const MAX_PARTS = 3000;

/** Whether some boxes cover another one together. */
function isCovered(box: Box, others: readonly Box[], parts = { left: MAX_PARTS }, from = 0): boolean {
  const index = others.findIndex((other, at) => at >= from && overlap(box, other));
  if (index < 0 || --parts.left < 0) return false;
  let inside = box;
  // What lies outside of one must be covered by the rest.
  return (others[index] ?? []).every((cells, question) => {
    const outside = inside.with(question, (inside[question] ?? 0) & ~cells);
    inside = inside.with(question, (inside[question] ?? 0) & cells);
    return outside[question] === 0 || isCovered(outside, others, parts, index + 1);
  });
}

export type QuestionCondition = ReturnType<typeof conditionsOf>[number];

/** Describes a box by conditions that must all hold; leaves out questions that accept any answer or none. */
export function conditionsOf(space: Space, box: Box) {
  return space.questions.flatMap(({ id: question, cells }, index) => {
    const set = (box[index] ?? 0) & cells.all;
    const absent = ((box[index] ?? 0) & ABSENT) !== 0;
    if (set === commonOf(space, index) && absent) return [];
    // Whether the question may be unanswered or must be.
    const beside = absent ? ('too' as const) : ('no' as const);
    const unanswered = set === 0 ? ('only' as const) : beside;
    // The accepted values of a choice, or the accepted ranges of numbers, ascending; the other one is null.
    const values = cells.indexOf ? indexesOf(set).map((cell) => String(cells.values[cell])) : null;
    return [{ question, values, spans: cells.indexOf ? null : spansOf(cells, set), unanswered }];
  });
}
