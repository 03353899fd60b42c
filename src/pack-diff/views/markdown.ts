import { packDiff as en } from '../../messages/en/pack-diff.ts';
import { packDiff as ja } from '../../messages/ja/pack-diff.ts';
import { inLanguage } from '../../messages/locale.ts';
import { code, escaped, headingText, table } from '../../output/markdown/markdown.ts';
import { type Outline, outlineOf, type PlaceOutline, type RulesDiff, type RulesDiffContext } from './outline.ts';

/** For the description of a pull request: what changes as tables, the conditions folded away below, or left out. */
export function render(value: RulesDiff, { lang, detail }: Pick<RulesDiffContext, 'lang' | 'detail'>): string {
  const messages = inLanguage(lang, { en, ja });
  const { added, removed, renamed } = value.diff.questions;
  const { title, verdict, answers, regions, defaults, records } = outlineOf(value, detail === 'summary', messages);
  const question = (text: string): string => `- ${messages.questions}${messages.colon}${text}`;
  const blocks = [
    [`### ${headingText(title)}`],
    verdict.map((line) => escaped(line)),
    [
      ...added.map((id) => question(`${code(id)} ${messages.added}`)),
      ...removed.map((id) => question(`${code(id)} ${messages.removed}`)),
      ...renamed.map(({ from, to }) => question(`${code(from)} → ${code(to)} ${messages.renamed}`)),
    ],
    answers.length === 0 ? [] : [escaped(messages.answers)],
    table(
      [messages.answersColumn, messages.takenColumn, messages.shareColumn],
      answers.map(({ condition, takenBy, share }) => [code(condition), takenBy, share]),
    ),
    ...changeBlocks(regions),
    ...(defaults ? [[`#### ${headingText(messages.defaults)}`], ...changeBlocks(defaults)] : []),
    ...(records
      ? [
          [`#### ${headingText(messages.records)}`],
          [escaped(records.summary)],
          table(
            [messages.recordColumn, messages.changeColumn],
            records.moved.map((record) => [
              record.title === null ? code(record.name) : `${code(record.name)} ${escaped(record.title)}`,
              escaped(record.change),
            ]),
          ),
        ]
      : []),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;

  function changeBlocks({ groups, besides, places }: Outline['regions']): string[][] {
    const lines = places.flatMap(placeLines);
    return [
      ...groups.flatMap((group) => [
        [`#### ${headingText(group.title)}`],
        table(
          [messages.changeColumn, messages.shareColumn],
          group.changes.map(({ text, share }) => [escaped(text), share]),
        ),
      ]),
      besides === '' ? [] : [`${escaped(messages.besides)}${messages.colon}${escaped(besides)}`],
      lines.length === 0 ? [] : ['<details>', `<summary>${escaped(messages.places)}</summary>`, '', ...lines, '', '</details>'],
    ];
  }

  function placeLines({ leaves, ways, changes }: PlaceOutline): string[] {
    return [
      `- ${code(leaves)}`,
      ...conditionLines(messages.ways, messages.waysAny, ways, '  '),
      ...changes.flatMap(({ kind, text, share, when }) => [
        `  - ${kind}${messages.colon}${escaped(text)}${messages.aside(share)}`,
        ...(when.length === 0 ? [] : conditionLines(messages.when, messages.whenAny, when, '    ')),
      ]),
    ];
  }
}

function conditionLines(one: string, any: string, conditions: readonly string[], indent: string): string[] {
  const [first, ...others] = conditions;
  if (first !== undefined && others.length === 0) return [`${indent}- ${one} ${code(first)}`];
  return [`${indent}- ${any}`, ...conditions.map((each) => `${indent}  - ${code(each)}`)];
}
