import { type Document, isCollection, isScalar, visit } from 'yaml';
import type { Place } from '../../model/diagnostic.ts';
import { SourceText } from '../../pack/source-text.ts';

/** A quote or bracket that opens a value whose end the package did not find. */
export interface Unclosed {
  readonly start: number;
  readonly sign: '"' | "'" | '[' | '{';
}

/** What follows a repair. */
export interface Repair {
  readonly text: string;
  /** Lines, from 1, with the number of spaces that were put before them. */
  readonly padding: ReadonlyMap<number, number>;
}

/** A repaired text; places in it are those of the text as its author wrote it. */
export class RepairedText extends SourceText {
  private readonly padding: ReadonlyMap<number, number>;

  constructor(file: string, text: string, padding: ReadonlyMap<number, number>) {
    super(file, text);
    this.padding = padding;
  }

  override place(start: number, end: number): Place {
    const place = super.place(start, end);
    return { ...place, col: Math.max(1, place.col - (this.padding.get(place.line) ?? 0)) };
  }
}

/** The first quoted text or flow collection of some documents that ends too early: YAML wants its lines indented further. */
export function firstUnclosed(documents: readonly Document[], text: string): Unclosed | null {
  let found: Unclosed | null = null;
  for (const document of documents) {
    visit(document, (_, node) => {
      if (found !== null && isCollection(node)) return undefined;
      if (!isScalar(node) && !isCollection(node)) return undefined;
      const [start, end] = node.range ?? [0, 0];
      const sign = text[start];
      if (isScalar(node) ? node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE' : !node.flow) return undefined;
      if ((sign === '"' || sign === "'" || sign === '[' || sign === '{') && !closes(text, start, end, sign)) {
        if (found === null || start < found.start) found = { start, sign };
      }
      return undefined;
    });
  }
  return found;
}

/**
 * Indents the lines of an unclosed value so far that YAML 1.2 accepts it, as other readers accept it unindented.
 *
 * @returns null where it has no end at all
 */
export function indentLines(text: string, unclosed: Unclosed): Repair | null {
  const end = endOf(text, unclosed);
  if (end === null) return null;
  const lineStart = text.lastIndexOf('\n', unclosed.start - 1) + 1;
  const least = (/^[ \-?]*/.exec(text.slice(lineStart, unclosed.start))?.[0].length ?? 0) + 1;
  const padding = new Map<number, number>();
  let line = text.slice(0, unclosed.start).split('\n').length;
  const [first = '', ...rest] = text.slice(unclosed.start, end).split('\n');
  const lines = rest.map((each) => {
    line++;
    const indentation = /^ */.exec(each)?.[0].length ?? 0;
    if (each.trim() === '' || indentation >= least) return each;
    padding.set(line, least - indentation);
    return `${' '.repeat(least - indentation)}${each}`;
  });
  if (padding.size === 0) return null;
  return { text: `${text.slice(0, unclosed.start)}${[first, ...lines].join('\n')}${text.slice(end)}`, padding };
}

function closes(text: string, start: number, end: number, sign: Unclosed['sign']): boolean {
  const closing = closingOf[sign];
  return end - start >= 2 && text[end - 1] === closing;
}

const closingOf = { '"': '"', "'": "'", '[': ']', '{': '}' } as const;

/** The offset behind the sign that closes it; null where there is none. */
function endOf(text: string, { start, sign }: Unclosed): number | null {
  if (sign === '"' || sign === "'") return endOfQuote(text, start, sign);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    const before = text[at - 1] ?? ' ';
    if ((character === '"' || character === "'") && /[\s,[{:]/.test(before)) {
      const end = endOfQuote(text, at, character);
      if (end === null) return null;
      at = end - 1;
    } else if (character === '#' && /\s/.test(before)) {
      const end = text.indexOf('\n', at);
      if (end < 0) return null;
      at = end;
    } else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function endOfQuote(text: string, start: number, quote: '"' | "'"): number | null {
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === quote) at++;
      else return at + 1;
    }
  }
  return null;
}
