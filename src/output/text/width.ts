import stringWidth from 'fast-string-width';
import { type Piece, piecesOf, simple, spaced } from './breaks.ts';

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
 * Where the lines of a text are. Locale are kept whole. Japanese breaks between any two characters that its rules (kinsoku)
 * do not hold together, but rather where a phrase begins, as long as the line is fairly full.
 */
export function wrapLines(text: string, columns: number): Line[] {
  // Each character takes one column: most texts of most languages.
  const narrow = spaced.test(text) && simple.test(text);
  const trimmed = narrow ? text.trim() : '';
  if (trimmed !== '' && trimmed.length <= columns) {
    const start = text.indexOf(trimmed);
    return [{ start, end: start + trimmed.length, width: trimmed.length }];
  }
  const pieces = piecesOf(text).flatMap((piece) => fittingPieces(text, piece, columns));
  const widths = pieces.map(({ start, end }) => (narrow ? end - start : displayWidth(text.slice(start, end))));
  const lines: Line[] = [];
  for (let first = 0; first < pieces.length; ) {
    const last = lastOfLine(pieces, widths, first, columns);
    let width = widths[last] as number;
    for (let index = first; index < last; index++) width += (widths[index] as number) + (pieces[index] as Piece).gap;
    lines.push({ start: (pieces[first] as Piece).start, end: (pieces[last] as Piece).end, width });
    first = last + 1;
  }
  return lines.length > 0 ? lines : [{ start: 0, end: 0, width: 0 }];
}

/** A loan word that is wider than a line in parts that fit; all else as it is. */
function fittingPieces(text: string, piece: Piece, columns: number): Piece[] {
  const word = text.slice(piece.start, piece.end);
  // Brackets, and what may begin no line, stand on both sides.
  const room = columns - 6;
  if (!katakana.test(word) || displayWidth(word) <= room) return [piece];
  const parts: Piece[] = [];
  let start = piece.start;
  for (let end = start + 1; end <= piece.end; end++) {
    if (end < piece.end && (smallKana.test(text.charAt(end)) || displayWidth(text.slice(start, end + 1)) <= room)) continue;
    const isLast = end === piece.end;
    parts.push({ start, end, gap: isLast ? piece.gap : 0, breakAfter: isLast ? piece.breakAfter : () => 'poor' });
    start = end;
  }
  return parts;
}

const katakana = /^\p{sc=Kana}[\p{sc=Kana}ー]+$/u;
/** What begins no line. */
const smallKana = /[ァィゥェォッャュョヮヵヶー]/;

/** A line that is filled to this share is not filled further for the sake of a few characters. */
const full = 0.6;

function lastOfLine(pieces: readonly Piece[], widths: readonly number[], first: number, columns: number): number {
  const last = { good: -1, possible: -1, poor: -1 };
  let used = 0;
  for (let index = first; index < pieces.length; index++) {
    const { gap, breakAfter } = pieces[index] as Piece;
    used += widths[index] as number;
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
function nextBreak(pieces: readonly Piece[], first: number, before: number): number {
  const mayEnd = (index: number): boolean => (pieces[index] as Piece).breakAfter() !== 'never';
  for (let index = before - 1; index >= first; index--) if (mayEnd(index)) return index;
  for (let index = before; index < pieces.length; index++) if (mayEnd(index)) return index;
  return pieces.length - 1;
}
