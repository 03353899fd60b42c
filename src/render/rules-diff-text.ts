import type { ChangeKind, Conjunction, PackDiff, Region } from '../core/diff/index.ts';
import { bullet, type Page, paragraph } from './layout.ts';
import type { RulesDiff, RulesDiffContext } from './rules-diff.ts';
import { type ChangedPlace, changedPlaces, isAlways } from './rules-diff-places.ts';
import {
  changeText,
  conditionText,
  conjunctionText,
  leavesText,
  outcomeText,
  percent,
  type RulesDiffWords,
  rulesDiffWordsIn,
  shareText,
  verdictOf,
} from './rules-diff-words.ts';

/** For people: what changes, and for which answers. */
export function render({ diff, records }: RulesDiff, context: RulesDiffContext): string {
  const words = rulesDiffWordsIn(context.lang);
  const { style } = context;
  const blocks = [
    [
      style.bold(`${nameText(diff.old)} → ${nameText(diff.new)}`),
      ...verdictOf(diff, words).flatMap((line) => paragraph(context, [line], 0)),
    ],
    questionLines(diff, words),
    answerLines(diff, words, context),
    ...regionBlocks(diff.regions, words, context),
    ...(diff.defaults.length > 0 ? [[style.bold(words.defaults)], ...regionBlocks(diff.defaults, words, context)] : []),
    recordLines(records, words, context),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
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

function answerLines({ answers }: PackDiff, words: RulesDiffWords, page: Page): string[] {
  if (answers.length === 0) return [];
  return [
    ...paragraph(page, [words.answers], 0),
    ...answers.flatMap(({ only, when, share }) =>
      bullet(page, [`${conditionText(when, words)}${words.aside(`${words.onlyIn(only)}${words.comma}${percent(share)}`)}`]),
    ),
  ];
}

/** What changes, by kind; then for which answers, by place. */
function regionBlocks(regions: readonly Region[], words: RulesDiffWords, page: Page): string[][] {
  const kinds = [...new Set(regions.map(({ change }) => change.kind))];
  const overview = kinds.map((kind) => [
    page.style.bold(words.kinds[kind]),
    ...ofKind(regions, kind).flatMap((region) => regionLine(region, words, page)),
  ]);
  const places = changedPlaces(regions);
  return places.length === 0
    ? overview
    : [...overview, [page.style.bold(words.places)], ...places.map((place) => placeLines(place, words, page))];
}

function ofKind(regions: readonly Region[], kind: ChangeKind): Region[] {
  return regions.filter(({ change }) => change.kind === kind);
}

function regionLine({ change, share }: Region, words: RulesDiffWords, page: Page): string[] {
  return paragraph(page, [{ text: changeText(change, words), paint: page.style.yellow }, `  ${shareText(share, words)}`]);
}

function placeLines({ leaves, ways, changes }: ChangedPlace, words: RulesDiffWords, page: Page): string[] {
  const { style } = page;
  return [
    ...paragraph(page, [{ text: leavesText(leaves, words), paint: style.cyan }]),
    ...listLines(words.ways, words.waysAny, ways, words, page, 4),
    ...changes.flatMap(({ change, share, when }) => [
      ...paragraph(
        page,
        [
          `${words.kind[change.kind]}${words.colon}`,
          { text: changeText(change, words), paint: style.yellow },
          `  ${shareText(share, words)}`,
        ],
        4,
      ),
      ...(isAlways(when) ? [] : listLines(words.when, words.whenAny, when, words, page, 6)),
    ]),
  ];
}

function listLines(
  one: string,
  any: string,
  conjunctions: readonly Conjunction[],
  words: RulesDiffWords,
  page: Page,
  indent: number,
): string[] {
  const [first, ...others] = conjunctions;
  if (first && others.length === 0) return paragraph(page, [`${one} ${conjunctionText(first, words)}`], indent);
  return [
    ...paragraph(page, [any], indent),
    ...conjunctions.flatMap((each) => bullet(page, [conjunctionText(each, words)], '-', indent + 2)),
  ];
}

function recordLines(records: RulesDiff['records'], words: RulesDiffWords, page: Page): string[] {
  if (records.length === 0) return [];
  const moved = records.filter((record) => record.moved);
  return [
    page.style.bold(words.records),
    ...paragraph(page, [words.recordsMoved(moved.length, records.length)]),
    ...moved.flatMap((record) => {
      const title = record.title === null ? '' : words.aside(record.title);
      return bullet(page, [`${record.name}${title}: ${outcomeText(record.old, words)} → ${outcomeText(record.new, words)}`]);
    }),
  ];
}
