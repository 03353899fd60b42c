import { type OfferingId, offeringText } from '../../model/service-variant.ts';
import type { Change, Conjunction, PackDiff, Place, QuestionCondition } from '../index.ts';
import type { RecordOutcome } from '../records.ts';
import type { OtherKind, ServiceMove } from './detail.ts';
import type { RulesDiffWords } from './words.ts';

/** How it ended, in a sentence or two. */
export function verdictOf(diff: PackDiff, words: RulesDiffWords): string[] {
  const cut = diff.complete ? [] : [words.cut];
  const reasons = diff.regions.filter(({ change }) => change.kind === 'reason').length;
  if (diff.equal) {
    if (reasons > 0) return [words.provedOutcomes(reasons)];
    return [words.proved, ...(diff.old.digest === diff.new.digest ? [] : [words.sameText])];
  }
  const apart = questionsApart(diff);
  if (apart.length > 0) return [words.apart(apart), ...cut];
  if (diff.share > 0) return [words.differ(percent(diff.share)), ...cut];
  const outcome = diff.regions.some(({ change }) => change.kind !== 'reason');
  if (diff.defaults.length > 0 && !outcome) return [words.defaultsDiffer, ...cut];
  return [...(outcome ? [words.detailsDiffer] : []), ...cut];
}

/** The questions to which no answer is one that both packs take. */
function questionsApart({ answers }: PackDiff): string[] {
  const shares = new Map<string, number>();
  for (const { when, share } of answers) shares.set(when.question, (shares.get(when.question) ?? 0) + share);
  return [...shares].filter(([, share]) => share > 1 - 1e-9).map(([question]) => question);
}

/** A change as a line, without its kind. */
export function changeText(change: Change, words: RulesDiffWords): string {
  const state = (is: 'new' | 'gone') => (is === 'new' ? words.isNew : words.isGone);
  switch (change.kind) {
    case 'service':
    case 'variant':
      return `${offeredText(change.from, words)} → ${offeredText(change.to, words)}`;
    case 'asks':
      return `${change.question}${words.aside(state(change.is))}`;
    case 'pattern':
      return `${offeredText(change.at, words)}${words.colon}${change.from ?? words.none} → ${change.to ?? words.none}`;
    case 'with':
    case 'warning':
      return `${offeredText(change.at, words)}${words.colon}${change.id}${words.aside(state(change.is))}`;
    case 'reason':
      return `${state(change.is)}${words.colon}${change.text}`;
  }
}

/** Another service, whatever the variants. */
export function moveText({ from, to }: ServiceMove, words: RulesDiffWords): string {
  return `${from ?? words.nowhere} → ${to ?? words.nowhere}`;
}

/** How much else changes, on one line. */
export function countsText(counts: readonly (readonly [OtherKind, number])[], words: RulesDiffWords): string {
  return counts.map(([kind, count]) => words.counted[kind](count)).join(words.comma);
}

/** What a pack recommends, by id. */
export function offeredText(offering: OfferingId | null, words: RulesDiffWords): string {
  return offering ? offeringText(offering) : words.nowhere;
}

/** What a recorded decision comes to: a recommendation, or what is still possible. */
export function outcomeText(outcome: RecordOutcome, words: RulesDiffWords): string {
  if (!outcome.readable) return words.unreadable;
  if (outcome.service === null) return words.open + words.aside(outcome.possible.join(words.comma));
  return offeredText({ service: outcome.service, variant: outcome.variant }, words);
}

/** Conditions that must all hold, on one line. */
export function conjunctionText(conditions: Conjunction, words: RulesDiffWords): string {
  return conditions.length === 0
    ? words.always
    : conditions.map((condition) => conditionText(condition, words)).join(words.comma);
}

/** One question's answers, with whether it may be unanswered. */
export function conditionText({ question, values, spans, unanswered }: QuestionCondition, words: RulesDiffWords): string {
  if (unanswered === 'only') return `${question}: ${words.unanswered}`;
  const alternatives = values ?? (spans ?? []).map((span) => words.span(span));
  return `${question}: ${[...alternatives, ...(unanswered === 'too' ? [words.unanswered] : [])].join(words.or)}`;
}

/** Where the answers end in both packs, with the layer of the new leaf where it is another. */
export function leavesText({ old, new: now }: Place['leaves'], words: RulesDiffWords): string {
  const [before, after] = [old?.id ?? words.nowhere, now?.id ?? words.nowhere];
  const layer = now && old?.layer !== now.layer ? words.layer(now.layer) : '';
  return `${before === after ? before : `${before} → ${after}`}${layer}`;
}

/** The share of the answer space that a change covers. */
export function shareText(share: number, words: RulesDiffWords): string {
  return share === 0 ? words.noShare : percent(share);
}

/** A share in percent, with two digits that matter. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0 %';
  if (value < 0.01) return '< 0.01 %';
  return `${value >= 10 ? Math.round(value * 10) / 10 : Number(value.toPrecision(2))} %`;
}
