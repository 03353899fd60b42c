import { packDiff as en } from '../../messages/en/pack-diff.ts';
import { packDiff as ja } from '../../messages/ja/pack-diff.ts';
import { inLanguage } from '../../messages/locale.ts';
import { code, escaped, headingText, table } from '../../output/markdown/markdown.ts';
import { blocksText } from '../../output/text/layout.ts';
import { type ChangesOutline, outlineOf, type PlaceOutline, type RulesDiff, type RulesDiffContext } from './outline.ts';

/** For the description of a pull request: what changes as tables, the conditions folded away below, or left out. */
export function render(value: RulesDiff, { lang, detail }: Pick<RulesDiffContext, 'lang' | 'detail'>): string {
  const messages = inLanguage(lang, { en, ja });
  const { colon } = messages;
  const outline = outlineOf(value, detail === 'summary', messages);
  const { title, verdict, questions, answers, regions, defaults, records, moved } = outline;
  const heading = (text: string): string[] => [`#### ${headingText(text)}`];
  const blocks = [
    [`### ${headingText(title)}`],
    verdict.map((line) => escaped(line)),
    questions.map(({ ids, state }) => `- ${messages.questions}${colon}${ids.map(code).join(' → ')} ${state}`),
    answers.length === 0 ? [] : [escaped(messages.answers)],
    table(
      [messages.answersColumn, messages.takenColumn, messages.shareColumn],
      answers.map(({ condition, takenBy, share }) => [code(condition), takenBy, share]),
    ),
    ...changeBlocks(regions),
    ...(defaults ? [heading(messages.defaults), ...changeBlocks(defaults)] : []),
    ...(records === null ? [] : [heading(messages.records), [escaped(records)]]),
    table(
      [messages.recordColumn, messages.changeColumn],
      moved.map(({ name, title: of, change }) => {
        return [of === null ? code(name) : `${code(name)} ${escaped(of)}`, escaped(change)];
      }),
    ),
  ];
  return blocksText(blocks);

  function changeBlocks({ groups, besides, places }: ChangesOutline): string[][] {
    const lines = places.flatMap(placeLines);
    const tables = groups.flatMap((group) => {
      const rows = group.changes.map(({ text, share }) => [escaped(text), share]);
      return [heading(group.title), table([messages.changeColumn, messages.shareColumn], rows)];
    });
    return [
      ...tables,
      besides === '' ? [] : [`${escaped(messages.besides)}${colon}${escaped(besides)}`],
      lines.length === 0 ? [] : ['<details>', `<summary>${escaped(messages.places)}</summary>`, '', ...lines, '', '</details>'],
    ];
  }

  function placeLines({ leaves, ways, changes }: PlaceOutline): string[] {
    return [
      `- ${code(leaves)}`,
      ...conditionLines(messages.ways, messages.waysAny, ways, '  '),
      ...changes.flatMap(({ kind, text, share, when }) => [
        `  - ${kind}${colon}${escaped(text)}${messages.aside(share)}`,
        ...(when.length === 0 ? [] : conditionLines(messages.when, messages.whenAny, when, '    ')),
      ]),
    ];
  }
}

function conditionLines(one: string, any: string, conditions: readonly string[], indent: string): string[] {
  if (conditions.length === 1) return [`${indent}- ${one} ${conditions.map(code)}`];
  return [`${indent}- ${any}`, ...conditions.map((each) => `${indent}  - ${code(each)}`)];
}
