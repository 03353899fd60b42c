import { packDiff as en, type PackDiffMessages } from '../../messages/en/pack-diff.ts';
import { packDiff as ja } from '../../messages/ja/pack-diff.ts';
import { inLanguage } from '../../messages/locale.ts';
import { code, escaped, headingText, table } from '../../output/markdown/markdown.ts';
import type { Conjunction, PackDiff, Region } from '../index.ts';
import { type ChangedPlace, changedPlaces, isAlways, otherCounts, serviceMoves } from './digest.ts';
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

/** For the description of a pull request: what changes as tables, the conditions folded away below, or left out. */
export function render({ diff, records }: RulesDiff, { lang, detail }: Pick<RulesDiffContext, 'lang' | 'detail'>): string {
  const messages = inLanguage(lang, { en, ja });
  const { old, new: now, answers } = diff;
  const blocksOf = detail === 'summary' ? summaryBlocks : regionBlocks;
  const blocks = [
    [`### ${headingText(`${old.id}@${old.version} → ${now.id}@${now.version}`)}`],
    verdictOf(diff, messages).map((line) => escaped(line)),
    questionLines(diff, messages),
    answers.length === 0 ? [] : [escaped(messages.answers)],
    table(
      [messages.answersColumn, messages.takenColumn, messages.shareColumn],
      answers.map(({ only, when, share }) => [code(conditionText(when, messages)), messages.onlyIn(only), percent(share)]),
    ),
    ...blocksOf(diff.regions, messages),
    ...(diff.defaults.length === 0 ? [] : [[`#### ${headingText(messages.defaults)}`], ...blocksOf(diff.defaults, messages)]),
    ...recordBlocks(records, messages),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function questionLines({ questions: { added, removed, renamed } }: PackDiff, messages: PackDiffMessages): string[] {
  return [
    ...added.map((id) => `- ${messages.questions}${messages.colon}${code(id)} ${messages.added}`),
    ...removed.map((id) => `- ${messages.questions}${messages.colon}${code(id)} ${messages.removed}`),
    ...renamed.map(({ from, to }) => `- ${messages.questions}${messages.colon}${code(from)} → ${code(to)} ${messages.renamed}`),
  ];
}

/** How much goes from which service to which, which variants change, and how much else does. */
function summaryBlocks(regions: readonly Region[], messages: PackDiffMessages): string[][] {
  const moves = serviceMoves(regions);
  const variants = regions.filter(({ change }) => change.kind === 'variant');
  const counts = countsText(otherCounts(regions), messages);
  const titled = (title: string, rows: (readonly string[])[]): string[][] =>
    rows.length === 0 ? [] : [[`#### ${headingText(title)}`], table([messages.changeColumn, messages.shareColumn], rows)];
  return [
    ...titled(
      messages.kinds.service,
      moves.map((move) => [escaped(moveText(move, messages)), shareText(move.share, messages)]),
    ),
    ...titled(
      messages.kinds.variant,
      variants.map(({ change, share }) => [escaped(changeText(change, messages)), shareText(share, messages)]),
    ),
    counts === '' ? [] : [`${escaped(messages.besides)}${messages.colon}${escaped(counts)}`],
  ];
}

/** What changes as tables, by kind; then for which answers, folded away. */
function regionBlocks(regions: readonly Region[], messages: PackDiffMessages): string[][] {
  const kinds = [...new Set(regions.map(({ change }) => change.kind))];
  const overview = kinds.flatMap((kind) => [
    [`#### ${headingText(messages.kinds[kind])}`],
    table(
      [messages.changeColumn, messages.shareColumn],
      regions
        .filter(({ change }) => change.kind === kind)
        .map(({ change, share }) => [escaped(changeText(change, messages)), shareText(share, messages)]),
    ),
  ]);
  const places = changedPlaces(regions);
  if (places.length === 0) return overview;
  const lines = places.flatMap((place) => placeLines(place, messages));
  return [...overview, ['<details>', `<summary>${escaped(messages.places)}</summary>`, '', ...lines, '', '</details>']];
}

function placeLines({ leaves, ways, changes }: ChangedPlace, messages: PackDiffMessages): string[] {
  return [
    `- ${code(leavesText(leaves, messages))}`,
    ...listLines(messages.ways, messages.waysAny, ways, messages, '  '),
    ...changes.flatMap(({ change, share, when }) => [
      `  - ${messages.kind[change.kind]}${messages.colon}${escaped(changeText(change, messages))}${messages.aside(shareText(share, messages))}`,
      ...(isAlways(when) ? [] : listLines(messages.when, messages.whenAny, when, messages, '    ')),
    ]),
  ];
}

function listLines(
  one: string,
  any: string,
  conjunctions: readonly Conjunction[],
  messages: PackDiffMessages,
  indent: string,
): string[] {
  const [first, ...others] = conjunctions;
  if (first && others.length === 0) return [`${indent}- ${one} ${code(conjunctionText(first, messages))}`];
  return [`${indent}- ${any}`, ...conjunctions.map((each) => `${indent}  - ${code(conjunctionText(each, messages))}`)];
}

function recordBlocks(records: RulesDiff['records'], messages: PackDiffMessages): string[][] {
  if (records.length === 0) return [];
  const moved = records.filter((record) => record.moved);
  return [
    [`#### ${headingText(messages.records)}`],
    [escaped(messages.recordsMoved(moved.length, records.length))],
    table(
      [messages.recordColumn, messages.changeColumn],
      moved.map((record) => [
        record.title === null ? code(record.name) : `${code(record.name)} ${escaped(record.title)}`,
        escaped(`${outcomeText(record.old, messages)} → ${outcomeText(record.new, messages)}`),
      ]),
    ),
  ];
}
