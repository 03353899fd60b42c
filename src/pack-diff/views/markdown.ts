import { code, escaped, headingText, table } from '../../output/markdown.ts';
import type { Conjunction, PackDiff, Region } from '../index.ts';
import { otherCounts, serviceMoves } from './detail.ts';
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

/** For the description of a pull request: what changes as tables, the conditions folded away below, or left out. */
export function render({ diff, records }: RulesDiff, { lang, detail }: Pick<RulesDiffContext, 'lang' | 'detail'>): string {
  const words = rulesDiffWordsIn(lang);
  const { old, new: now, answers } = diff;
  const blocksOf = detail === 'summary' ? summaryBlocks : regionBlocks;
  const blocks = [
    [`### ${headingText(`${old.id}@${old.version} → ${now.id}@${now.version}`)}`],
    verdictOf(diff, words).map((line) => escaped(line)),
    questionLines(diff, words),
    answers.length === 0 ? [] : [escaped(words.answers)],
    table(
      [words.answersColumn, words.takenColumn, words.shareColumn],
      answers.map(({ only, when, share }) => [code(conditionText(when, words)), words.onlyIn(only), percent(share)]),
    ),
    ...blocksOf(diff.regions, words),
    ...(diff.defaults.length === 0 ? [] : [[`#### ${headingText(words.defaults)}`], ...blocksOf(diff.defaults, words)]),
    ...recordBlocks(records, words),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function questionLines({ questions: { added, removed, renamed } }: PackDiff, words: RulesDiffWords): string[] {
  return [
    ...added.map((id) => `- ${words.questions}${words.colon}${code(id)} ${words.added}`),
    ...removed.map((id) => `- ${words.questions}${words.colon}${code(id)} ${words.removed}`),
    ...renamed.map(({ from, to }) => `- ${words.questions}${words.colon}${code(from)} → ${code(to)} ${words.renamed}`),
  ];
}

/** How much goes from which service to which, which variants change, and how much else does. */
function summaryBlocks(regions: readonly Region[], words: RulesDiffWords): string[][] {
  const moves = serviceMoves(regions);
  const variants = regions.filter(({ change }) => change.kind === 'variant');
  const counts = countsText(otherCounts(regions), words);
  const titled = (title: string, rows: (readonly string[])[]): string[][] =>
    rows.length === 0 ? [] : [[`#### ${headingText(title)}`], table([words.changeColumn, words.shareColumn], rows)];
  return [
    ...titled(
      words.kinds.service,
      moves.map((move) => [escaped(moveText(move, words)), shareText(move.share, words)]),
    ),
    ...titled(
      words.kinds.variant,
      variants.map(({ change, share }) => [escaped(changeText(change, words)), shareText(share, words)]),
    ),
    counts === '' ? [] : [`${escaped(words.besides)}${words.colon}${escaped(counts)}`],
  ];
}

/** What changes as tables, by kind; then for which answers, folded away. */
function regionBlocks(regions: readonly Region[], words: RulesDiffWords): string[][] {
  const kinds = [...new Set(regions.map(({ change }) => change.kind))];
  const overview = kinds.flatMap((kind) => [
    [`#### ${headingText(words.kinds[kind])}`],
    table(
      [words.changeColumn, words.shareColumn],
      regions
        .filter(({ change }) => change.kind === kind)
        .map(({ change, share }) => [escaped(changeText(change, words)), shareText(share, words)]),
    ),
  ]);
  const places = changedPlaces(regions);
  if (places.length === 0) return overview;
  const lines = places.flatMap((place) => placeLines(place, words));
  return [...overview, ['<details>', `<summary>${escaped(words.places)}</summary>`, '', ...lines, '', '</details>']];
}

function placeLines({ leaves, ways, changes }: ChangedPlace, words: RulesDiffWords): string[] {
  return [
    `- ${code(leavesText(leaves, words))}`,
    ...listLines(words.ways, words.waysAny, ways, words, '  '),
    ...changes.flatMap(({ change, share, when }) => [
      `  - ${words.kind[change.kind]}${words.colon}${escaped(changeText(change, words))}${words.aside(shareText(share, words))}`,
      ...(isAlways(when) ? [] : listLines(words.when, words.whenAny, when, words, '    ')),
    ]),
  ];
}

function listLines(
  one: string,
  any: string,
  conjunctions: readonly Conjunction[],
  words: RulesDiffWords,
  indent: string,
): string[] {
  const [first, ...others] = conjunctions;
  if (first && others.length === 0) return [`${indent}- ${one} ${code(conjunctionText(first, words))}`];
  return [`${indent}- ${any}`, ...conjunctions.map((each) => `${indent}  - ${code(conjunctionText(each, words))}`)];
}

function recordBlocks(records: RulesDiff['records'], words: RulesDiffWords): string[][] {
  if (records.length === 0) return [];
  const moved = records.filter((record) => record.moved);
  return [
    [`#### ${headingText(words.records)}`],
    [escaped(words.recordsMoved(moved.length, records.length))],
    table(
      [words.recordColumn, words.changeColumn],
      moved.map((record) => [
        record.title === null ? code(record.name) : `${code(record.name)} ${escaped(record.title)}`,
        escaped(`${outcomeText(record.old, words)} → ${outcomeText(record.new, words)}`),
      ]),
    ),
  ];
}
