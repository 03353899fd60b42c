import type { Box } from '../engine/box.ts';
import { ABSENT } from '../engine/cells.ts';
import { withoutGap } from '../engine/gap-error.ts';
import { groupedBy } from '../engine/lists.ts';
import { summarize } from '../engine/outcome.ts';
import { answersIn, realize } from '../engine/realize.ts';
import { type Answers, type DecisionSummary, usualPolicy } from '../model/decision.ts';
import { type Pack, rulesOf } from '../model/pack.ts';
import { conditionsOf, coverOf, mergeBoxes, type QuestionCondition, shareOf } from './boxes.ts';
import type { ChangeKind } from './changes.ts';
import { type ChangeAt, changesBetween } from './changes-between.ts';
import { type PartKind, partKinds } from './outcome-parts.ts';
import { Progress } from './progress.ts';
import { commonOf, type Space, spaceOf } from './space.ts';

/** The differences between two packs, over all answers. Key order is part of the contract of `rules diff -f json`. */
export type PackDiff = ReturnType<typeof diffPacks>;

/** All answers with the same change, by the leaves where they end. */
export type Region = ReturnType<typeof regionsOf>[number];

/**
 * Some of the answers that end at a pair of leaves: those that take one of the ways and meet one of the further conditions in
 * `when`. Ways and conditions are conjunctions; an empty one always holds.
 */
export type LeafRegion = ReturnType<typeof leafRegionOf>;

export type Conjunction = readonly QuestionCondition[];

/**
 * Compares two packs, with texts in the same language, over all answers, without enumerating them. A comparison that would visit
 * more than `maxSteps` pairs of nodes is not `complete`.
 */
export function diffPacks(old: Pack, now: Pack, maxSteps?: number, onPair?: () => void) {
  const space = spaceOf(old, now, partKinds);
  const progress = new Progress(maxSteps, onPair);
  const regions = regionsOf(space, false, progress);
  const share = progress.movedShare;
  const hasDefaults = [...old.questions, ...now.questions].some((question) => question.default.length > 0);
  const outcomes = { ...space, kinds: expectedKinds };
  const filled = hasDefaults && progress.isComplete ? regionsOf(outcomes, true, progress) : [];
  // Given answers were already compared; a change for them also occurs when a default fills them in.
  const known = new Set(regions.map(({ change }) => JSON.stringify(change)));
  const defaults = filled.filter(({ change }) => !known.has(JSON.stringify(change)));
  const answers = onlyAnswers(space);
  const isEqual = answers.length === 0 && defaults.length === 0 && regions.every(({ change }) => change.kind === 'reason');
  return {
    old: rulesOf(old),
    new: rulesOf(now),
    // Decisions recommend the same except for reasons: service, variant, pattern, companions, warnings, mitigations, unmet
    // requirements, sizing and better alternatives. Proved, not sampled; false if the comparison was cut short. Where the digests
    // differ, texts, figures and names that decisions show may differ besides.
    equal: progress.isComplete && isEqual,
    // Whether the comparison ran to its end.
    complete: progress.isComplete,
    // Whether it did for the answers whose requirements are all met. For others the nearest service may take too long to find.
    completeIfMet: progress.isCompleteIfMet,
    // What all answers have in common whose outcomes may differ: proved, whether or not the comparison is complete.
    within: progress.differing.length === 0 ? [] : conditionsOf(space, boxAround(space, progress.differing)),
    // The share of the answer space in which the service or its variant changes.
    share,
    questions: {
      added: space.questions.flatMap(({ id, old, now }) => (now && !old ? id : [])),
      removed: space.questions.flatMap(({ id, old, now }) => (old && !now ? id : [])),
      renamed: space.questions.flatMap(({ old, now }) => (old && now && old.id !== now.id ? { from: old.id, to: now.id } : [])),
    },
    // Answers that only one of the packs accepts, for questions of both. All other members cover what both accept.
    answers,
    // Differences when every asked question has a given or assumed answer; open decisions are compared for each completion. If
    // the service or the variant changes, that alone is reported; otherwise each change has its own region.
    regions,
    // Changes that occur only if defaults fill in what is unknown (`--defaults`).
    defaults,
  };
}

/** The parts of an outcome that a case can expect, besides service, variant and pattern. */
export const expectedKinds: readonly PartKind[] = ['with', 'warning', 'mitigation', 'unmet', 'sizing', 'instead'];

/**
 * Whether two packs have the same outcome for all answers that both accept, defaults included, in what a case can expect; null if
 * that could not be proved, as where it takes more than `maxSteps` pairs of nodes.
 */
export function sameOutcomes(old: Pack, now: Pack, maxSteps?: number): boolean | null {
  const space = spaceOf(old, now, expectedKinds);
  for (const defaults of [false, true]) {
    const progress = new Progress(maxSteps);
    if (!changesBetween(space, defaults, progress).next().done) return false;
    if (!progress.isComplete) return null;
  }
  return true;
}

const order: readonly ChangeKind[] = ['service', 'variant', 'asks', 'pattern', ...partKinds];

function regionsOf(space: Space, defaults: boolean, progress: Progress) {
  const found = groupedBy(changesBetween(space, defaults, progress), ({ change }) => JSON.stringify(change));
  const regions = found.map((all) => {
    const places = groupedBy(all, ({ leaves, exact, when }) =>
      JSON.stringify([leaves.map((leaf) => leaf?.id), exact, when.map((box) => box.join()).sort()]),
    );
    const parts = places.map((place) => leafRegionOf(space, place));
    const boxes = all.flatMap(({ way, when }) => when.map((box) => way.map((set, question) => set & (box[question] ?? 0))));
    return {
      change: all[0].change,
      share: shareSum(parts),
      // What all answers with this change have in common; questions that may have any answer are left out.
      within: conditionsOf(space, boxAround(space, boxes)),
      places: parts.sort((a, b) => b.share - a.share),
    };
  });
  return regions.sort((a, b) => order.indexOf(a.change.kind) - order.indexOf(b.change.kind) || b.share - a.share);
}

/** The smallest box around answers, except that a question which may have any answer may also have none. */
function boxAround(space: Space, boxes: readonly Box[]): Box {
  return space.questions.map((_, question) => {
    const set = boxes.reduce((all, box) => all | (box[question] ?? 0), 0);
    return (set & ~ABSENT) === commonOf(space, question) ? set | ABSENT : set;
  });
}

function shareSum(parts: readonly { readonly share: number }[]): number {
  return parts.reduce((sum, { share }) => sum + share, 0);
}

function leafRegionOf(space: Space, found: readonly [ChangeAt, ...ChangeAt[]]) {
  const [{ leaves, when, exact, example }] = found;
  const [old = null, now = null] = leaves.map((leaf) => leaf && { id: leaf.id, layer: leaf.layer });
  const ways = mergeBoxes(found.map(({ way }) => way));
  return {
    leaves: { old, new: now },
    share: shareSum(found),
    ways: coverOf(ways, space.whole).map((box) => conditionsOf(space, box)),
    when: when.map((box) => conditionsOf(space, box)),
    // False: there are too many conditions to list. `when` is what they have in common; not all answers that meet it change.
    exact,
    example: answersIn(space.sides[1], example, realize(space.quantities, example)),
  };
}

function onlyAnswers(space: Space) {
  const whole: Box = space.questions.map(({ cells }) => cells.all | ABSENT);
  return space.questions.flatMap(({ id, accepted: [old, now] }, index) => {
    const sides = [{ only: 'old', set: old & ~now } as const, { only: 'new', set: now & ~old } as const];
    return sides.flatMap(({ only, set }) => {
      const box = whole.with(index, set);
      const when = conditionsOf(space, box).find(({ question }) => question === id);
      return set === 0 || !when ? [] : [{ only, when, share: shareOf(space, box) }];
    });
  });
}

export type RecordMove = ReturnType<typeof moveOf>;

export type RecordOutcome =
  | (DecisionSummary & { readonly readable: true })
  /** The pack does not accept these answers, or has no branch for them. */
  | { readonly readable: false };

/** Decides recorded answers with both packs, null where one does not accept them; `moved`: service, variant or status changes. */
export function moveOf(old: Pack, now: Pack, answers: readonly [Answers | null, Answers | null]) {
  const [before, after] = [outcomeOf(old, answers[0]), outcomeOf(now, answers[1])];
  return { old: before, new: after, moved: movedKey(before) !== movedKey(after) };
}

function outcomeOf(pack: Pack, answers: Answers | null): RecordOutcome {
  const summary = answers && withoutGap(() => summarize(pack, answers, usualPolicy));
  return summary ? { readable: true, ...summary } : { readable: false };
}

function movedKey(outcome: RecordOutcome): string {
  return outcome.readable
    ? JSON.stringify([outcome.service, outcome.variant, outcome.service === null ? outcome.possible : []])
    : '';
}
