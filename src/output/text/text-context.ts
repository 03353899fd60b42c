// Apart from layout.ts, which help needs, too: the messages of decisions are loaded for decisions alone.
import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import type { Style } from '../style.ts';
import type { Page, Span } from './layout.ts';

/** What all parts of a text for the terminal need. */
export interface TextContext extends Page, Locale {
  /** The lines of the terminal, where they are known. */
  readonly height?: number;
  readonly paint: (paint: keyof Style, text: string) => Span;
  readonly bold: (text: string) => Span;
  readonly dim: (text: string) => Span;
  /** The number of a source, as ` [1]`; nothing where there is no source. */
  readonly cite: (source: string | null | undefined) => Span;
  /** The sources in the order in which they were first referred to, each with its number. */
  readonly sourceLines: () => string[];
}

/** Below this nothing can be laid out any more. */
const MIN_WIDTH_COLUMNS = 40;
/** Longer lines are hard to read. */
const MAX_WIDTH_COLUMNS = 80;

/** What one decision is laid out with; its footnotes begin anew. */
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
