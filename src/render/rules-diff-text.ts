import type { ChangeKind, Conjunction, PackDiff, Place, Region } from '../core/diff/index.ts';
import { bullet, type Page, paragraph } from './layout.ts';
import type { RulesDiff, RulesDiffContext } from './rules-diff.ts';
import {
  changeText,
  conditionText,
  conjunctionText,
  outcomeText,
  percent,
  type RulesDiffWords,
  rulesDiffWordsIn,
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
    ...added.map((id) => `  ${words.added}: ${id}`),
    ...removed.map((id) => `  ${words.removed}: ${id}`),
    ...renamed.map(({ from, to }) => `  ${words.renamed}: ${from} → ${to}`),
  ];
  return lines.length === 0 ? [] : [words.questions, ...lines];
}

function answerLines({ answers }: PackDiff, words: RulesDiffWords, page: Page): string[] {
  if (answers.length === 0) return [];
  return [
    ...paragraph(page, [words.answers], 0),
    ...answers.flatMap(({ only, when, share }) =>
      bullet(page, [`${conditionText(when, words)} (${words.onlyIn(only)}, ${percent(share)})`]),
    ),
  ];
}

function regionBlocks(regions: readonly Region[], words: RulesDiffWords, page: Page): string[][] {
  const kinds = [...new Set(regions.map(({ change }) => change.kind))];
  return kinds.map((kind) => [
    page.style.bold(words.kinds[kind]),
    ...ofKind(regions, kind).flatMap((region) => regionLines(region, words, page)),
  ]);
}

function ofKind(regions: readonly Region[], kind: ChangeKind): Region[] {
  return regions.filter(({ change }) => change.kind === kind);
}

function regionLines({ change, share, places }: Region, words: RulesDiffWords, page: Page): string[] {
  const { style } = page;
  const title = [{ text: changeText(change, words), paint: style.yellow }, `  ${share === 0 ? words.noShare : percent(share)}`];
  return [...paragraph(page, title), ...places.flatMap((place) => placeLines(place, words, page))];
}

function placeLines({ leaves, share, ways, when }: Place, words: RulesDiffWords, page: Page): string[] {
  const [old, now] = [leaves.old?.id ?? words.nowhere, leaves.new?.id ?? words.nowhere];
  const leaf = old === now ? old : `${old} → ${now}`;
  const layer = leaves.old && leaves.new && leaves.old.layer !== leaves.new.layer ? words.layer(leaves.new.layer) : '';
  return [
    ...paragraph(page, [{ text: `${leaf}${layer}`, paint: page.style.cyan }, ...(share === 0 ? [] : [`  ${percent(share)}`])], 4),
    ...listLines(words.ways, words.waysAny, ways, words, page),
    ...(isAlways(when) ? [] : listLines(words.when, words.whenAny, when, words, page)),
  ];
}

/** Without a condition of its own there is nothing to say. */
export function isAlways(conjunctions: readonly Conjunction[]): boolean {
  return conjunctions.some((conjunction) => conjunction.length === 0);
}

function listLines(one: string, any: string, conjunctions: readonly Conjunction[], words: RulesDiffWords, page: Page): string[] {
  const [first, ...others] = conjunctions;
  if (first && others.length === 0) return paragraph(page, [`${one} ${conjunctionText(first, words)}`], 6);
  return [...paragraph(page, [any], 6), ...conjunctions.flatMap((each) => bullet(page, [conjunctionText(each, words)], '-', 8))];
}

function recordLines(records: RulesDiff['records'], words: RulesDiffWords, page: Page): string[] {
  if (records.length === 0) return [];
  const moved = records.filter((record) => record.moved);
  return [
    page.style.bold(words.records),
    ...paragraph(page, [words.recordsMoved(moved.length, records.length)]),
    ...moved.flatMap((record) => {
      const title = record.title === null ? '' : ` (${record.title})`;
      return bullet(page, [`${record.name}${title}: ${outcomeText(record.old, words)} → ${outcomeText(record.new, words)}`]);
    }),
  ];
}
