import stringWidth from 'fast-string-width';

/** Of the characters of a simple text, those from here on are full-width. */
const FIRST_FULL_WIDTH_CODE = 0x3000;

/** Columns that a text takes at a terminal: full-width characters count two, escape codes none. */
export function displayWidth(text: string): number {
  if (!simple.test(text)) return stringWidth(text);
  let width = text.length;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= FIRST_FULL_WIDTH_CODE) width++;
  return width;
}

/** The largest of some sizes, however many they are; 0 where there are none. */
export function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(size, most), 0);
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

/** A text in lines of limited width; only what may not be broken is wider. */
export function wrap(text: string, columns: number): string[] {
  return wrapLines(text, columns).map(({ start, end }) => text.slice(start, end));
}

/**
 * Where the lines of a text are. Words are kept whole. Japanese breaks between any two characters that its rules (kinsoku)
 * do not hold together, but rather where a phrase begins, as long as the line is fairly full.
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

/** A screen tries the same texts in several sizes. */
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

/** A loan word that is wider than a line in parts that fit; all else as it is. */
function fittingPieces(text: string, piece: Piece, columns: number): Piece[] {
  const word = text.slice(piece.start, piece.end);
  // Brackets, and what may begin no line, stand on both sides.
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
/** What begins no line. */
const smallKana = /[ァィゥェォッャュョヮヵヶー]/;

/** A line that is filled to this share is not filled further for the sake of a few characters. */
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

/** The last end of a line before a place, else the first one behind it: then the line is as little too wide as it can be. */
function nextBreak(pieces: readonly Piece[], first: number, before: number): number {
  const mayEnd = (index: number): boolean => (pieces[index] as Piece).breakAfter() !== 'never';
  for (let index = before - 1; index >= first; index--) if (mayEnd(index)) return index;
  for (let index = before; index < pieces.length; index++) if (mayEnd(index)) return index;
  return pieces.length - 1;
}

/**
 * Text in which each character is one code unit and stands for itself: Latin letters, dashes, quotation marks, arrows, kana,
 * kanji and full-width forms, but no marks, joiners, surrogates or half-width kana. Measuring the rest takes a library that
 * is slow to warm up.
 */
const simple =
  /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2190-\u21ff\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*$/;

/** A word, or one character of a script that is written without spaces. */
interface Piece {
  readonly start: number;
  readonly end: number;
  /** Columns of the spaces that follow, which a line's end swallows. */
  readonly gap: number;
  /** How well a line may end here, computed on demand: most pieces stand where no line could end. */
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

/** Loan words up to this length are kept whole. */
const MAX_LOAN_WORD_CHARACTERS = 12;

/** Takes a text apart at every place where a space or the writing system lets something begin. */
function piecesOf(text: string): Piece[] {
  const raw: { start: number; end: number; gap: number }[] = [];
  for (const match of text.matchAll(/\S+/gu)) {
    let open = false;
    for (const { segment, index } of characters(match[0])) {
      const start = match.index + index;
      const previous = raw.at(-1);
      const alone = unspaced.test(segment);
      // Letters make a word, and katakana a loan word; a long word is not copied for each of its letters.
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
      // Among Japanese, words with spaces between them are one name: Amazon SQS.
      if (piece.gap > 0) return isMixed && !unspaced.test(after) && !pause.test(before) ? 'possible' : 'good';
      if (notFirst.test(after) || notLast.test(before)) return 'never';
      if (pause.test(before)) return 'good';
      if (!hiragana.test(before)) return 'poor';
      // A single hiragana is inside a word, as in 繰り返す, unless it is a particle.
      if (hiragana.test(after)) return particle.test(before) ? 'possible' : 'poor';
      return phraseStart.test(after) && (hiragana.test(earlier) || particle.test(before)) ? 'good' : 'poor';
    },
  }));
}

/** Whether a character carries on the loan word before it. */
function isLoanWord(character: string, before: string): boolean {
  return katakana.test(character) && katakana.test(before) && [...before].length < MAX_LOAN_WORD_CHARACTERS;
}

/** Whether what comes next means nothing alone: a footnote's number, or what a number is a number of. */
function belongs(before: string, after: string): boolean {
  return footnote.test(after) || (number.test(before) && unit.test(after));
}

let segmenter: Intl.Segmenter | null = null;

/** The time of a segmenter grows with the square of its text; no word is as long as this. */
const MAX_SEGMENTED_CHARACTERS = 1000;

/** What a reader takes for one character, with its marks. */
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
