import type { DecisionItem } from './context.ts';
import { bullet, columnOf, paragraph, row } from './layout.ts';
import type { TextContext } from './text-context.ts';
import { displayWidth } from './width.ts';

/** What can still come out, the question to answer first, and how to answer it. */
export function openLines(page: TextContext, { decision, asks = [] }: DecisionItem): string[] {
  const { messages, names, style } = page;
  const { open } = decision;
  if (!open) return [];
  const others = asks.filter((id) => id !== open.ask);
  const possible = messages.and(open.possible.map(names.service));
  return [
    style.bold(style.yellow(messages.notDecided)),
    ...paragraph(page, [messages.stillPossible, messages.colon, { text: possible, paint: style.bold }]),
    '',
    style.bold(messages.answerFirst),
    ...questionLines(page, open.ask),
    ...paragraph(page, [open.why]),
    ...flagLines(page, [open.ask]),
    ...(others.length === 0
      ? []
      : [
          '',
          style.bold(messages.thenAlso),
          ...others.flatMap((id) => bullet(page, [names.ask(id)])),
          ...flagLines(page, others),
        ]),
  ];
}

/** A question with its values, each with its text. */
export function questionLines(page: TextContext, id: string): string[] {
  const { pack, names, style } = page;
  const choices = pack.questions.find((question) => question.id === id)?.values ?? [];
  const column = columnOf(
    page,
    choices.map(({ value }) => value),
  );
  return [
    ...paragraph(page, [{ text: names.ask(id), paint: style.bold }]),
    ...choices.flatMap(({ value }) => row(page, { text: value, paint: style.cyan }, column, [names.value(id, value)], 4)),
  ];
}

/** The flags that answer questions, each kept whole. */
export function flagLines({ style, width, flag }: TextContext, ids: readonly string[]): string[] {
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
