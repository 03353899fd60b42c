// Separate from layout.ts, which help needs, too: only decisions load the messages of decisions.
import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import type { Style } from '../style.ts';
import type { Page, Span } from './layout.ts';

/** What every part of a text for the terminal needs. */
export interface TextContext extends Page, Locale {
  /** The height of the terminal in lines, if known. */
  readonly height?: number;
  readonly paint: (paint: keyof Style, text: string) => Span;
  readonly bold: (text: string) => Span;
  readonly dim: (text: string) => Span;
  /** The footnote number of a source, as ` [1]`; empty if there is no source. */
  readonly cite: (source: string | null | undefined) => Span;
  /** The sources with their numbers, in the order of first reference. */
  readonly sourceLines: () => string[];
}

/** The narrowest usable layout. */
const MIN_WIDTH_COLUMNS = 40;
/** Longer lines are hard to read. */
const MAX_WIDTH_COLUMNS = 80;

/** Creates the context for one decision; its footnotes start at 1. */
export function textContext(context: LocaleOptions & Page & { readonly height?: number }): TextContext {
  const { height, style } = context;
  const sources: string[] = [];
  const paint: TextContext['paint'] = (name, text) => ({ text, paint: style[name] });
  return {
    ...localeOf(context),
    style,
    width: Math.min(MAX_WIDTH_COLUMNS, Math.max(MIN_WIDTH_COLUMNS, context.width)),
    ...(height === undefined ? {} : { height }),
    paint,
    bold: (text) => paint('bold', text),
    dim: (text) => paint('dim', text),
    cite(source) {
      if (!source) return '';
      if (!sources.includes(source)) sources.push(source);
      return paint('dim', ` [${sources.indexOf(source) + 1}]`);
    },
    sourceLines: () => sources.map((source, index) => `  [${index + 1}] ${style.dim(source)}`),
  };
}
