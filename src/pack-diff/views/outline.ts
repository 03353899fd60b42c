import type { PackDiffMessages } from '../../messages/en/pack-diff.ts';
import { type OfferingId, offeringText } from '../../model/service-variant.ts';
import type { Page } from '../../output/text/layout.ts';
import type { Change, ChangeKind, Conjunction, PackDiff, Place, QuestionCondition, Region } from '../index.ts';
import type { RecordMove, RecordOutcome } from '../records.ts';

/** The input of a format of `rules diff`. */
export interface RulesDiff {
  readonly diff: PackDiff;
  /** All records that were decided with both packs. */
  readonly records: readonly MovedRecord[];
}

/** A recorded decision and its outcome in both packs. */
export interface MovedRecord extends RecordMove {
  /** The file, with the number of the record where there are several. */
  readonly name: string;
  readonly title: string | null;
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

type Outline = ReturnType<typeof outlineOf>;
export type ChangesOutline = Outline['regions'];
export type PlaceOutline = ChangesOutline['places'][number];

/**
 * A difference in words, for any layout.
 *
 * @param isSummary what changes and by how much, not for which answers
 */
export function outlineOf({ diff, records }: RulesDiff, isSummary: boolean, messages: PackDiffMessages) {
  const { added, removed, renamed } = diff.questions;
  const moved = records.filter((record) => record.moved);
  return {
    title: `${diff.old.id}@${diff.old.version} → ${diff.new.id}@${diff.new.version}`,
    /** How it ended, in a sentence or two. */
    verdict: verdictOf(diff, messages),
    questions: [
      ...added.map((id) => ({ ids: [id], state: messages.added })),
      ...removed.map((id) => ({ ids: [id], state: messages.removed })),
      ...renamed.map(({ from, to }) => ({ ids: [from, to], state: messages.renamed })),
    ],
    answers: diff.answers.map(({ only, when, share }) => ({
      condition: conditionText(when),
      takenBy: messages.onlyIn(only),
      share: percent(share),
    })),
    regions: changesOf(diff.regions),
    defaults: diff.defaults.length === 0 ? null : changesOf(diff.defaults),
    records: records.length === 0 ? null : messages.recordsMoved(moved.length, records.length),
    moved: moved.map(({ name, title, old, new: now }) => {
      return { name, title, change: `${outcomeText(old)} → ${outcomeText(now)}` };
    }),
  };

  /**
   * `groups`: what changes, by kind; `besides`: how much else changes, only in a summary; `places`: for which answers,
   * not in a summary.
   */
  function changesOf(regions: readonly Region[]) {
    const ofKind = (kind: ChangeKind) => regions.filter(({ change }) => change.kind === kind);
    const rows = (of: readonly Region[]) => of.map(({ change, share }) => row(changeText(change), share));
    const kinds = [...new Set(regions.map(({ change }) => change.kind))];
    if (!isSummary) {
      const groups = kinds.map((kind) => ({ title: messages.kinds[kind], changes: rows(ofKind(kind)) }));
      return { groups, besides: '', places: changedPlaces(regions).map(placeOutline) };
    }
    // From which service to which, whatever the variants.
    const services = new Map<string, number>();
    for (const { change, share } of ofKind('service')) {
      const ends = change.kind === 'service' ? [change.from, change.to] : [];
      const text = ends.map((end) => end?.service ?? messages.nowhere).join(' → ');
      services.set(text, (services.get(text) ?? 0) + share);
    }
    const moves = [...services].sort(([, a], [, b]) => b - a).map(([text, share]) => row(text, share));
    const groups = [
      { title: messages.kinds.service, changes: moves },
      { title: messages.kinds.variant, changes: rows(ofKind('variant')) },
    ].filter(({ changes }) => changes.length > 0);
    const counts = kinds.flatMap((kind) => {
      return kind === 'service' || kind === 'variant' ? [] : messages.counted[kind](ofKind(kind).length);
    });
    return { groups, besides: counts.join(messages.comma), places: [] };
  }

  /** Two leaves at which the same answers end, which answers these are, and all that changes there. */
  function placeOutline({ leaves, ways, changes }: ChangedPlace) {
    return {
      leaves: leavesText(leaves),
      ways: ways.map(conjunctionText),
      changes: changes.map(({ change, share, when }) => ({
        ...row(changeText(change), share),
        kind: messages.kind[change.kind],
        /** Further conditions, any of which holds; none: it always changes. */
        when: when.some((conjunction) => conjunction.length === 0) ? [] : when.map(conjunctionText),
      })),
    };
  }

  function row(text: string, share: number) {
    return { text, share: share === 0 ? messages.noShare : percent(share) };
  }

  /** A change as a line, without its kind. */
  function changeText(change: Change): string {
    const { colon, aside, none } = messages;
    const state = (is: 'new' | 'gone') => (is === 'new' ? messages.isNew : messages.isGone);
    switch (change.kind) {
      case 'service':
      case 'variant':
        return `${offeredText(change.from)} → ${offeredText(change.to)}`;
      case 'asks':
        return `${change.question}${aside(state(change.is))}`;
      case 'pattern':
        return `${offeredText(change.at)}${colon}${change.from ?? none} → ${change.to ?? none}`;
      case 'reason':
        return `${state(change.is)}${colon}${change.text}`;
      default:
        return `${offeredText(change.at)}${colon}${change.id}${aside(state(change.is))}`;
    }
  }

  /** What a pack recommends, by id. */
  function offeredText(offering: OfferingId | null): string {
    return offering ? offeringText(offering) : messages.nowhere;
  }

  /** The outcome of a recorded decision: a recommendation, or what is still possible. */
  function outcomeText(outcome: RecordOutcome): string {
    if (!outcome.readable) return messages.unreadable;
    const { service, variant, possible } = outcome;
    if (service !== null) return offeringText({ service, variant });
    return messages.open + messages.aside(possible.join(messages.comma));
  }

  /** Conditions that must all hold, on one line. */
  function conjunctionText(conditions: Conjunction): string {
    return conditions.length === 0 ? messages.always : conditions.map(conditionText).join(messages.comma);
  }

  /** One question's answers, with whether it may be unanswered. */
  function conditionText({ question, values, spans, unanswered }: QuestionCondition): string {
    if (unanswered === 'only') return `${question}: ${messages.unanswered}`;
    const alternatives = values ?? (spans ?? []).map((span) => messages.span(span));
    return `${question}: ${[...alternatives, ...(unanswered === 'too' ? [messages.unanswered] : [])].join(messages.or)}`;
  }

  /** Where the answers end in both packs, with the layer of the new leaf where it is another. */
  function leavesText({ old, new: now }: Place['leaves']): string {
    const ends = new Set([old?.id ?? messages.nowhere, now?.id ?? messages.nowhere]);
    return `${[...ends].join(' → ')}${now && old?.layer !== now.layer ? messages.layer(now.layer) : ''}`;
  }
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
  type Weighed = ChangedPlace['changes'][number];
  const weightOf = ({ change, share }: Weighed): number => (change.kind === 'reason' ? share / 1e3 : share);
  const heaviest = ({ changes }: ChangedPlace): number => Math.max(...changes.map(weightOf));
  for (const { changes } of places.values()) changes.sort((a, b) => weightOf(b) - weightOf(a));
  return [...places.values()].sort((a, b) => heaviest(b) - heaviest(a));
}

/** A share in percent, with two digits that matter. */
function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0 %';
  if (value < 0.01) return '< 0.01 %';
  return `${value >= 10 ? Math.round(value * 10) / 10 : Number(value.toPrecision(2))} %`;
}
