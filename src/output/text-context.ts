import { type Locale, type LocaleOptions, localeOf } from '../messages/locale.ts';
import { type Footnotes, footnotes } from './footnotes.ts';
import type { Page, Span } from './layout.ts';

/** All that the parts of a text for the terminal have in common. */
export interface TextContext extends Page, Locale {
  readonly notes: Footnotes;
}

/** Below this nothing can be laid out any more. */
const narrowest = 40;

/** A page to lay one decision out on; its footnotes begin anew. */
export function textContext(context: LocaleOptions & Page): TextContext {
  return { ...localeOf(context), notes: footnotes(), style: context.style, width: Math.max(narrowest, context.width) };
}

/** A span of lesser weight. */
export function dim({ style }: Page, text: string): Span {
  return { text, paint: style.dim };
}
