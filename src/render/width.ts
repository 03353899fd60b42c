import stringWidth from 'string-width';
import { type Piece, piecesOf, simple } from './breaks.ts';

/** Of the characters of a simple text, those from here on are full-width. */
const firstWide = 0x3000;

/** Columns that a text takes at a terminal: full-width characters count two, escape codes none. */
export function displayWidth(text: string): number {
  if (!simple.test(text)) return stringWidth(text);
  let width = text.length;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= firstWide) width++;
  return width;
}

/** Fills a text up with spaces to a number of columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Where a line of a text begins and ends. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** A text in lines of at most so many columns; only what may not be broken is let go beyond. */
export function wrap(text: string, columns: number): string[] {
  return wrapLines(text, columns).map(({ start, end }) => text.slice(start, end));
}

/**
 * Where the lines of a text are. Words are kept whole. Japanese breaks between any two characters that its rules (kinsoku)
 * do not hold together, but rather where a phrase begins, as long as the line is fairly full.
 */
export function wrapLines(text: string, columns: number): Line[] {
  const pieces = piecesOf(text).map((piece) => ({ ...piece, width: displayWidth(text.slice(piece.start, piece.end)) }));
  const lines: Line[] = [];
  let first = 0;
  while (first < pieces.length) {
    const line = pieces.slice(first, lastOfLine(pieces, first, columns) + 1);
    const gaps = line.slice(0, -1).reduce((sum, { gap }) => sum + gap, 0);
    lines.push({
      start: (line[0] as Measured).start,
      end: (line.at(-1) as Measured).end,
      width: line.reduce((sum, { width }) => sum + width, gaps),
    });
    first += line.length;
  }
  return lines.length > 0 ? lines : [{ start: 0, end: 0, width: 0 }];
}

type Measured = Piece & { readonly width: number };

/** A line that is filled to this share is not filled further for the sake of a few characters. */
const full = 0.6;

function lastOfLine(pieces: readonly Measured[], first: number, columns: number): number {
  const last = { good: -1, possible: -1, poor: -1 };
  let used = 0;
  for (let index = first; index < pieces.length; index++) {
    const { width, gap, breakAfter } = pieces[index] as Measured;
    used += width;
    if (used > columns) {
      for (const found of [last.good, last.possible, last.poor]) if (found >= 0) return found;
      return nextBreak(pieces, first, index);
    }
    const kind = used >= columns * full ? breakAfter() : 'never';
    if (kind !== 'never') last[kind] = index;
    used += gap;
  }
  return pieces.length - 1;
}

/** Where a line that is not full can end before a place; where it cannot, the first end behind it: it sticks out as little as it can. */
function nextBreak(pieces: readonly Measured[], first: number, before: number): number {
  const mayEnd = (index: number): boolean => (pieces[index] as Measured).breakAfter() !== 'never';
  for (let index = before - 1; index >= first; index--) if (mayEnd(index)) return index;
  for (let index = before; index < pieces.length; index++) if (mayEnd(index)) return index;
  return pieces.length - 1;
}
