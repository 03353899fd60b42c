import stringWidth from 'fast-string-width';

/** The first full-width character of a simple text. */
const FIRST_FULL_WIDTH_CODE = 0x3000;

/** The columns that text takes at a terminal: full-width characters count two, escape codes none. */
export function displayWidth(text: string): number {
  if (!simple.test(text)) return stringWidth(text);
  let width = text.length;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= FIRST_FULL_WIDTH_CODE) width++;
  return width;
}

/** The largest of any number of sizes; 0 if there are none. */
export function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(size, most), 0);
}

/** Pads text with spaces to a number of columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** The start and end of a line in a text. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** Wraps text to lines of limited width; only unbreakable pieces are wider. */
export function wrap(text: string, columns: number): string[] {
  return wrapLines(text, columns).map(({ start, end }) => text.slice(start, end));
}

/**
 * Finds the lines of a text. Words stay whole. Japanese breaks between any two characters that its line-breaking rules (kinsoku)
 * allow, preferably before a phrase, as long as the line is fairly full.
 */
export function wrapLines(text: string, columns: number): readonly Line[] {
  const key = `${columns} ${text}`;
  const known = remembered.get(key);
  if (known) return known;
  const lines = brokenLines(text, columns);
  if (remembered.size >= MAX_REMEMBERED_TEXTS) remembered.clear();
  remembered.set(key, lines);
  return lines;
}

/** A cache, because a screen tries the same texts in several sizes. */
const remembered = new Map<string, readonly Line[]>();
const MAX_REMEMBERED_TEXTS = 1000;

function brokenLines(text: string, columns: number): Line[] {
  const pieces = piecesOf(text).flatMap((piece) => fittingPieces(text, piece, columns));
  const widths = pieces.map(({ start, end }) => displayWidth(text.slice(start, end)));
  const lines: Line[] = [];
  for (let first = 0; first < pieces.length; ) {
    const last = lastOfLine(pieces, widths, first, columns);
    const line = pieces.slice(first, last + 1);
    const gaps = line.slice(0, -1).reduce((sum, { gap }) => sum + gap, 0);
    const width = widths.slice(first, last + 1).reduce((sum, each) => sum + each, gaps);
    lines.push({ start: line[0]?.start ?? 0, end: line.at(-1)?.end ?? 0, width });
    first = last + 1;
  }
  return lines.length > 0 ? lines : [{ start: 0, end: 0, width: 0 }];
}

/** Splits a loan word that is wider than a line; returns any other piece unchanged. */
function fittingPieces(text: string, piece: Piece, columns: number): Piece[] {
  const word = text.slice(piece.start, piece.end);
  // Leaves room for brackets and characters that may not begin a line.
  const room = columns - 6;
  if (!loanWord.test(word) || displayWidth(word) <= room) return [piece];
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

const loanWord = /^\p{sc=Kana}[\p{sc=Kana}ー]+$/u;
/** Small kana and the prolonged sound mark, which may not begin a line. */
const smallKana = /[ァィゥェォッャュョヮヵヶー]/;

/** From this share on, a line is full enough to break early at a better place. */
const FULL_SHARE = 0.6;

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
    const kind = used >= columns * FULL_SHARE ? breakAfter() : 'never';
    if (kind !== 'never') last[kind] = index;
    used += gap;
  }
  return pieces.length - 1;
}

/** The last line break before a place, else the first one after it, so that the line is as little too wide as possible. */
function nextBreak(pieces: readonly Piece[], first: number, before: number): number {
  const mayEnd = (index: number): boolean => (pieces[index] as Piece).breakAfter() !== 'never';
  for (let index = before - 1; index >= first; index--) if (mayEnd(index)) return index;
  for (let index = before; index < pieces.length; index++) if (mayEnd(index)) return index;
  return pieces.length - 1;
}

/**
 * Text in which each character is one code unit with a fixed width: Latin letters, dashes, quotation marks, arrows, kana, kanji
 * and full-width forms, but no marks, joiners, surrogates or half-width kana. Measuring anything else takes a library that is
 * slow to start.
 */
const simple =
  /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2190-\u21ff\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*$/;

/** A word, or one character of a script written without spaces. */
interface Piece {
  readonly start: number;
  readonly end: number;
  /** Columns of the spaces that follow, which the end of a line swallows. */
  readonly gap: number;
  /** How well a line may end here. Lazy, because most pieces are nowhere near the end of a line. */
  readonly breakAfter: () => Break;
}

type Break = 'never' | 'poor' | 'possible' | 'good';

const unspaced = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/u;
const anyUnspaced = new RegExp(unspaced.source.slice(1), 'u');
const notFirst =
  /^[、。，．・：；？！゛゜ヽヾゝゞ々ー）〕］｝〉》」』】〙〗〟’”»ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)\]}%％‰°℃、｡｣ｧ-ｯｰﾞﾟ…‥〜～]/u;
const notLast = /[（〔［｛〈《「『【〘〖〝‘“«([{｢$¥￥#＃]$/u;
const hiragana = /\p{sc=Hira}$/u;
const phraseStart = /^[\p{sc=Han}\p{sc=Kana}\p{L}\p{N}（〔［｛〈《「『【]/u;
const pause = /[、。，．？！」』）】]$/u;
const particle = /^[はがをにでともへやの]$/;
const footnote = /^\[\d+\]$/;
const number = /^\P{L}*\d$/u;
const unit = /^[\p{L}%]/u;
const katakana = /^[\p{sc=Kana}ー]+$/u;

/** Longer loan words may be split. */
const MAX_LOAN_WORD_CHARACTERS = 12;

/** Splits a text wherever a space or the writing system allows a new piece. */
function piecesOf(text: string): Piece[] {
  const raw: { start: number; end: number; gap: number }[] = [];
  for (const match of text.matchAll(/\S+/gu)) {
    let open = false;
    for (const { segment, index } of characters(match[0])) {
      const start = match.index + index;
      const previous = raw.at(-1);
      const alone = unspaced.test(segment);
      // Letters form a word, and katakana a loan word; a long word is not copied for each of its letters.
      const isJoined = alone ? isLoanWord(segment, text.slice(previous?.start, previous?.end)) : open;
      if (previous && index > 0 && isJoined) previous.end = start + segment.length;
      else raw.push({ start, end: start + segment.length, gap: 0 });
      open = !alone;
    }
    const next = /^\s+/.exec(text.slice(match.index + match[0].length));
    const last = raw.at(-1);
    if (last && next) last.gap = next[0].length;
  }
  const isMixed = anyUnspaced.test(text);
  const textOf = (piece: (typeof raw)[number] | undefined): string => (piece ? text.slice(piece.start, piece.end) : '');
  return raw.map((piece, index) => ({
    ...piece,
    breakAfter(): Break {
      const next = raw[index + 1];
      if (!next) return 'good';
      const [earlier, before, after] = [textOf(raw[index - 1]), textOf(piece), textOf(next)];
      if (belongs(before, after)) return 'never';
      // In Japanese text, words separated by spaces are one name: Amazon SQS.
      if (piece.gap > 0) return isMixed && !unspaced.test(after) && !pause.test(before) ? 'possible' : 'good';
      if (notFirst.test(after) || notLast.test(before)) return 'never';
      if (pause.test(before)) return 'good';
      if (!hiragana.test(before)) return 'poor';
      // A single hiragana continues a word, as in 繰り返す, unless it is a particle.
      if (hiragana.test(after)) return particle.test(before) ? 'possible' : 'poor';
      return phraseStart.test(after) && (hiragana.test(earlier) || particle.test(before)) ? 'good' : 'poor';
    },
  }));
}

/** Whether a character continues the loan word before it. */
function isLoanWord(character: string, before: string): boolean {
  return katakana.test(character) && katakana.test(before) && [...before].length < MAX_LOAN_WORD_CHARACTERS;
}

/** Whether the next piece means nothing on its own: a footnote number, or the unit of a number. */
function belongs(before: string, after: string): boolean {
  return footnote.test(after) || (number.test(before) && unit.test(after));
}

let segmenter: Intl.Segmenter | null = null;

/** A segmenter takes quadratic time, and no word is this long. */
const MAX_SEGMENTED_CHARACTERS = 1000;

/** User-perceived characters, including their marks. */
function* characters(text: string): Generator<{ segment: string; index: number }> {
  if (/^[\x20-\x7e]*$/.test(text)) yield { segment: text, index: 0 };
  else if (simple.test(text)) for (let index = 0; index < text.length; index++) yield { segment: text.charAt(index), index };
  else {
    segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
    for (let start = 0; start < text.length; start += MAX_SEGMENTED_CHARACTERS) {
      const part = segmenter.segment(text.slice(start, start + MAX_SEGMENTED_CHARACTERS));
      for (const { segment, index } of part) yield { segment, index: start + index };
    }
  }
}
