import { packDiff as en, type PackDiffMessages } from '../../messages/en/pack-diff.ts';
import { packDiff as ja } from '../../messages/ja/pack-diff.ts';
import { inLanguage } from '../../messages/locale.ts';
import { bullet, type Page, paragraph } from '../../output/text/layout.ts';
import type { ChangeKind, Conjunction, PackDiff, Region } from '../index.ts';
import { type ChangedPlace, changedPlaces, isAlways, otherCounts, type Part, partOf, serviceMoves } from './digest.ts';
import {
  changeText,
  conditionText,
  conjunctionText,
  countsText,
  leavesText,
  moveText,
  outcomeText,
  percent,
  shareText,
  verdictOf,
} from './parts.ts';
import type { RulesDiff, RulesDiffContext } from './rules-diff.ts';

/** How many members of each list are shown: changes of a kind, places, changes at a place, conditions, records that move. */
const MAX_SHOWN = { changes: 12, places: 6, changesThere: 4, conditions: 3, records: 50 } as const;

/** A difference with at most this many conditions is shown as a whole. */
const MAX_CONDITIONS = 60;

interface Sheet extends Page {
  readonly messages: PackDiffMessages;
  /** What is shown of a list: all of it, or what can be read. */
  readonly part: <T>(list: readonly T[], limit: keyof typeof MAX_SHOWN) => Part<T>;
}

/** For people: what changes, and for which answers; of very much the largest parts, and how to see the rest. */
export function render({ diff, records }: RulesDiff, context: RulesDiffContext): string {
  const { style, detail, lang } = context;
  const messages = inLanguage(lang, { en, ja });
  const whole = detail === 'all' || canBeRead(diff);
  let isCut = false;
  const sheet: Sheet = {
    ...context,
    messages,
    part(list, limit) {
      const part = partOf(list, whole ? list.length : MAX_SHOWN[limit]);
      isCut ||= part.more > 0;
      return part;
    },
  };
  const regionsOf = detail === 'summary' ? summaryBlocks : regionBlocks;
  const blocks = [
    [
      style.bold(`${nameText(diff.old)} → ${nameText(diff.new)}`),
      ...verdictOf(diff, messages).flatMap((line) => paragraph(context, [line], 0)),
    ],
    questionLines(diff, messages),
    answerLines(diff, sheet),
    ...regionsOf(diff.regions, sheet),
    ...(diff.defaults.length > 0 ? [[style.bold(messages.defaults)], ...regionsOf(diff.defaults, sheet)] : []),
    recordLines(records, sheet),
  ];
  const shown = isCut ? [...blocks, paragraph(context, [messages.cutForReading], 0)] : blocks;
  return `${shown
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Whether a difference is a few pages at most. */
function canBeRead({ regions, defaults }: PackDiff): boolean {
  const places = [...regions, ...defaults].flatMap((region) => region.places);
  return places.reduce((sum, { ways, when }) => sum + ways.length + when.length, 0) <= MAX_CONDITIONS;
}

function nameText({ id, version }: PackDiff['old']): string {
  return `${id}@${version}`;
}

function questionLines({ questions: { added, removed, renamed } }: PackDiff, messages: PackDiffMessages): string[] {
  const lines = [
    ...added.map((id) => `  ${messages.added}${messages.colon}${id}`),
    ...removed.map((id) => `  ${messages.removed}${messages.colon}${id}`),
    ...renamed.map(({ from, to }) => `  ${messages.renamed}${messages.colon}${from} → ${to}`),
  ];
  return lines.length === 0 ? [] : [messages.questions, ...lines];
}

function answerLines({ answers }: PackDiff, sheet: Sheet): string[] {
  const { messages } = sheet;
  if (answers.length === 0) return [];
  return [
    ...paragraph(sheet, [messages.answers], 0),
    ...answers.flatMap(({ only, when, share }) =>
      bullet(sheet, [
        `${conditionText(when, messages)}${messages.aside(`${messages.onlyIn(only)}${messages.comma}${percent(share)}`)}`,
      ]),
    ),
  ];
}

/** How much goes from which service to which, which variants change, and how much else does. */
function summaryBlocks(regions: readonly Region[], sheet: Sheet): string[][] {
  const { messages, style } = sheet;
  const moves = serviceMoves(regions);
  const variants = ofKind(regions, 'variant');
  const counts = countsText(otherCounts(regions), messages);
  return [
    moves.length === 0
      ? []
      : [style.bold(messages.kinds.service), ...moves.flatMap((move) => changeLine(moveText(move, messages), move.share, sheet))],
    variants.length === 0 ? [] : [style.bold(messages.kinds.variant), ...variants.flatMap((region) => regionLine(region, sheet))],
    counts === '' ? [] : [style.bold(messages.besides), ...paragraph(sheet, [counts])],
  ];
}

/** What changes, by kind; then for which answers, by place. */
function regionBlocks(regions: readonly Region[], sheet: Sheet): string[][] {
  const { messages, style } = sheet;
  const kinds = [...new Set(regions.map(({ change }) => change.kind))];
  const overview = kinds.map((kind) => [
    style.bold(messages.kinds[kind]),
    ...listed(ofKind(regions, kind), 'changes', sheet, 2, (region) => regionLine(region, sheet)),
  ]);
  const { shown, more } = sheet.part(changedPlaces(regions), 'places');
  if (shown.length === 0) return overview;
  return [
    ...overview,
    [style.bold(messages.places)],
    ...shown.map((place) => placeLines(place, sheet)),
    more > 0 ? paragraph(sheet, [messages.morePlaces(more)]) : [],
  ];
}

/** The lines of a list's members, or of those that can be read, and how many more there are. */
function listed<T>(
  list: readonly T[],
  limit: keyof typeof MAX_SHOWN,
  sheet: Sheet,
  indent: number,
  lines: (item: T) => readonly string[],
): string[] {
  const { shown, more } = sheet.part(list, limit);
  return [...shown.flatMap(lines), ...(more > 0 ? paragraph(sheet, [sheet.messages.more(more)], indent) : [])];
}

function ofKind(regions: readonly Region[], kind: ChangeKind): Region[] {
  return regions.filter(({ change }) => change.kind === kind);
}

function regionLine({ change, share }: Region, sheet: Sheet): string[] {
  return changeLine(changeText(change, sheet.messages), share, sheet);
}

function changeLine(text: string, share: number, { messages, ...page }: Sheet): string[] {
  return paragraph(page, [{ text, paint: page.style.yellow }, `  ${shareText(share, messages)}`]);
}

function placeLines({ leaves, ways, changes }: ChangedPlace, sheet: Sheet): string[] {
  const { style, messages } = sheet;
  return [
    ...paragraph(sheet, [{ text: leavesText(leaves, messages), paint: style.cyan }]),
    ...conditionLines(messages.ways, messages.waysAny, ways, sheet, 4),
    ...listed(changes, 'changesThere', sheet, 4, ({ change, share, when }) => [
      ...paragraph(
        sheet,
        [
          `${messages.kind[change.kind]}${messages.colon}`,
          { text: changeText(change, messages), paint: style.yellow },
          `  ${shareText(share, messages)}`,
        ],
        4,
      ),
      ...(isAlways(when) ? [] : conditionLines(messages.when, messages.whenAny, when, sheet, 6)),
    ]),
  ];
}

function conditionLines(one: string, any: string, conjunctions: readonly Conjunction[], sheet: Sheet, indent: number): string[] {
  const { messages } = sheet;
  const [first, ...others] = conjunctions;
  if (first && others.length === 0) return paragraph(sheet, [`${one} ${conjunctionText(first, messages)}`], indent);
  return [
    ...paragraph(sheet, [any], indent),
    ...listed(conjunctions, 'conditions', sheet, indent + 2, (each) =>
      bullet(sheet, [conjunctionText(each, messages)], '-', indent + 2),
    ),
  ];
}

function recordLines(records: RulesDiff['records'], sheet: Sheet): string[] {
  const { messages, style } = sheet;
  if (records.length === 0) return [];
  const moved = records.filter((record) => record.moved);
  return [
    style.bold(messages.records),
    ...paragraph(sheet, [messages.recordsMoved(moved.length, records.length)]),
    ...listed(moved, 'records', sheet, 2, (record) => {
      const title = record.title === null ? '' : messages.aside(record.title);
      return bullet(sheet, [
        `${record.name}${title}: ${outcomeText(record.old, messages)} → ${outcomeText(record.new, messages)}`,
      ]);
    }),
  ];
}
