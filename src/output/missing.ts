import type { WordsContext } from '../messages/words.ts';
import type { Decision } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { flagLines, questionLines } from './decision-text-open.ts';
import { type Page, paragraph } from './layout.ts';
import { sheetOf } from './text-context.ts';

export interface MissingContext extends Page, Omit<WordsContext, 'pack'> {
  /** The ids of all asked questions that nobody answered. */
  readonly asks: readonly string[];
  /** Of several documents: which one this is. */
  readonly title?: string | null;
}

/** What is missing for a decision where nobody can be asked: every open question at once, and the flags that answer them. */
export function renderMissing(decision: Decision, pack: Pack, context: MissingContext): string {
  const sheet = sheetOf({ ...context, pack });
  const { labels, names, style } = sheet;
  const { open } = decision;
  const first = open ? [open.ask] : [];
  const ids = [...first, ...context.asks.filter((id) => !first.includes(id))];
  const heading = `${context.title ? `${context.title}${labels.colon}` : ''}${labels.cannotDecide(ids.length)}`;
  const possible = labels.and((open?.possible ?? []).map(names.service));
  const blocks = [
    [
      ...paragraph(sheet, [{ text: heading, paint: style.bold }], 0),
      ...paragraph(sheet, [labels.stillPossible, labels.colon, { text: possible, paint: style.bold }]),
    ],
    ...ids.map((id) => questionLines(sheet, id)),
    [style.bold(labels.flags), ...flagLines(sheet, ids), ...paragraph(sheet, [labels.orDefaults('--defaults')])],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
