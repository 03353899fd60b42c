/**
 * Text in which each character is one code unit and stands for itself: Latin letters, dashes, quotation marks, arrows, kana,
 * kanji and full-width forms, but no marks, joiners, surrogates or half-width kana. Measuring the rest takes a library that
 * is slow to warm up.
 */
export const simple =
  /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2190-\u21ff\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*$/;

/** Text without any script that is written without spaces. */
export const spaced = /^[\0-\u2e7f]*$/;

/** A word, or one character of a script that is written without spaces. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Columns of the spaces that follow, which a line's end swallows. */
  readonly gap: number;
  /** How well a line may end here: told when it is asked, since most pieces stand where no line could end. */
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

/** Loan words up to so many characters are kept whole. */
const longestLoanWord = 12;

/** Takes a text apart at every place where a space or the writing system lets something begin. */
export function piecesOf(text: string): Piece[] {
  return spaced.test(text) ? wordsOf(text) : charactersOf(text);
}

/** Where all words have spaces between them: what is said of other scripts need not be looked up. */
function wordsOf(text: string): Piece[] {
  const pattern = /\S+/g;
  const pieces: Piece[] = [];
  for (let word = pattern.exec(text); word; ) {
    const { index: start, 0: before } = word;
    const end = pattern.lastIndex;
    const next = pattern.exec(text);
    const breakAfter = (): Break => (next && belongs(before, next[0]) ? 'never' : 'good');
    pieces.push({ start, end, gap: next ? next.index - end : 0, breakAfter });
    word = next;
  }
  return pieces;
}

function charactersOf(text: string): Piece[] {
  const raw: { start: number; end: number; gap: number }[] = [];
  for (const match of text.matchAll(/\S+/gu)) {
    let open = false;
    for (const { segment, index } of characters(match[0])) {
      const start = match.index + index;
      const previous = raw.at(-1);
      const alone = unspaced.test(segment);
      if (previous && index > 0 && joins(text.slice(previous.start, previous.end), segment, open, alone))
        previous.end = start + segment.length;
      else raw.push({ start, end: start + segment.length, gap: 0 });
      open = !alone;
    }
    const next = /^\s+/.exec(text.slice(match.index + match[0].length));
    const last = raw.at(-1);
    if (last && next) last.gap = next[0].length;
  }
  const mixed = anyUnspaced.test(text);
  const textAt = (index: number): string => text.slice(raw[index]?.start, raw[index]?.end);
  return raw.map((piece, index) => ({
    ...piece,
    breakAfter: () => {
      if (index === raw.length - 1) return 'good';
      const between = { earlier: index > 0 ? textAt(index - 1) : '', before: textAt(index), after: textAt(index + 1) };
      return breakBetween({ ...between, gap: piece.gap, mixed });
    },
  }));
}

/** Whether a character carries on the piece before it: letters make a word, and katakana a loan word. */
function joins(before: string, character: string, open: boolean, alone: boolean): boolean {
  if (!alone) return open;
  return katakana.test(character) && katakana.test(before) && [...before].length < longestLoanWord;
}

interface Neighbours {
  /** What stands before `before`. */
  readonly earlier: string;
  readonly before: string;
  readonly after: string;
  readonly gap: number;
  /** The text has a script without spaces in it. */
  readonly mixed: boolean;
}

/** Whether what comes next means nothing alone: a footnote's number, or what a number is a number of. */
function belongs(before: string, after: string): boolean {
  return footnote.test(after) || (number.test(before) && unit.test(after));
}

function breakBetween({ earlier, before, after, gap, mixed }: Neighbours): Break {
  if (belongs(before, after)) return 'never';
  // Among Japanese, words with spaces between them are one name: Amazon SQS.
  if (gap > 0) return mixed && !unspaced.test(after) && !pause.test(before) ? 'possible' : 'good';
  if (notFirst.test(after) || notLast.test(before)) return 'never';
  if (pause.test(before)) return 'good';
  if (!hiragana.test(before)) return 'poor';
  // A single hiragana is inside a word, as in 繰り返す, unless it is a particle.
  if (hiragana.test(after)) return particle.test(before) ? 'possible' : 'poor';
  return phraseStart.test(after) && (hiragana.test(earlier) || particle.test(before)) ? 'good' : 'poor';
}

let segmenter: Intl.Segmenter | null = null;

/** What a reader takes for one character, with its marks. */
function characters(text: string): Iterable<{ segment: string; index: number }> {
  if (/^[\x20-\x7e]*$/.test(text)) return [{ segment: text, index: 0 }];
  if (simple.test(text)) return [...text].map((segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
