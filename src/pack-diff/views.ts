import { groupedBy } from '../engine/lists.ts';
import { packDiff as en, type PackDiffMessages } from '../messages/en/pack-diff.ts';
import { packDiff as ja } from '../messages/ja/pack-diff.ts';
import { decisionMessages, inLanguage } from '../messages/locale.ts';
import { type OfferingId, offeringText } from '../model/pack.ts';
import { type Article, as, bullets, type Item, listOf, type Prose, paragraph, type Section } from '../output/article.ts';
import { articleFormats, type Formats } from '../output/article-formats.ts';
import type { RenderContext } from '../output/context.ts';
import { jsonText, valueJson } from '../output/values.ts';
import type { QuestionCondition } from './boxes.ts';
import { type Change, isMove } from './changes.ts';
import type { Conjunction, LeafRegion, PackDiff, RecordMove, RecordOutcome, Region } from './index.ts';

interface RulesDiff {
  readonly diff: PackDiff;
  readonly records: readonly MovedRecord[];
}

export interface MovedRecord extends RecordMove {
  /** The file, with the index of the record if it has several. */
  readonly name: string;
  readonly title: string | null;
}

/** A change of service or variant counts for more than what follows from it. */
const MAX_SHOWN = { moves: 12, changes: 5, records: 50 } as const;

/** A difference with at most this many conditions is shown in full. */
const MAX_CONDITIONS = 60;

/** What changes, and for which answers; if that is too long, the largest changes, what each needs, and how to see the rest. */
function diffArticle({ diff, records }: RulesDiff, { pack }: RenderContext): Article {
  const messages = inLanguage(pack.lang, { en, ja });
  const { kinds } = messages;
  const { colon, comma, inBrackets, span, statuses } = decisionMessages(pack.lang);
  const aside = (text: string): string => inBrackets('', text);
  const isWhole = canBeRead(diff);
  const { added, removed, renamed } = diff.questions;
  const renamings = renamed.map(({ from, to }) => `${from} → ${to}`);
  const questions = Object.entries({ [messages.added]: added, [messages.removed]: removed, [messages.renamed]: renamings });
  const moved = records.filter((record) => record.moved);
  const common = diff.equal ? [] : neededFor(diff);
  const lead = [...verdictOf(diff, messages), ...(common.length === 0 ? [] : [messages.allWithin(common.join(comma))])];
  const sections = [
    {
      heading: messages.records,
      blocks: [
        paragraph(records.length === 0 ? '' : messages.recordsMoved(moved.length, records.length)),
        listOf(shown(moved, 'records', (record) => ({ text: recordProse(record) }))),
      ],
    },
    {
      heading: messages.questions,
      blocks: [bullets(questions.flatMap(([state, ids]) => (ids.length > 0 ? [[state, colon, ids.join(comma)]] : [])))],
    },
    {
      heading: messages.answersColumn,
      blocks: [paragraph(diff.answers.length === 0 ? '' : messages.answers), bullets(diff.answers.map(answerProse))],
    },
    ...changeSections(diff.regions),
    {
      heading: messages.defaults,
      blocks: changeSections(diff.defaults).flatMap(({ heading, blocks }) => [paragraph(heading), ...blocks]),
    },
  ];
  return {
    title: `${diff.old.id}@${diff.old.version} → ${diff.new.id}@${diff.new.version}`,
    lead: lead.map((line) => paragraph(line)),
    sections,
    foot: isWhole ? [] : [messages.cutForReading],
  };

  function answerProse({ only, when, share }: PackDiff['answers'][number]): Prose {
    return [as('code', conditionText(when)), aside(`${messages.onlyIn(only)}${comma}${percent(share, messages)}`)];
  }

  /** The changes by kind, and the answers for which they happen. If these can be read, only moves are above them as well. */
  function changeSections(regions: readonly Region[]): Section[] {
    const items = isWhole ? changedPlaces(regions).map(placeItem) : [];
    const isRepeated = items.length > 0;
    const listed = regions.filter(({ change }) => !isRepeated || isMove(change.kind));
    return [
      ...groupedBy(listed, ({ change }) => change.kind).map((all) => {
        const { kind } = all[0].change;
        return { heading: kinds[kind], blocks: [listOf(shown(all, isMove(kind) ? 'moves' : 'changes', changeItem))] };
      }),
      ...(items.length === 0 ? [] : [{ heading: messages.places, blocks: [{ ...listOf(items), folded: true }] }]),
    ];
  }

  /** Two leaves where the same answers end, those answers, and everything that changes for them. */
  function placeItem({ leaves, ways, when, exact, changes }: ChangedPlace) {
    const conditions = (before: string, list: readonly Conjunction[]): Prose[] =>
      list.map((each, index) => [`${index === 0 ? '' : messages.or.trimStart()}${before} `, as('code', conjunctionText(each))]);
    // An empty conjunction always holds: there is no further condition.
    const isAlways = when.some((conjunction) => conjunction.length === 0);
    return {
      text: [as('code', leavesText(leaves))],
      details: [
        ...conditions(messages.ways, ways),
        ...(isAlways ? [] : conditions(exact ? messages.when : messages.within, when)),
        ...changes.map((each): Prose => [`${kinds[each.change.kind]}${colon}`, ...changeProse(each)]),
      ],
    };
  }

  /** What answers have in common, except for what may also be unanswered. */
  function neededFor({ within }: Pick<PackDiff, 'within'>): readonly string[] {
    return within.filter(({ unanswered }) => unanswered === 'no').map(conditionText);
  }

  /** A change; if its answers are not shown, with what they have in common beyond the answers of all changes. */
  function changeItem(region: Region): Item {
    const own = neededFor(region).filter((each) => !common.includes(each));
    const isAlone = isWhole || own.length === 0;
    const details = isAlone ? [] : [[`${messages.within} `, as('code', own.join(comma))]];
    return { text: changeProse(region), details };
  }

  function changeProse({ change, share }: Pick<Region, 'change' | 'share'>): Prose {
    const size = share === 0 ? messages.noShare : percent(share, messages);
    // Nobody learns anything from so small a share.
    return [as('strong', changeText(change)), share > 0 && share < MIN_SHARE ? '' : `  ${size}`];
  }

  /** The members of a list, or the first of them and how many more there are. A single one more is shown instead of counted. */
  function shown<T>(list: readonly T[], limit: keyof typeof MAX_SHOWN, show: (item: T) => Item): readonly Item[] {
    if (isWhole || list.length <= MAX_SHOWN[limit] + 1) return list.map(show);
    return [...list.slice(0, MAX_SHOWN[limit]).map(show), { text: [messages.more(list.length - MAX_SHOWN[limit])] }];
  }

  function changeText(change: Change): string {
    const state = (is: 'new' | 'gone') => (is === 'new' ? messages.added : messages.removed);
    switch (change.kind) {
      case 'service':
      case 'variant':
        return `${offeredText(change.from)} → ${offeredText(change.to)}`;
      case 'asks':
        return `${change.question}${aside(state(change.is))}`;
      case 'pattern':
        return `${offeredText(change.at)}${colon}${change.from ?? messages.none} → ${change.to ?? messages.none}`;
      case 'reason':
        return `${state(change.is)}${colon}${change.text}`;
      default: {
        // An unmet requirement names the service that misses it, which may be a companion.
        const own = `${change.at.service}: `;
        const id = change.id.startsWith(own) ? change.id.slice(own.length) : change.id;
        return `${offeredText(change.at)}${colon}${id}${aside(state(change.is))}`;
      }
    }
  }

  function offeredText(offering: OfferingId | null): string {
    return offering ? offeringText(offering) : messages.nowhere;
  }

  function recordProse({ name, title, old, new: now }: MovedRecord): Prose {
    return [as('code', name), `${title === null ? '' : aside(title)}${colon}${outcomeText(old)} → ${outcomeText(now)}`];
  }

  function outcomeText(outcome: RecordOutcome): string {
    if (!outcome.readable) return messages.unreadable;
    const { service, variant, possible } = outcome;
    if (service !== null) return offeringText({ service, variant });
    return statuses.open + aside(possible.join(comma));
  }

  function conjunctionText(conditions: Conjunction): string {
    return conditions.length === 0 ? messages.always : conditions.map(conditionText).join(comma);
  }

  function conditionText({ question, values, spans, unanswered }: QuestionCondition): string {
    const alternatives = values ?? (spans ?? []).map((each) => span(each));
    return `${question}: ${[...alternatives, ...(unanswered === 'no' ? [] : [messages.unanswered])].join(messages.or)}`;
  }

  /** The leaves where the answers end, with the new leaf's layer if it differs. */
  function leavesText({ old, new: now }: LeafRegion['leaves']): string {
    const ends = new Set([old?.id ?? messages.nowhere, now?.id ?? messages.nowhere]);
    return `${[...ends].join(' → ')}${now && old?.layer !== now.layer ? messages.layer(now.layer) : ''}`;
  }
}

function verdictOf(diff: PackDiff, messages: PackDiffMessages): string[] {
  if (diff.equal) return diff.old.digest === diff.new.digest ? [messages.proved] : [messages.provedOutcomes, messages.uncompared];
  const cut = diff.completeIfMet ? messages.cutIfUnmet : messages.cut;
  const rest = diff.complete ? [] : [cut];
  if (diff.share > 0) {
    return [messages.differ(percent(diff.share, messages), diff.completeIfMet || diff.share < MIN_SHARE), ...rest];
  }
  if (diff.regions.some(({ change }) => isMove(change.kind))) return [messages.unansweredDiffer(diff.complete), ...rest];
  const { added, removed } = diff.questions;
  const apart = diff.answers.length + added.length + removed.length > 0 ? [messages.apart] : [];
  if (diff.complete && diff.regions.some(({ change }) => change.kind !== 'reason')) return [...apart, messages.detailsDiffer];
  if (diff.defaults.length > 0) return [...apart, messages.defaultsDiffer(diff.complete), ...rest];
  return diff.complete ? apart : [...apart, messages.noneFound(diff.completeIfMet), ...rest];
}

function canBeRead({ regions, defaults }: PackDiff): boolean {
  const places = [...regions, ...defaults].flatMap((region) => region.places);
  return places.reduce((sum, { ways, when }) => sum + ways.length + when.length, 0) <= MAX_CONDITIONS;
}

type ChangedPlace = ReturnType<typeof changedPlaces>[number];

/** Groups changes by their answers, in the order of the changes. */
function changedPlaces(regions: readonly Region[]) {
  const all = regions.flatMap(({ change, places }) => places.map((place) => ({ ...place, change })));
  return groupedBy(all, ({ leaves, ways, when }) => JSON.stringify([leaves, ways, when])).map((changes) => ({
    ...changes[0],
    changes,
  }));
}

/** A smaller share is not shown as a number. */
const MIN_SHARE = 0.0001;

function percent(share: number, { lessThan }: PackDiffMessages): string {
  const value = share * 100;
  if (share < MIN_SHARE) return lessThan(`${MIN_SHARE * 100}%`);
  return `${value >= 10 ? Math.round(value * 10) / 10 : Number(value.toPrecision(2))}%`;
}

const { text, markdown } = articleFormats<RulesDiff>(diffArticle);

/** The formats of `rules diff` by name. */
export const rulesDiffFormats = { text, json: renderJson, markdown } as const satisfies Formats<RulesDiff>;

/** Renders the difference as JSON. Key order is part of the contract. */
function renderJson({ diff, records }: RulesDiff): string {
  const value = { schema: 'tsunagi/rules-diff@1', ...diff, records };
  // On one line, a difference that is too long to read takes a third of the space.
  return canBeRead(diff) ? valueJson(value) : `${jsonText(value)}\n`;
}
