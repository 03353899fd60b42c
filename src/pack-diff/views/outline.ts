import type { PackDiffMessages } from '../../messages/en/pack-diff.ts';
import { type OfferingId, offeringText } from '../../model/service-variant.ts';
import type { Page } from '../../output/text/layout.ts';
import type { Change, ChangeKind, Conjunction, PackDiff, Place, QuestionCondition, Region } from '../index.ts';
import type { RecordMove, RecordOutcome } from '../records.ts';

/** A recorded decision and its outcome in both packs. */
export interface MovedRecord extends RecordMove {
  /** The file, with the number of the record where there are several. */
  readonly name: string;
  readonly title: string | null;
}

/** The input of a format of `rules diff`. */
export interface RulesDiff {
  readonly diff: PackDiff;
  /** All records that were decided with both packs. */
  readonly records: readonly MovedRecord[];
}

export interface RulesDiffContext extends Page {
  readonly lang: string;
  /**
   * `summary`: what changes and by how much, not for which answers; `usual`: all of it where that can be read, else the
   * largest parts; `all`: everything.
   */
  readonly detail: 'summary' | 'usual' | 'all';
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderRulesDiff = (value: RulesDiff, context: RulesDiffContext) => string;

/** A difference in words, for any layout. */
export interface Outline {
  readonly title: string;
  /** How it ended, in a sentence or two. */
  readonly verdict: readonly string[];
  readonly answers: readonly { readonly condition: string; readonly takenBy: string; readonly share: string }[];
  readonly regions: ChangesOutline;
  readonly defaults: ChangesOutline | null;
  readonly records: {
    readonly summary: string;
    readonly moved: readonly { readonly name: string; readonly title: string | null; readonly change: string }[];
  } | null;
}

interface ChangesOutline {
  /** What changes, by kind: as a summary, only from which service to which, and which variants. */
  readonly groups: readonly { readonly title: string; readonly changes: readonly ChangeRow[] }[];
  /** How much else changes, on one line; only in a summary. */
  readonly besides: string;
  /** Where it changes; none in a summary. */
  readonly places: readonly PlaceOutline[];
}

interface ChangeRow {
  readonly text: string;
  readonly share: string;
}

/** Two leaves at which the same answers end, which answers these are, and all that changes there. */
export interface PlaceOutline {
  readonly leaves: string;
  readonly ways: readonly string[];
  /** `when`: further conditions, any of which holds; empty: it always changes. */
  readonly changes: readonly (ChangeRow & { readonly kind: string; readonly when: readonly string[] })[];
}

/** @param isSummary what changes and by how much, not for which answers */
export function outlineOf({ diff, records }: RulesDiff, isSummary: boolean, messages: PackDiffMessages): Outline {
  const { old, new: now } = diff;
  const moved = records.filter((record) => record.moved);
  const changesOf = (regions: readonly Region[]): ChangesOutline =>
    isSummary ? summaryOf(regions, messages) : changesOutline(regions, messages);
  return {
    title: `${old.id}@${old.version} → ${now.id}@${now.version}`,
    verdict: verdictOf(diff, messages),
    answers: diff.answers.map(({ only, when, share }) => ({
      condition: conditionText(when, messages),
      takenBy: messages.onlyIn(only),
      share: percent(share),
    })),
    regions: changesOf(diff.regions),
    defaults: diff.defaults.length === 0 ? null : changesOf(diff.defaults),
    records:
      records.length === 0
        ? null
        : {
            summary: messages.recordsMoved(moved.length, records.length),
            moved: moved.map(({ name, title, old: before, new: after }) => {
              return { name, title, change: `${outcomeText(before, messages)} → ${outcomeText(after, messages)}` };
            }),
          },
  };
}

function verdictOf(diff: PackDiff, messages: PackDiffMessages): string[] {
  const parts = diff.uncompared.map((part) => messages.parts[part]);
  const uncompared = parts.length === 0 ? [] : [messages.uncompared(parts)];
  const rest = [...(diff.complete ? [] : [messages.cut]), ...uncompared];
  const reasons = diff.regions.filter(({ change }) => change.kind === 'reason').length;
  if (diff.equal) {
    if (reasons > 0) return [messages.provedOutcomes, messages.reasonsDiffer(reasons), ...uncompared];
    if (parts.length > 0) return [messages.provedOutcomes, ...uncompared];
    return [messages.proved, ...(diff.old.digest === diff.new.digest ? [] : [messages.sameText])];
  }
  const apart = questionsApart(diff);
  if (apart.length > 0) return [messages.apart(apart), ...rest];
  if (diff.share > 0) return [messages.differ(percent(diff.share)), ...rest];
  if (diff.regions.length > reasons) return [messages.detailsDiffer, ...rest];
  return diff.defaults.length > 0 ? [messages.defaultsDiffer, ...rest] : rest;
}

/** The questions to which no answer is one that both packs take. */
function questionsApart({ answers }: PackDiff): string[] {
  const shares = new Map<string, number>();
  for (const { when, share } of answers) shares.set(when.question, (shares.get(when.question) ?? 0) + share);
  return [...shares].filter(([, share]) => share > 1 - 1e-9).map(([question]) => question);
}

/** How much goes from which service to which, whatever the variants, which variants change, and how much else does. */
function summaryOf(regions: readonly Region[], messages: PackDiffMessages): ChangesOutline {
  const moves = new Map<string, number>();
  const counts = new Map<Exclude<ChangeKind, 'service' | 'variant'>, number>();
  for (const { change, share } of regions) {
    if (change.kind === 'service') {
      const [from, to] = [change.from, change.to].map((offering) => offering?.service ?? messages.nowhere);
      const text = `${from} → ${to}`;
      moves.set(text, (moves.get(text) ?? 0) + share);
    } else if (change.kind !== 'variant') counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
  }
  const services = [...moves].sort(([, a], [, b]) => b - a).map(([text, share]) => rowOf(text, share, messages));
  const variants = regions
    .filter(({ change }) => change.kind === 'variant')
    .map(({ change, share }) => rowOf(changeText(change, messages), share, messages));
  return {
    groups: [
      { title: messages.kinds.service, changes: services },
      { title: messages.kinds.variant, changes: variants },
    ].filter(({ changes }) => changes.length > 0),
    besides: [...counts].map(([kind, count]) => messages.counted[kind](count)).join(messages.comma),
    places: [],
  };
}

function changesOutline(regions: readonly Region[], messages: PackDiffMessages): ChangesOutline {
  const kinds = [...new Set(regions.map(({ change }) => change.kind))];
  return {
    groups: kinds.map((kind) => ({
      title: messages.kinds[kind],
      changes: regions
        .filter(({ change }) => change.kind === kind)
        .map(({ change, share }) => rowOf(changeText(change, messages), share, messages)),
    })),
    besides: '',
    places: changedPlaces(regions).map(({ leaves, ways, changes }) => ({
      leaves: leavesText(leaves, messages),
      ways: ways.map((way) => conjunctionText(way, messages)),
      changes: changes.map(({ change, share, when }) => ({
        ...rowOf(changeText(change, messages), share, messages),
        kind: messages.kind[change.kind],
        when: when.some((conjunction) => conjunction.length === 0)
          ? []
          : when.map((conjunction) => conjunctionText(conjunction, messages)),
      })),
    })),
  };
}

interface ChangedPlace extends Pick<Place, 'leaves' | 'ways'> {
  readonly changes: { readonly change: Change; readonly share: number; readonly when: readonly Conjunction[] }[];
}

/** The regions by place, so that each place names its ways once; the places with the largest share come first. */
export function changedPlaces(regions: readonly Region[]): readonly ChangedPlace[] {
  const places = new Map<string, ChangedPlace>();
  for (const { change, places: at } of regions) {
    for (const { leaves, ways, when, share } of at) {
      const key = JSON.stringify([leaves, ways]);
      const place = places.get(key) ?? { leaves, ways, changes: [] };
      places.set(key, place);
      place.changes.push({ change, share, when });
    }
  }
  const weightOf = (each: ChangedPlace['changes'][number] | undefined): number =>
    each ? (each.change.kind === 'reason' ? each.share / 1e3 : each.share) : 0;
  for (const { changes } of places.values()) changes.sort((a, b) => weightOf(b) - weightOf(a));
  return [...places.values()].sort((a, b) => weightOf(b.changes[0]) - weightOf(a.changes[0]));
}

function rowOf(text: string, share: number, messages: PackDiffMessages): ChangeRow {
  return { text, share: share === 0 ? messages.noShare : percent(share) };
}

/** A change as a line, without its kind. */
function changeText(change: Change, messages: PackDiffMessages): string {
  const state = (is: 'new' | 'gone') => (is === 'new' ? messages.isNew : messages.isGone);
  switch (change.kind) {
    case 'service':
    case 'variant':
      return `${offeredText(change.from, messages)} → ${offeredText(change.to, messages)}`;
    case 'asks':
      return `${change.question}${messages.aside(state(change.is))}`;
    case 'pattern':
      return `${offeredText(change.at, messages)}${messages.colon}${change.from ?? messages.none} → ${change.to ?? messages.none}`;
    case 'reason':
      return `${state(change.is)}${messages.colon}${change.text}`;
    default:
      return `${offeredText(change.at, messages)}${messages.colon}${change.id}${messages.aside(state(change.is))}`;
  }
}

/** What a pack recommends, by id. */
function offeredText(offering: OfferingId | null, messages: PackDiffMessages): string {
  return offering ? offeringText(offering) : messages.nowhere;
}

/** The outcome of a recorded decision: a recommendation, or what is still possible. */
function outcomeText(outcome: RecordOutcome, messages: PackDiffMessages): string {
  if (!outcome.readable) return messages.unreadable;
  const { service, variant, possible } = outcome;
  return service === null ? messages.open + messages.aside(possible.join(messages.comma)) : offeringText({ service, variant });
}

/** Conditions that must all hold, on one line. */
function conjunctionText(conditions: Conjunction, messages: PackDiffMessages): string {
  const texts = conditions.map((condition) => conditionText(condition, messages));
  return texts.length === 0 ? messages.always : texts.join(messages.comma);
}

/** One question's answers, with whether it may be unanswered. */
function conditionText({ question, values, spans, unanswered }: QuestionCondition, messages: PackDiffMessages): string {
  if (unanswered === 'only') return `${question}: ${messages.unanswered}`;
  const alternatives = values ?? (spans ?? []).map((span) => messages.span(span));
  return `${question}: ${[...alternatives, ...(unanswered === 'too' ? [messages.unanswered] : [])].join(messages.or)}`;
}

/** Where the answers end in both packs, with the layer of the new leaf where it is another. */
function leavesText({ old, new: now }: Place['leaves'], messages: PackDiffMessages): string {
  const [before, after] = [old?.id ?? messages.nowhere, now?.id ?? messages.nowhere];
  const layer = now && old?.layer !== now.layer ? messages.layer(now.layer) : '';
  return `${before === after ? before : `${before} → ${after}`}${layer}`;
}

/** A share in percent, with two digits that matter. */
function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0 %';
  if (value < 0.01) return '< 0.01 %';
  return `${value >= 10 ? Math.round(value * 10) / 10 : Number(value.toPrecision(2))} %`;
}
