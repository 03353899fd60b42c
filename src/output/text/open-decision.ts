import type { LocaleOptions } from '../../messages/locale.ts';
import type { Decision } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import type { DecisionItem } from '../context.ts';
import { bold, columnOf, dim, fitted, fittedItems, type Page, paragraph, row, wholeSentences } from './layout.ts';
import { type TextContext, textContext } from './text-context.ts';
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
  const settled = settledTexts(page, decision);
  const maxLines = whole ? Number.MAX_SAFE_INTEGER : 2;
  const labelled = (label: string, text: string): string[] => row(page, label, displayWidth(label), [text], 0);
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
    ...fitted(whole ? [open.why] : wholeSentences(open.why), 2, (text) => paragraph(page, [dim(page, text)])),
    '',
    ...fittedItems(others, messages.comma, messages.andMore, maxLines, (text) => labelled(messages.thenAlso, text)),
    ...fittedItems(settled, messages.comma, messages.andMore, maxLines, (text) => labelled(messages.settled, text)),
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
function settledTexts({ messages, names }: TextContext, { answers, candidates }: Decision): string[] {
  const given = Object.entries(answers).map(([question, value]) => names.answers(question, [value]));
  const out = candidates.filter(({ verdict }) => verdict === 'ruled-out').map(({ service }) => names.short(service));
  return [...(out.length === 0 ? [] : [messages.rulesOut(messages.and(out))]), ...given];
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
function flagLines({ style, width, flag }: TextContext, ids: readonly string[]): string[] {
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

export interface MissingContext extends Page, Omit<LocaleOptions, 'pack'> {
  /** The ids of all asked questions that nobody answered. */
  readonly asks: readonly string[];
  /** Of several documents: which one this is. */
  readonly title?: string | null;
}

/** What is missing for a decision where nobody can be asked: the flags that answer what is open, all at once. */
export function renderMissing(decision: Decision, pack: Pack, context: MissingContext): string {
  const page = textContext({ ...context, pack });
  const { messages, style } = page;
  const { open } = decision;
  const first = open ? [open.ask] : [];
  const ids = [...first, ...context.asks.filter((id) => !first.includes(id))];
  const heading = `${context.title ? `${context.title}${messages.colon}` : ''}${messages.cannotDecide(ids.length)}`;
  const lines = [
    ...paragraph(page, [{ text: heading, paint: style.bold }], 0),
    ...flagLines(page, ids),
    ...paragraph(page, [messages.orDefaults('--defaults')]),
  ];
  return `${lines.join('\n')}\n`;
}
