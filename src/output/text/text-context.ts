// Apart from layout.ts, which help needs, too: the messages of decisions are loaded for decisions alone.
import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import type { Page } from './layout.ts';

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
  const { height, style } = context;
  return { ...localeOf(context), notes: new Footnotes(), style, width, ...(height === undefined ? {} : { height }) };
}

/** Numbers sources in the order in which they are first referred to. */
class Footnotes {
  readonly sources: string[] = [];

  /** ` [1]`, or nothing where there is no source. */
  mark(source: string | null | undefined): string {
    if (!source) return '';
    if (!this.sources.includes(source)) this.sources.push(source);
    return ` [${this.sources.indexOf(source) + 1}]`;
  }
}
