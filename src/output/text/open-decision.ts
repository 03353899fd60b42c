import type { Decision } from '../../model/decision.ts';
import type { DecisionItem } from '../context.ts';
import { columnOf, paragraph, row } from './layout.ts';
import { bold, dim, type TextContext } from './text-context.ts';
import { displayWidth } from './width.ts';

/** What an open decision may take of a terminal of 24 lines. */
const MAX_LINES = 24;

/**
 * An open decision on one screen: what can still come out, the question that settles most, and how to answer it.
 *
 * @param whole nothing is cut to fit the screen
 */
export function openLines(page: TextContext, { decision, title, asks = [] }: DecisionItem, whole = false): string[] {
  const { messages, names, style } = page;
  const { open } = decision;
  if (!open) return [];
  const others = asks.filter((id) => id !== open.ask);
  const name = title?.replace(/\s+/gu, ' ').trim() ?? '';
  const possible = messages.or(open.possible.map(names.service));
  const settled = settledText(page, decision);
  const lines = [
    ...paragraph(
      page,
      [
        bold(page, name === '' ? '' : `${name}${messages.colon}`),
        { text: messages.notDecided, paint: (text) => style.bold(style.yellow(text)) },
      ],
      0,
    ),
    ...paragraph(page, [messages.stillPossible, messages.colon, bold(page, possible)]),
    '',
    ...paragraph(page, [bold(page, messages.settles)], 0),
    ...questionLines(page, open.ask, decision),
    ...paragraph(whole ? page : { ...page, maxLines: 2 }, [dim(page, open.why)]),
    '',
    ...(others.length === 0
      ? []
      : row({ ...page, maxLines: 2 }, messages.thenAlso, displayWidth(messages.thenAlso), [others.join(messages.comma)], 0)),
    ...(settled === '' ? [] : row({ ...page, maxLines: 3 }, messages.settled, displayWidth(messages.settled), [settled], 0)),
    ...paragraph(page, [messages.nextStep({ answer: exampleAnswer(page, open.ask), defaults: '--defaults' })], 0),
  ];
  return whole || lines.length <= MAX_LINES ? lines : lines.filter((line) => line !== '');
}

/** An answer as the command line takes it; a number question shows what it is counted in. */
function exampleAnswer({ pack, answer, flag }: TextContext, id: string): string {
  const first = pack.questions.find((question) => question.id === id)?.values[0]?.value;
  return first === undefined ? flag(id) : answer(id, first);
}

/** The answers so far, and what they rule out. */
function settledText({ messages, names }: TextContext, { answers, candidates }: Decision): string {
  const given = Object.entries(answers).map(([question, value]) => names.answers(question, [value]));
  const out = candidates.filter(({ verdict }) => verdict === 'ruled-out').map(({ service }) => names.short(service));
  const rulesOut = out.length === 0 ? '' : messages.rulesOut(messages.and(out));
  return [given.join(messages.comma), rulesOut].filter((part) => part !== '').join(messages.semicolon);
}

/** A question with its values, each with its text and, where a single answer is known to settle it, its service. */
export function questionLines(page: TextContext, id: string, decision: Decision | null = null): string[] {
  const { pack, names, messages, style } = page;
  const choices = pack.questions.find((question) => question.id === id)?.values ?? [];
  const column = columnOf(
    page,
    choices.map(({ value }) => value),
  );
  const leads = new Map<string, string>();
  for (const { service, wins } of decision?.candidates ?? []) {
    const changes = Object.entries(wins?.changes ?? {});
    const [only] = changes;
    if (changes.length === 1 && only?.[0] === id && !leads.has(String(only[1]))) leads.set(String(only[1]), names.short(service));
  }
  return [
    ...paragraph(page, [names.ask(id)]),
    ...choices.flatMap(({ value }) => {
      const lead = leads.get(value);
      const text = names.value(id, value);
      const spans = lead === undefined ? [text] : [messages.otherwise({ to: text, result: lead })];
      return row(page, { text: value, paint: style.cyan }, column, spans, 4);
    }),
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
