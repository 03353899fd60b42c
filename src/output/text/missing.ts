import type { LocaleOptions } from '../../messages/locale.ts';
import type { Decision } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { type Page, paragraph } from './layout.ts';
import { flagLines } from './open-decision.ts';
import { textContext } from './text-context.ts';

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
