import { ABSENT, type CellSet } from '../engine/cells.ts';
import type { Pack, Value } from '../model/pack.ts';
import { Additions } from './additions.ts';
import { type Box, commonOf, hullOf, meet, overlap, shareOf } from './boxes.ts';
import type { Change, ChangeKind, Leaves } from './changes.ts';
import { conditionsOf, exampleIn, type QuestionCondition } from './conditions.ts';
import { coverOf } from './cover.ts';
import { Meetings } from './leaf-pairs.ts';
import { mergeBoxes } from './merge.ts';
import { type Budget, type Meeting, walkProduct } from './product.ts';
import { furtherOf } from './residual-conditions.ts';
import type { How } from './same.ts';
import { type Space, spaceOf } from './space.ts';
import { Likeness } from './subtree-equality.ts';

export type { Change, ChangeKind } from './changes.ts';
export type { QuestionCondition } from './conditions.ts';

/** How two packs differ, over all answers. */
export interface PackDiff {
  readonly old: PackName;
  readonly new: PackName;
  readonly questions: QuestionChanges;
  /** Answers to questions of both packs that only one of them takes. All else speaks of answers that both take. */
  readonly answers: readonly OnlyAnswers[];
  /**
   * What differs where every asked question has an answer, given or assumed; answers that leave one open are judged by what
   * each answer to it comes to. Where the service or the variant changes, nothing else is told, and no answers lie in two
   * such regions; of the rest each thing that changes is told alone.
   */
  readonly regions: readonly Region[];
  /** How outcomes differ besides where defaults fill what is still unknown (`--defaults`). */
  readonly defaults: readonly Region[];
  /** The share of the answer space in which the service or its variant changes. */
  readonly share: number;
  /** Nothing but reasons differs: proved, not sampled. False where the comparison was cut short. */
  readonly equal: boolean;
  /** The comparison went through to its end. */
  readonly complete: boolean;
}

export interface PackName {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}

export interface QuestionChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

export interface OnlyAnswers {
  readonly only: 'old' | 'new';
  readonly when: QuestionCondition;
  readonly share: number;
}

/** All the answers of which the same change is true: those of any of the places. */
export interface Region {
  readonly change: Change;
  readonly share: number;
  readonly places: readonly Place[];
}

/**
 * The leaves at which answers end, and which of them: those that take any of the ways and of which any of the further
 * conditions holds. Each way and each condition is a conjunction; one without members always holds.
 */
export interface Place {
  readonly leaves: { readonly old: LeafName | null; readonly new: LeafName | null };
  readonly share: number;
  readonly ways: readonly Conjunction[];
  readonly when: readonly Conjunction[];
  /** Answers that lie in it. */
  readonly example: Readonly<Record<string, Value>>;
}

/** Conditions that must all hold. */
export type Conjunction = readonly QuestionCondition[];

export interface LeafName {
  readonly id: string;
  readonly layer: string;
}

const usual: Budget = { steps: 2_000_000 };

/** Compares two packs over all answers, without enumerating them. Their texts must be in one language. */
export function diffPacks(old: Pack, now: Pack, budget: Budget = usual): PackDiff {
  const space = spaceOf(old, now);
  const told = new Set<string>();
  const likeness = new Likeness(space);
  const [regions, whole] = regionsOf(space, likeness, false, budget, told);
  const hasDefaults = [...old.questions, ...now.questions].some((question) => question.default.length > 0);
  const [defaults, wholeDefaults] = hasDefaults ? regionsOf(space, likeness, true, budget, told) : [[], true];
  const answers = onlyAnswers(space);
  const complete = whole && wholeDefaults;
  const outcome = regions.filter(({ change }) => change.kind !== 'reason');
  return {
    old: nameOf(old),
    new: nameOf(now),
    questions: questionChanges(space, old, now),
    answers,
    regions,
    defaults,
    share: regions
      .filter(({ change }) => change.kind === 'service' || change.kind === 'variant')
      .reduce((sum, { share }) => sum + share, 0),
    equal: complete && outcome.length === 0 && answers.length === 0 && defaults.length === 0,
    complete,
  };
}

/** Whether two packs come to the same outcome for all answers, defaults included; null: it could not be proved. */
export function sameOutcomes(old: Pack, now: Pack, budget: Budget = usual): boolean | null {
  const space = spaceOf(old, now);
  if (onlyAnswers(space).length > 0) return false;
  const likeness = new Likeness(space);
  const meetings = new Meetings(space, likeness.offers);
  for (const defaults of [false, true]) {
    const { ways, complete } = waysToMeet(space, likeness, { defaults, words: false }, budget);
    const additions = new Additions(space);
    for (const { meeting, boxes } of ways) {
      const hull = hullOf(boxes);
      if (meetings.isStill(meeting, hull)) continue;
      for (const { change, adds, boxes: inside } of meetings.compare(meeting, hull)) {
        if (change.kind === 'reason') continue;
        const there = inside.flatMap((box) => boxes.flatMap((way) => meet(box, way) ?? []));
        if (adds) additions.add(meeting, adds, there);
        else if (there.length > 0) return false;
      }
    }
    if (additions.shared().length > 0) return false;
    if (!complete) return null;
  }
  return true;
}

interface Ways {
  readonly meeting: Meeting;
  readonly boxes: readonly Box[];
}

/** The meetings of two trees, each with all answers that lead there. */
function waysToMeet(
  space: Space,
  likeness: Likeness,
  how: How,
  budget: Budget,
): { readonly ways: readonly Ways[]; readonly complete: boolean } {
  const ways = new Map<string, { readonly meeting: Meeting; readonly boxes: Box[] }>();
  const complete = walkProduct(space, likeness, how, budget, (meeting, { box, open }) => {
    const known = ways.get(meeting.key);
    if (known) known.boxes.push({ cells: box, open });
    else ways.set(meeting.key, { meeting, boxes: [{ cells: box, open }] });
  });
  return { ways: [...ways.values()], complete };
}

const weights = { service: 0, variant: 1, asks: 1.5, pattern: 2, with: 3, warning: 4, reason: 5 } as const satisfies Record<
  ChangeKind,
  number
>;

/** @param told what has been told of which leaves: with `defaults`, what follows from it is not told again */
function regionsOf(space: Space, likeness: Likeness, defaults: boolean, budget: Budget, told: Set<string>): [Region[], boolean] {
  const meetings = new Meetings(space, likeness.offers);
  const { ways, complete } = waysToMeet(space, likeness, { defaults, words: true }, budget);
  const found = new Map<string, { readonly change: Change; readonly at: Map<string, Found> }>();
  const additions = new Additions(space);
  for (const { meeting, boxes } of ways) {
    const merged = mergeBoxes(space, boxes);
    const hull = hullOf(merged);
    for (const { key, change, boxes: inside, adds } of meetings.compare(meeting, hull)) {
      if (defaults && change.kind === 'reason') continue;
      if (adds) {
        additions.add(
          meeting,
          adds,
          inside.flatMap((box) => merged.flatMap((way) => meet(box, way) ?? [])),
        );
        continue;
      }
      // Some way may leave no room for what the ways all together do.
      const reaching = merged.filter((box) => inside.some((other) => overlap(box, other)));
      if (reaching.length === 0) continue;
      const name = `${meeting.leaves.map((leaf) => leaf?.leaf.id)} ${key}`;
      // Answers that say what a default fills in come to the same; but where one says it, nothing is asked any more.
      if (defaults && meeting.alike && !meeting.asking && told.has(name)) continue;
      told.add(name);
      const when = mergeBoxes(
        space,
        inside.map((box) => beyond(space, box, hull)),
      );
      const known = found.get(key) ?? { change, at: new Map<string, Found>() };
      found.set(key, known);
      const { leaves } = meeting;
      const place = JSON.stringify([leaves.map((leaf) => leaf?.leaf.id), when.map(({ cells }) => cells.join()).sort()]);
      known.at.set(place, { leaves, when, ways: [...(known.at.get(place)?.ways ?? []), ...reaching] });
    }
  }
  for (const { change, leaves, boxes } of additions.shared()) {
    const known = found.get(JSON.stringify(change)) ?? { change, at: new Map<string, Found>() };
    found.set(JSON.stringify(change), known);
    known.at.set(`shared ${known.at.size}`, { leaves, ways: boxes, when: [anything(space)] });
  }
  const regions = [...found.values()].map(({ change, at }): Region => {
    const places = [...at.values()].map((place) => placeOf(space, place)).sort((a, b) => b.share - a.share);
    return { change, share: places.reduce((sum, { share }) => sum + share, 0), places };
  });
  regions.sort((a, b) => weights[a.change.kind] - weights[b.change.kind] || b.share - a.share);
  return [regions, complete];
}

interface Found {
  readonly leaves: Leaves;
  readonly ways: readonly Box[];
  readonly when: readonly Box[];
}

function anything(space: Space): Box {
  return { cells: space.questions.map((_, index) => commonOf(space, index) | ABSENT), open: 0n };
}

/** A box as far as it says more than the one around it does. */
function beyond(space: Space, { cells, open }: Box, hull: readonly CellSet[]): Box {
  const whole = (index: number) => commonOf(space, index) | ABSENT;
  return { cells: cells.map((set, index) => (set === hull[index] ? whole(index) : set)), open };
}

function placeOf(space: Space, { leaves, ways, when }: Found): Place {
  const merged = mergeBoxes(space, ways);
  const both = merged.flatMap((box) => when.flatMap((other) => meet(box, other) ?? []));
  const [old, now] = leaves.map((leaf) => leaf && { id: leaf.leaf.id, layer: leaf.leaf.layer });
  return {
    leaves: { old: old ?? null, new: now ?? null },
    share: both.reduce((sum, { cells }) => sum + shareOf(space, cells), 0),
    ways: coverOf(space, merged).map((box) => conditionsOf(space, box)),
    when: furtherOf(space, merged, when).map((box) => conditionsOf(space, box)),
    example: exampleIn(space, both[0] as Box),
  };
}

function onlyAnswers(space: Space): OnlyAnswers[] {
  return space.questions.flatMap(({ onlyOld, onlyNew }, index) =>
    (
      [
        ['old', onlyOld],
        ['new', onlyNew],
      ] as const
    ).flatMap(([only, set]): OnlyAnswers[] => {
      if (set === 0) return [];
      const cells = space.questions.map((question, other) => (other === index ? set : question.cells.all | ABSENT));
      const when = conditionsOf(space, { cells, open: 0n }).find(({ question }) => question === space.questions[index]?.id);
      return when ? [{ only, when, share: shareOf(space, cells) }] : [];
    }),
  );
}

function questionChanges(space: Space, old: Pack, now: Pack): QuestionChanges {
  const ids = (only: 'old' | 'new'): string[] => space.questions.filter((question) => question.in === only).map(({ id }) => id);
  const own = new Set(old.questions.map(({ id }) => id));
  const renamed = Object.entries(now.renamed).flatMap(([from, to]) => (own.has(from) && !own.has(to) ? [{ from, to }] : []));
  return { added: ids('new'), removed: ids('old'), renamed };
}

function nameOf({ id, version, digest }: Pack): PackName {
  return { id, version, digest };
}
