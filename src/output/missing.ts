import type { LocaleOptions } from '../messages/locale.ts';
import type { Decision } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { flagLines, questionLines } from './decision-text-open.ts';
import { type Page, paragraph } from './layout.ts';
import { textContext } from './text-context.ts';

export interface MissingContext extends Page, Omit<LocaleOptions, 'pack'> {
  /** The ids of all asked questions that nobody answered. */
  readonly asks: readonly string[];
  /** Of several documents: which one this is. */
  readonly title?: string | null;
}

/** What is missing for a decision where nobody can be asked: every open question at once, and the flags that answer them. */
export function renderMissing(decision: Decision, pack: Pack, context: MissingContext): string {
  const page = textContext({ ...context, pack });
  const { messages, names, style } = page;
  const { open } = decision;
  const first = open ? [open.ask] : [];
  const ids = [...first, ...context.asks.filter((id) => !first.includes(id))];
  const heading = `${context.title ? `${context.title}${messages.colon}` : ''}${messages.cannotDecide(ids.length)}`;
  const possible = messages.and((open?.possible ?? []).map(names.service));
  const blocks = [
    [
      ...paragraph(page, [{ text: heading, paint: style.bold }], 0),
      ...paragraph(page, [messages.stillPossible, messages.colon, { text: possible, paint: style.bold }]),
    ],
    ...ids.map((id) => questionLines(page, id)),
    [style.bold(messages.flags), ...flagLines(page, ids), ...paragraph(page, [messages.orDefaults('--defaults')])],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
