import type { Box } from '../engine/box.ts';
import { Budget } from '../engine/budget.ts';
import { ABSENT } from '../engine/cells.ts';
import { answersIn, realise } from '../engine/realise.ts';
import type { Pack, Value } from '../model/pack.ts';
import { conditionsOf, coverOf, mergeBoxes, type QuestionCondition, shareOf } from './boxes.ts';
import { type Change, type ChangeKind, changesAt } from './changes.ts';
import { type LeafPair, type Leaves, leafPairs } from './leaf-pairs.ts';
import { type PartKind, partKinds } from './outcome-parts.ts';
import { differingParts, type PackPart, type Space, spaceOf, wholeOf } from './space.ts';

export type { QuestionCondition } from './boxes.ts';
export type { Change, ChangeKind } from './changes.ts';

/** The differences between two packs, over all answers. Key order is part of the contract of `rules diff -f json`. */
export interface PackDiff {
  readonly old: PackName;
  readonly new: PackName;
  /**
   * Decisions recommend the same except for reasons: service, variant, pattern, companions, warnings, mitigations, unmet
   * requirements, sizing and better alternatives. Proved, not sampled; false if the comparison was cut short.
   */
  readonly equal: boolean;
  /** Whether the comparison ran to its end. */
  readonly complete: boolean;
  /** Parts of the packs that differ in ways that decisions may show but `equal` does not cover. */
  readonly uncompared: readonly PackPart[];
  /** The share of the answer space in which the service or its variant changes. */
  readonly share: number;
  readonly questions: QuestionChanges;
  /**
   * Answers that only one of the packs accepts, for questions that both have. All other members cover answers that both accept.
   */
  readonly answers: readonly OnlyAnswers[];
  /**
   * Differences when every asked question has a given or assumed answer; open decisions are compared for each completion. If the
   * service or the variant changes, only reasons are reported besides; otherwise each change has its own region.
   */
  readonly regions: readonly Region[];
  /** Changes that occur only if defaults fill in what is unknown (`--defaults`). */
  readonly defaults: readonly Region[];
}

interface PackName {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}

interface QuestionChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

interface OnlyAnswers {
  readonly only: 'old' | 'new';
  readonly when: QuestionCondition;
  readonly share: number;
}

/** All answers with the same change, by the leaves where they end. */
export interface Region {
  readonly change: Change;
  readonly share: number;
  readonly places: readonly LeafRegion[];
}

/**
 * Some of the answers that end at a pair of leaves: those that take one of the ways and meet one of the further conditions in
 * `when`. Ways and conditions are conjunctions; an empty one always holds.
 */
export interface LeafRegion {
  readonly leaves: { readonly old: LeafName | null; readonly new: LeafName | null };
  readonly share: number;
  readonly ways: readonly Conjunction[];
  readonly when: readonly Conjunction[];
  /** Answers that lie in it. */
  readonly example: Readonly<Record<string, Value>>;
}

/** Conditions that must all hold. */
export type Conjunction = readonly QuestionCondition[];

interface LeafName {
  readonly id: string;
  readonly layer: string;
}

/** The most pairs of nodes to visit and parts to compare. Packs that differ in a few places take some thousands. */
const MAX_STEPS = 200_000;

/**
 * Compares two packs over all answers, without enumerating them.
 *
 * @param old a pack; its texts must be in the language of `now`
 * @param maxSteps the budget; a comparison beyond it is not `complete`
 * @param onPair called for each pair of leaves that is compared
 */
export function diffPacks(old: Pack, now: Pack, maxSteps: number = MAX_STEPS, onPair: () => void = () => {}): PackDiff {
  const space = spaceOf(old, now, partKinds);
  const given = regionsOf(space, false, maxSteps, onPair);
  const hasDefaults = [...old.questions, ...now.questions].some((question) => question.default.length > 0);
  const filled = hasDefaults && given.complete ? regionsOf(space, true, maxSteps, onPair) : { regions: [], complete: true };
  // Given answers were already compared; a change for them also occurs when a default fills them in.
  const known = new Set(given.regions.map(({ change }) => JSON.stringify(change)));
  const defaults = filled.regions.filter(({ change }) => change.kind !== 'reason' && !known.has(JSON.stringify(change)));
  const answers = onlyAnswers(space);
  const complete = given.complete && filled.complete;
  const isEqual = answers.length === 0 && defaults.length === 0 && given.regions.every(({ change }) => change.kind === 'reason');
  const moves = given.regions.filter(({ change }) => change.kind === 'service' || change.kind === 'variant');
  return {
    old: nameOf(old),
    new: nameOf(now),
    equal: complete && isEqual,
    complete,
    uncompared: differingParts(space, old, now),
    share: shareSum(moves),
    questions: questionChanges(space, old, now),
    answers,
    regions: given.regions,
    defaults,
  };
}

/** The parts of an outcome that a case can expect, besides service, variant and pattern. */
export const expectedKinds: readonly PartKind[] = ['with', 'warning', 'mitigation', 'unmet', 'sizing', 'instead'];

/**
 * Whether two packs have the same outcome for all answers, defaults included; null if that could not be proved.
 *
 * @param kinds the parts of outcomes that have to be the same, besides service, variant and pattern
 * @param maxSteps the budget; beyond it equality is not proved
 */
export function sameOutcomes(
  old: Pack,
  now: Pack,
  kinds: readonly PartKind[] = partKinds,
  maxSteps: number = MAX_STEPS,
): boolean | null {
  const space = spaceOf(old, now, kinds);
  if (onlyAnswers(space).length > 0) return false;
  for (const defaults of [false, true]) {
    let isSame = true;
    const isComplete = eachPair(space, defaults, maxSteps, (pair, budget) => {
      changesAt(space, pair, budget, ({ kind }) => {
        isSame &&= kind === 'reason';
        if (!isSame) budget.stop();
      });
    });
    if (!isSame) return false;
    if (!isComplete) return null;
  }
  return true;
}

/** Visits the pairs of leaves where answers end. Returns whether all of them were visited and compared. */
function eachPair(space: Space, defaults: boolean, maxSteps: number, visit: (pair: LeafPair, budget: Budget) => void): boolean {
  const budget = new Budget(maxSteps);
  budget.within(() => {
    for (const pair of leafPairs(space, defaults, budget)) visit(pair, budget);
  });
  return !budget.isSpent;
}

/** Where a change applies between two leaves, under the same further conditions. */
interface Found {
  readonly leaves: Leaves;
  readonly ways: Box[];
  readonly when: readonly Box[];
  readonly example: Box;
  share: number;
}

const order: readonly ChangeKind[] = ['service', 'variant', 'asks', 'pattern', ...partKinds];

function regionsOf(
  space: Space,
  defaults: boolean,
  maxSteps: number,
  onPair: () => void,
): { regions: Region[]; complete: boolean } {
  const found = new Map<string, { readonly change: Change; readonly places: Map<string, Found> }>();
  const complete = eachPair(space, defaults, maxSteps, (pair, budget) => {
    onPair();
    const { leaves } = pair;
    const way = pair.state.box;
    for (const { key, change, boxes } of changesAt(space, pair, budget)) {
      const [example = way] = boxes;
      const when = coverOf(boxes, way).map((box) => beyond(space, box, way));
      const known = found.get(key) ?? { change, places: new Map<string, Found>() };
      found.set(key, known);
      const place = JSON.stringify([leaves.map((leaf) => leaf?.leaf.id), when.map((box) => box.join()).sort()]);
      const there = known.places.get(place) ?? { leaves, ways: [], when, example, share: 0 };
      known.places.set(place, there);
      there.ways.push(way);
      there.share += shareOf(space, boxes);
    }
  });
  const regions = [...found.values()].map(({ change, places }): Region => {
    const all = [...places.values()].map((place) => leafRegionOf(space, place));
    return { change, share: shareSum(all), places: all.sort((a, b) => b.share - a.share) };
  });
  regions.sort((a, b) => order.indexOf(a.change.kind) - order.indexOf(b.change.kind) || b.share - a.share);
  return { regions, complete };
}

function shareSum(parts: readonly { readonly share: number }[]): number {
  return parts.reduce((sum, { share }) => sum + share, 0);
}

/** The conditions of a box that its way does not already imply. */
function beyond(space: Space, box: Box, way: Box): Box {
  return box.map((set, question) => (set === way[question] ? wholeOf(space, question) : set));
}

function leafRegionOf(space: Space, { leaves, ways, when, example, share }: Found): LeafRegion {
  const all = space.questions.map((_, question) => wholeOf(space, question));
  const [old = null, now = null] = leaves.map((leaf) => leaf && { id: leaf.leaf.id, layer: leaf.leaf.layer });
  return {
    leaves: { old, new: now },
    share,
    ways: coverOf(mergeBoxes(ways), all).map((box) => conditionsOf(space, box)),
    when: when.map((box) => conditionsOf(space, box)),
    example: answersIn(space.sides[1], example, realise(space.quantities, example)),
  };
}

function onlyAnswers(space: Space): OnlyAnswers[] {
  const whole: Box = space.questions.map(({ cells }) => cells.all | ABSENT);
  return space.questions.flatMap(({ id, onlyOld, onlyNew }, index) => {
    const sides = [{ only: 'old', set: onlyOld } as const, { only: 'new', set: onlyNew } as const];
    return sides.flatMap(({ only, set }): OnlyAnswers[] => {
      const box = whole.with(index, set);
      const when = conditionsOf(space, box).find(({ question }) => question === id);
      return set === 0 || !when ? [] : [{ only, when, share: shareOf(space, [box]) }];
    });
  });
}

function questionChanges(space: Space, old: Pack, now: Pack): QuestionChanges {
  const ids = (only: 'old' | 'new'): string[] =>
    space.questions.filter((each) => each.question && each.in === only).map(({ id }) => id);
  const own = new Set(old.questions.map(({ id }) => id));
  const renamed = Object.entries(now.renamed).flatMap(([from, to]) => (own.has(from) && !own.has(to) ? [{ from, to }] : []));
  return { added: ids('new'), removed: ids('old'), renamed };
}

function nameOf({ id, version, digest }: Pack): PackName {
  return { id, version, digest };
}
