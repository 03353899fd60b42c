import type { Place } from '../../model/diagnostic.ts';

/** A text that places can be told in. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** Where each line starts. */
  readonly lines: readonly number[];
}

export function sourceText(file: string, text: string): SourceText {
  let lines: readonly number[] | null = null;
  return {
    file,
    text,
    // Of most texts no place is ever asked for.
    get lines() {
      lines ??= startsOfLines(text);
      return lines;
    },
  };
}

function startsOfLines(text: string): readonly number[] {
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return lines;
}

/** The place of a part of a text; what goes beyond its first line is not underlined. */
export function placeOf({ file, text, lines }: SourceText, start: number, end: number): Place {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as number) <= start) low = middle;
    else high = middle;
  }
  const next = lines[low + 1];
  let lineEnd = next === undefined ? text.length : next - 1;
  if (text[lineEnd - 1] === '\r') lineEnd--;
  const length = Math.max(1, Math.min(end, lineEnd) - start);
  return { file, line: low + 1, col: start - (lines[low] as number) + 1, length };
}

/**
 * Bytes as UTF-8, without a byte order mark. Where they are not UTF-8, `broken` is the offset in the text of the first
 * place that is not, and each such place is U+FFFD.
 */
export function decode(bytes: Uint8Array): { readonly text: string; readonly broken: number | null } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), broken: null };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return { text, broken: firstReplaced(text, bytes) };
  }
}

/** The first U+FFFD that does not stand for itself. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  let byte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd && !(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd)) return at;
    if (unit < 0x80) byte += 1;
    else if (unit < 0x800) byte += 2;
    // The two halves of a pair make four bytes; every other character here makes three.
    else byte += unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
  }
  return text.length;
}
