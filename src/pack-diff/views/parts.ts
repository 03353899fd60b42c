import type { PackDiffMessages } from '../../messages/en/pack-diff.ts';
import { type OfferingId, offeringText } from '../../model/service-variant.ts';
import type { Change, Conjunction, PackDiff, Place, QuestionCondition } from '../index.ts';
import type { RecordOutcome } from '../records.ts';
import type { OtherKind, ServiceMove } from './digest.ts';

/** How it ended, in a sentence or two. */
export function verdictOf(diff: PackDiff, messages: PackDiffMessages): string[] {
  const parts = diff.uncompared.map((part) => messages.parts[part]);
  const uncompared = parts.length === 0 ? [] : [messages.uncompared(parts)];
  const rest = [...(diff.complete ? [] : [messages.cut]), ...uncompared];
  const reasons = diff.regions.filter(({ change }) => change.kind === 'reason').length;
  if (diff.equal) {
    if (reasons === 0 && diff.uncompared.length === 0)
      return [messages.proved, ...(diff.old.digest === diff.new.digest ? [] : [messages.sameText])];
    return [messages.provedOutcomes, ...(reasons === 0 ? [] : [messages.reasonsDiffer(reasons)]), ...uncompared];
  }
  const apart = questionsApart(diff);
  if (apart.length > 0) return [messages.apart(apart), ...rest];
  if (diff.share > 0) return [messages.differ(percent(diff.share)), ...rest];
  const outcome = diff.regions.some(({ change }) => change.kind !== 'reason');
  if (diff.defaults.length > 0 && !outcome) return [messages.defaultsDiffer, ...rest];
  return [...(outcome ? [messages.detailsDiffer] : []), ...rest];
}

/** The questions to which no answer is one that both packs take. */
function questionsApart({ answers }: PackDiff): string[] {
  const shares = new Map<string, number>();
  for (const { when, share } of answers) shares.set(when.question, (shares.get(when.question) ?? 0) + share);
  return [...shares].filter(([, share]) => share > 1 - 1e-9).map(([question]) => question);
}

/** A change as a line, without its kind. */
export function changeText(change: Change, messages: PackDiffMessages): string {
  const state = (is: 'new' | 'gone') => (is === 'new' ? messages.isNew : messages.isGone);
  switch (change.kind) {
    case 'service':
    case 'variant':
      return `${offeredText(change.from, messages)} → ${offeredText(change.to, messages)}`;
    case 'asks':
      return `${change.question}${messages.aside(state(change.is))}`;
    case 'pattern':
      return `${offeredText(change.at, messages)}${messages.colon}${change.from ?? messages.none} → ${change.to ?? messages.none}`;
    case 'with':
    case 'warning':
    case 'mitigation':
    case 'unmet':
    case 'sizing':
    case 'instead':
      return `${offeredText(change.at, messages)}${messages.colon}${change.id}${messages.aside(state(change.is))}`;
    case 'reason':
      return `${state(change.is)}${messages.colon}${change.text}`;
  }
}

/** Another service, whatever the variants. */
export function moveText({ from, to }: ServiceMove, messages: PackDiffMessages): string {
  return `${from ?? messages.nowhere} → ${to ?? messages.nowhere}`;
}

/** How much else changes, on one line. */
export function countsText(counts: readonly (readonly [OtherKind, number])[], messages: PackDiffMessages): string {
  return counts.map(([kind, count]) => messages.counted[kind](count)).join(messages.comma);
}

/** What a pack recommends, by id. */
function offeredText(offering: OfferingId | null, messages: PackDiffMessages): string {
  return offering ? offeringText(offering) : messages.nowhere;
}

/** The outcome of a recorded decision: a recommendation, or what is still possible. */
export function outcomeText(outcome: RecordOutcome, messages: PackDiffMessages): string {
  if (!outcome.readable) return messages.unreadable;
  if (outcome.service === null) return messages.open + messages.aside(outcome.possible.join(messages.comma));
  return offeredText({ service: outcome.service, variant: outcome.variant }, messages);
}

/** Conditions that must all hold, on one line. */
export function conjunctionText(conditions: Conjunction, messages: PackDiffMessages): string {
  return conditions.length === 0
    ? messages.always
    : conditions.map((condition) => conditionText(condition, messages)).join(messages.comma);
}

/** One question's answers, with whether it may be unanswered. */
export function conditionText({ question, values, spans, unanswered }: QuestionCondition, messages: PackDiffMessages): string {
  if (unanswered === 'only') return `${question}: ${messages.unanswered}`;
  const alternatives = values ?? (spans ?? []).map((span) => messages.span(span));
  return `${question}: ${[...alternatives, ...(unanswered === 'too' ? [messages.unanswered] : [])].join(messages.or)}`;
}

/** Where the answers end in both packs, with the layer of the new leaf where it is another. */
export function leavesText({ old, new: now }: Place['leaves'], messages: PackDiffMessages): string {
  const [before, after] = [old?.id ?? messages.nowhere, now?.id ?? messages.nowhere];
  const layer = now && old?.layer !== now.layer ? messages.layer(now.layer) : '';
  return `${before === after ? before : `${before} → ${after}`}${layer}`;
}

/** The share of the answer space that a change covers. */
export function shareText(share: number, messages: PackDiffMessages): string {
  return share === 0 ? messages.noShare : percent(share);
}

/** A share in percent, with two digits that matter. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0 %';
  if (value < 0.01) return '< 0.01 %';
  return `${value >= 10 ? Math.round(value * 10) / 10 : Number(value.toPrecision(2))} %`;
}
