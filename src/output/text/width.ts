import stringWidth from 'fast-string-width';
import { remembered } from '../../engine/lazy.ts';

/** The first full-width character of a simple text. */
const FIRST_FULL_WIDTH_CODE = 0x3000;

/** The columns that text takes at a terminal: full-width characters count two, escape codes none. */
export function displayWidth(text: string): number {
  if (!simple.test(text)) return stringWidth(text);
  let width = text.length;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= FIRST_FULL_WIDTH_CODE) width++;
  return width;
}

/**
 * Text in which each character is one code unit with a fixed width: Latin letters, dashes, quotation marks, arrows, kana, kanji
 * and full-width forms, but no marks, joiners, surrogates or half-width kana. Measuring anything else takes a library that is
 * slow to start.
 */
const simple =
  /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2190-\u21ff\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*$/;

/** The largest of any number of sizes; 0 if there are none. */
export function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(size, most), 0);
}

export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

export type Line = Readonly<Record<'start' | 'end' | 'width', number>>;

/** Wraps text to lines of limited width; only unbreakable pieces are wider. */
export function wrap(text: string, columns: number): string[] {
  return wrapLines(text, columns).map(({ start, end }) => text.slice(start, end));
}

/** The lines of a text. Words stay whole; Japanese breaks where its rules (kinsoku) allow it, preferably before a phrase. */
export function wrapLines(text: string, columns: number): readonly Line[] {
  return linesIn(columns)(text);
}

const MAX_REMEMBERED_TEXTS = 1000;

/** The lines of texts by width, since a screen tries the same texts in several sizes. */
const linesIn = remembered((columns: number) => remembered((text: string) => brokenLines(text, columns), MAX_REMEMBERED_TEXTS));

/** A word, or one character of a script written without spaces. */
type Piece = ReturnType<typeof piecesOf>[number];

function piecesOf(text: string) {
  const matches = [...text.matchAll(anyPiece)];
  const isMixed = anyUnspaced.test(text);
  return matches.map(({ 0: piece, index: start }, at) => {
    const end = start + piece.length;
    // The spaces that follow, which the end of a line swallows.
    const gap = (matches[at + 1]?.index ?? end) - end;
    return { text: piece, start, end, width: displayWidth(piece), gap, isMixed };
  });
}

function brokenLines(text: string, columns: number): Line[] {
  const pieces = piecesOf(text);
  const lines: Line[] = [];
  for (let first = 0; first < pieces.length; ) {
    const last = lastOfLine(pieces, first, columns);
    const line = pieces.slice(first, last + 1);
    const { start = 0 } = line[0] ?? {};
    const { end = 0, gap = 0 } = line.at(-1) ?? {};
    lines.push({ start, end, width: line.reduce((sum, piece) => sum + piece.width + piece.gap, -gap) });
    first = last + 1;
  }
  return lines.length > 0 ? lines : [{ start: 0, end: 0, width: 0 }];
}

/** From this share on, a line is full enough to break early at a better place. */
const FULL_SHARE = 0.6;

function lastOfLine(pieces: readonly Piece[], first: number, columns: number): number {
  const best = { good: -1, possible: -1, poor: -1, word: -1, never: -1 };
  let used = 0;
  for (let index = first; index < pieces.length; index++) {
    const { width = 0, gap = 0 } = pieces[index] ?? {};
    used += width;
    if (used > columns) return [best.good, best.possible, best.poor].find((at) => at >= 0) ?? nextBreak(pieces, first, index);
    if (used >= columns * FULL_SHARE) best[breakAfter(pieces, index)] = index;
    used += gap;
  }
  return pieces.length - 1;
}

/** The last break before a place, within a word only if there is no other; else the first one after it. */
function nextBreak(pieces: readonly Piece[], first: number, place: number): number {
  const before = pieces.slice(first, place).map((_, index) => breakAfter(pieces, first + index));
  const last = before.findLastIndex((kind) => kind !== 'never' && kind !== 'word');
  const inWord = before.lastIndexOf('word');
  if (last >= 0 || inWord >= 0) return first + (last >= 0 ? last : inWord);
  let after = place;
  while (breakAfter(pieces, after) === 'never') after++;
  return after;
}

/** Kanji, kana, and the signs and full-width forms between them, as ranges: sets of characters by property are slow to build. */
const unspaced = '\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}';
const anyUnspaced = new RegExp(`[${unspaced}]`, 'u');
const notFirst =
  /^[、。，．・：；／？！゛゜ヽヾゝゞ々ー）〕］｝〉》」』】〙〗〟’”»ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)\]}%％‰°℃、｡｣ｧ-ｯｰﾞﾟ…‥〜～]|^\/$/u;
const notLast = /[（〔［｛〈《「『【〘〖〝‘“«([{｢$¥￥#＃/]$/u;
const hiragana = /\p{sc=Hira}$/u;
// The last character of a name before its value, as in 受信側の数 3, starts no phrase.
const phraseStart = /^(?![^ -~] )[\p{L}\p{N}（〔［｛〈《「『【]/u;
const pause = /[、。，．／？！」』）】］]$/u;
const particle = /^[はがをにでともへやの]$/;
const mark = /^(\[\d+\]|[*·…])$/;
const number = /^\P{L}*\d$/u;
const unit = /^[\p{L}%]/u;
const katakana = /^[\p{sc=Kana}ー]/u;
const kanji = /^[\u3400-\u9fff]$/u;
/** A piece of a long id up to a hyphen. File names, addresses and options stay whole: they are copied, or opened with a click. */
const partOfId = '\\(?(?=[\\w-]{17,99}(?![\\w`-]|[./:=]\\w))\\w[\\w-]{7,}?-(?=\\w[\\w-]{7})';
/** Marks belong to the character before them; a command in backticks is one piece. */
const anyPiece = new RegExp(`[${unspaced}][\\p{M}\\u200d]*|${partOfId}|(?:\`[!-~ ]{1,38}?\`|[^\\s${unspaced}])+`, 'gu');

/** How well a line may end after a piece. `word`: within a loan word, an id, or a word beside a number. */
type Break = 'never' | 'word' | 'poor' | 'possible' | 'good';

function breakAfter(pieces: readonly Piece[], index: number): Break {
  const [{ text: earlier = '' } = {}, piece, next] = [pieces[index - 1], pieces[index], pieces[index + 1]];
  if (!piece || !next) return 'good';
  const [before, after] = [piece.text, next.text];
  // A footnote number or mark, a separator, or the unit of a number means nothing on its own.
  if (mark.test(after) || (number.test(before) && unit.test(after))) return 'never';
  if (piece.gap > 0) {
    // In Japanese text, words separated by spaces are one name: Amazon SQS.
    return piece.isMixed && !anyUnspaced.test(after) && !pause.test(before) ? 'possible' : 'good';
  }
  // Neither です nor ます nor のみ is split.
  if (notFirst.test(after) || notLast.test(before) || /^[でま]す$|^のみ$/.test(before + after)) return 'never';
  if (isWithinWord(pieces, index)) return 'word';
  if (pause.test(before)) return 'good';
  if (!hiragana.test(before)) return 'poor';
  // A single hiragana continues a word, as in 繰り返す, unless it is a particle.
  if (hiragana.test(after)) return particle.test(before) ? 'possible' : 'poor';
  return phraseStart.test(after + ' '.repeat(next.gap)) && (hiragana.test(earlier) || particle.test(before)) ? 'good' : 'poor';
}

/** Whether a piece and the next one are of one loan word or id, or of one word beside a number: 24時間, 既定30秒. */
function isWithinWord(pieces: readonly Piece[], index: number): boolean {
  const [earlier = '', before = '', after = '', later = ''] = [-1, 0, 1, 2].map((step) => pieces[index + step]?.text);
  if (kanji.test(before) && kanji.test(after)) return number.test(earlier) || number.test(later);
  return (katakana.test(before) && katakana.test(after)) || (before.endsWith('-') && !anyUnspaced.test(after));
}
