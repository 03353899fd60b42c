import type { DecisionItem } from './context.ts';
import { bullet, columnOf, paragraph, row } from './layout.ts';
import type { Sheet } from './text-context.ts';
import { displayWidth } from './width.ts';

/** What can still come out, the question to answer first, and how to answer it. */
export function openLines(sheet: Sheet, { decision, asks = [] }: DecisionItem): string[] {
  const { labels, names, style } = sheet;
  const { open } = decision;
  if (!open) return [];
  const others = asks.filter((id) => id !== open.ask);
  const possible = labels.and(open.possible.map(names.service));
  return [
    style.bold(style.yellow(labels.notDecided)),
    ...paragraph(sheet, [labels.stillPossible, labels.colon, { text: possible, paint: style.bold }]),
    '',
    style.bold(labels.answerFirst),
    ...questionLines(sheet, open.ask),
    ...paragraph(sheet, [open.why]),
    ...flagLines(sheet, [open.ask]),
    ...(others.length === 0
      ? []
      : [
          '',
          style.bold(labels.thenAlso),
          ...others.flatMap((id) => bullet(sheet, [names.ask(id)])),
          ...flagLines(sheet, others),
        ]),
  ];
}

/** A question with its values, each with its text. */
export function questionLines(sheet: Sheet, id: string): string[] {
  const { pack, names, style } = sheet;
  const choices = pack.questions.find((question) => question.id === id)?.values ?? [];
  const column = columnOf(
    sheet,
    choices.map(({ value }) => value),
  );
  return [
    ...paragraph(sheet, [{ text: names.ask(id), paint: style.bold }]),
    ...choices.flatMap(({ value }) => row(sheet, { text: value, paint: style.cyan }, column, [names.value(id, value)], 4)),
  ];
}

/** The flags that answer questions, each kept whole. */
export function flagLines({ style, width, flag }: Sheet, ids: readonly string[]): string[] {
  const lines: string[] = [];
  for (const id of ids) {
    const text = flag(id);
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(text) <= width - 2)
      lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  return lines.map((line) => `  ${style.cyan(line)}`);
}
