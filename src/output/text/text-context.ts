import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import { type Footnotes, footnotes } from './footnotes.ts';
import type { Page, Span } from './layout.ts';

/** What all parts of a text for the terminal need. */
export interface TextContext extends Page, Locale {
  readonly notes: Footnotes;
  /** The lines of the terminal, where they are known. */
  readonly height?: number;
}

/** Below this nothing can be laid out any more. */
const MIN_WIDTH_COLUMNS = 40;
/** Longer lines are hard to read. */
const MAX_WIDTH_COLUMNS = 80;

/** What one decision is laid out with; its footnotes begin anew. */
export function textContext(context: LocaleOptions & Page & { readonly height?: number }): TextContext {
  const width = Math.min(MAX_WIDTH_COLUMNS, Math.max(MIN_WIDTH_COLUMNS, context.width));
  const { height } = context;
  return { ...localeOf(context), notes: footnotes(), style: context.style, width, ...(height === undefined ? {} : { height }) };
}

/** A span of lesser weight. */
export function dim({ style }: Page, text: string): Span {
  return { text, paint: style.dim };
}

/** A span that stands out. */
export function bold({ style }: Page, text: string): Span {
  return { text, paint: style.bold };
}
