import { bullet, type Page, paragraph } from '../../output/layout.ts';
import type { ChangeKind, Conjunction, PackDiff, Region } from '../index.ts';
import { otherCounts, type Part, partOf, serviceMoves } from './detail.ts';
import type { RulesDiff, RulesDiffContext } from './index.ts';
import { type ChangedPlace, changedPlaces, isAlways } from './places.ts';
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
} from './sentences.ts';
import { type RulesDiffWords, rulesDiffWordsIn } from './words.ts';

/** So many of each list can be read: changes of a kind, places, changes at a place, conditions of one, records that move. */
const readable = { changes: 12, places: 6, changesThere: 4, conditions: 3, records: 50 } as const;

/** And so many conditions in all. */
const readableConditions = 60;

interface Sheet extends Page {
  readonly words: RulesDiffWords;
  /** What is shown of a list: all of it, or what can be read. */
  readonly part: <T>(list: readonly T[], limit: keyof typeof readable) => Part<T>;
}

/** For people: what changes, and for which answers; of very much the largest parts, and how to see the rest. */
export function render({ diff, records }: RulesDiff, context: RulesDiffContext): string {
  const { style, detail, lang } = context;
  const words = rulesDiffWordsIn(lang);
  const whole = detail === 'all' || canBeRead(diff);
  let isCut = false;
  const sheet: Sheet = {
    ...context,
    words,
    part(list, limit) {
      const part = partOf(list, whole ? list.length : readable[limit]);
      isCut ||= part.more > 0;
      return part;
    },
  };
  const regionsOf = detail === 'summary' ? summaryBlocks : regionBlocks;
  const blocks = [
    [
      style.bold(`${nameText(diff.old)} → ${nameText(diff.new)}`),
      ...verdictOf(diff, words).flatMap((line) => paragraph(context, [line], 0)),
    ],
    questionLines(diff, words),
    answerLines(diff, sheet),
    ...regionsOf(diff.regions, sheet),
    ...(diff.defaults.length > 0 ? [[style.bold(words.defaults)], ...regionsOf(diff.defaults, sheet)] : []),
    recordLines(records, sheet),
  ];
  const told = isCut ? [...blocks, paragraph(context, [words.cutForReading], 0)] : blocks;
  return `${told
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** A difference of a few pages: nobody wants to ask for the rest of one. */
function canBeRead({ regions, defaults }: PackDiff): boolean {
  const places = [...regions, ...defaults].flatMap((region) => region.places);
  return places.reduce((sum, { ways, when }) => sum + ways.length + when.length, 0) <= readableConditions;
}

function nameText({ id, version }: PackDiff['old']): string {
  return `${id}@${version}`;
}

function questionLines({ questions: { added, removed, renamed } }: PackDiff, words: RulesDiffWords): string[] {
  const lines = [
    ...added.map((id) => `  ${words.added}${words.colon}${id}`),
    ...removed.map((id) => `  ${words.removed}${words.colon}${id}`),
    ...renamed.map(({ from, to }) => `  ${words.renamed}${words.colon}${from} → ${to}`),
  ];
  return lines.length === 0 ? [] : [words.questions, ...lines];
}

function answerLines({ answers }: PackDiff, sheet: Sheet): string[] {
  const { words } = sheet;
  if (answers.length === 0) return [];
  return [
    ...paragraph(sheet, [words.answers], 0),
    ...answers.flatMap(({ only, when, share }) =>
      bullet(sheet, [`${conditionText(when, words)}${words.aside(`${words.onlyIn(only)}${words.comma}${percent(share)}`)}`]),
    ),
  ];
}

/** How much goes from which service to which, which variants change, and how much else does. */
function summaryBlocks(regions: readonly Region[], sheet: Sheet): string[][] {
  const { words, style } = sheet;
  const moves = serviceMoves(regions);
  const variants = ofKind(regions, 'variant');
  const counts = countsText(otherCounts(regions), words);
  return [
    moves.length === 0
      ? []
      : [style.bold(words.kinds.service), ...moves.flatMap((move) => changeLine(moveText(move, words), move.share, sheet))],
    variants.length === 0 ? [] : [style.bold(words.kinds.variant), ...variants.flatMap((region) => regionLine(region, sheet))],
    counts === '' ? [] : [style.bold(words.besides), ...paragraph(sheet, [counts])],
  ];
}

/** What changes, by kind; then for which answers, by place. */
function regionBlocks(regions: readonly Region[], sheet: Sheet): string[][] {
  const { words, style } = sheet;
  const kinds = [...new Set(regions.map(({ change }) => change.kind))];
  const overview = kinds.map((kind) => [
    style.bold(words.kinds[kind]),
    ...listed(ofKind(regions, kind), 'changes', sheet, 2, (region) => regionLine(region, sheet)),
  ]);
  const { shown, more } = sheet.part(changedPlaces(regions), 'places');
  if (shown.length === 0) return overview;
  return [
    ...overview,
    [style.bold(words.places)],
    ...shown.map((place) => placeLines(place, sheet)),
    more > 0 ? paragraph(sheet, [words.morePlaces(more)]) : [],
  ];
}

/** The lines of a list's members, or of those that can be read, and how many more there are. */
function listed<T>(
  list: readonly T[],
  limit: keyof typeof readable,
  sheet: Sheet,
  indent: number,
  lines: (item: T) => readonly string[],
): string[] {
  const { shown, more } = sheet.part(list, limit);
  return [...shown.flatMap(lines), ...(more > 0 ? paragraph(sheet, [sheet.words.more(more)], indent) : [])];
}

function ofKind(regions: readonly Region[], kind: ChangeKind): Region[] {
  return regions.filter(({ change }) => change.kind === kind);
}

function regionLine({ change, share }: Region, sheet: Sheet): string[] {
  return changeLine(changeText(change, sheet.words), share, sheet);
}

function changeLine(text: string, share: number, { words, ...page }: Sheet): string[] {
  return paragraph(page, [{ text, paint: page.style.yellow }, `  ${shareText(share, words)}`]);
}

function placeLines({ leaves, ways, changes }: ChangedPlace, sheet: Sheet): string[] {
  const { style, words } = sheet;
  return [
    ...paragraph(sheet, [{ text: leavesText(leaves, words), paint: style.cyan }]),
    ...conditionLines(words.ways, words.waysAny, ways, sheet, 4),
    ...listed(changes, 'changesThere', sheet, 4, ({ change, share, when }) => [
      ...paragraph(
        sheet,
        [
          `${words.kind[change.kind]}${words.colon}`,
          { text: changeText(change, words), paint: style.yellow },
          `  ${shareText(share, words)}`,
        ],
        4,
      ),
      ...(isAlways(when) ? [] : conditionLines(words.when, words.whenAny, when, sheet, 6)),
    ]),
  ];
}

function conditionLines(one: string, any: string, conjunctions: readonly Conjunction[], sheet: Sheet, indent: number): string[] {
  const { words } = sheet;
  const [first, ...others] = conjunctions;
  if (first && others.length === 0) return paragraph(sheet, [`${one} ${conjunctionText(first, words)}`], indent);
  return [
    ...paragraph(sheet, [any], indent),
    ...listed(conjunctions, 'conditions', sheet, indent + 2, (each) =>
      bullet(sheet, [conjunctionText(each, words)], '-', indent + 2),
    ),
  ];
}

function recordLines(records: RulesDiff['records'], sheet: Sheet): string[] {
  const { words, style } = sheet;
  if (records.length === 0) return [];
  const moved = records.filter((record) => record.moved);
  return [
    style.bold(words.records),
    ...paragraph(sheet, [words.recordsMoved(moved.length, records.length)]),
    ...listed(moved, 'records', sheet, 2, (record) => {
      const title = record.title === null ? '' : words.aside(record.title);
      return bullet(sheet, [`${record.name}${title}: ${outcomeText(record.old, words)} → ${outcomeText(record.new, words)}`]);
    }),
  ];
}
