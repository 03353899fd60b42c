import type { LocaleOptions } from '../../messages/locale.ts';
import { numberText } from '../../messages/names.ts';
import type { Decision } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import type { DecisionItem } from '../context.ts';
import { type TextContext, textContext } from './article-text.ts';
import { besideOneAnother, columnOf, fitted, fittedItems, type Page, paragraph, row, wholeSentences } from './layout.ts';
import { displayWidth } from './width.ts';

/** The lines that an open decision may use of a 24-line terminal. */
const MAX_LINES = 24;

/** An open decision on one screen: the services that are still possible, the question that settles most, and how to answer it. */
export function openLines(page: TextContext, { decision, title, asks = [] }: DecisionItem): string[] {
  const { messages, names, style, bold, dim } = page;
  const { open, answers, candidates } = decision;
  if (!open) return [];
  const ruledOut = candidates.filter(({ verdict }) => verdict === 'ruled-out').map(({ service }) => names.short(service));
  const settled = [
    ...(ruledOut.length === 0 ? [] : [messages.rulesOut(messages.and(ruledOut))]),
    ...Object.entries(answers).map(([question, value]) => `${question}=${typeof value === 'number' ? numberText(value) : value}`),
  ];
  const labelled = (label: string, items: readonly string[]): string[] =>
    fittedItems(items, messages.comma, messages.andMore, 2, (text) => row(page, label, displayWidth(label), [text], 0));
  const notDecided = { text: messages.notDecided, paint: (text: string) => style.bold(style.yellow(text)) };
  const possible = bold(messages.or(open.possible.map(names.service)));
  // A number question shows its unit.
  const [first] = page.pack.questions.find(({ id }) => id === open.ask)?.values ?? [];
  const answer = first ? page.answer(open.ask, first.value) : page.flag(open.ask);
  const lines = [
    ...paragraph(page, [bold(title ? `${title}${messages.colon}` : ''), notDecided], 0),
    ...paragraph(page, [messages.stillPossible, messages.colon, possible]),
    '',
    ...paragraph(page, [bold(messages.settles)], 0),
    ...questionLines(page, open.ask, decision),
    ...fitted(wholeSentences(open.why), 2, (text) => paragraph(page, [dim(text)])),
    '',
    ...labelled(
      messages.thenAlso,
      asks.filter((id) => id !== open.ask),
    ),
    ...labelled(messages.settled, settled),
    ...paragraph(page, [messages.nextStep({ answer, defaults: '--defaults' })], 0),
  ];
  return lines.length <= MAX_LINES ? lines : lines.filter((line) => line !== '');
}

/** A question with its values: each with its text and, if that answer alone settles it, the resulting service. */
function questionLines(page: TextContext, id: string, { candidates }: Decision): string[] {
  const { pack, names, messages } = page;
  const choices = pack.questions.find((question) => question.id === id)?.values ?? [];
  const column = columnOf(page, choices, ({ value }) => value);
  const lines = choices.flatMap(({ value }) => {
    const to = names.value(id, value);
    const leads = candidates.find(({ wins }) => {
      const [only, ...others] = Object.entries(wins?.changes ?? {});
      return others.length === 0 && only?.[0] === id && String(only[1]) === value;
    });
    const text = leads ? messages.otherwise({ to, result: names.short(leads.service) }) : to;
    return row(page, page.paint('cyan', value), column, [text], 4);
  });
  return [...paragraph(page, [names.ask(id)]), ...lines];
}

export interface MissingContext extends Page, Omit<LocaleOptions, 'pack'> {
  /** The ids of all unanswered questions that the walk asks. */
  readonly asks: readonly string[];
  /** The title of the document, if there are several. */
  readonly title?: string | null;
}

/** What a decision still needs when nobody can be asked: the flags for everything open, all at once. */
export function renderMissing({ open }: Decision, pack: Pack, context: MissingContext): string {
  const page = textContext({ ...context, pack });
  const { messages, style, bold, flag } = page;
  const ids = [...new Set([...(open ? [open.ask] : []), ...context.asks])];
  const heading = `${context.title ? `${context.title}${messages.colon}` : ''}${messages.cannotDecide(ids.length)}`;
  const lines = [
    ...paragraph(page, [bold(heading)], 0),
    ...besideOneAnother(ids.map(flag), ' ', page.width - 2).lines.map((line) => `  ${style.cyan(line)}`),
    ...paragraph(page, [messages.orDefaults('--defaults')]),
  ];
  return `${lines.join('\n')}\n`;
}
