// Blanks in Japanese texts: none between Japanese and Latin letters or digits (「記録3件」「AWSの推奨」「80%」), but one around
// what a user types or reads in a file as it stands: commands, flags, keys, ids, file names (「--fix で」「from と to を」).
// Punctuation and 「」 replace the blank. Units in Latin letters follow their number with one (「256 KiB」).
import { cut, listed, plainNumber, type Suggestion } from '../text.ts';

export const colon = '：';
export const comma = '、';
export const semicolon = '、';

/** Formats a name for Japanese sentences. */
export const q = (name: string | number) => `「${cut(typeof name === 'number' ? plainNumber(name) : name)}」`;

export const list = (names: readonly string[], most?: number) => listed(names, (name) => cut(name), comma, most);

/** The mitigation for an unknown name: the name that was probably meant, else the known names; empty if there are neither. */
export function meant({ suggestion }: Suggestion, known: readonly string[] = [], what = '使えるのは'): string {
  if (suggestion !== undefined) return `${q(suggestion)}の間違いではありませんか？`;
  return known.length === 0 ? '' : `${what} ${list(known)} です。`;
}
