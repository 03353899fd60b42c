import { cut, listed, plainNumber, type Suggestion } from '../text.ts';

export const colon = ': ';
export const comma = ', ';
export const semicolon = '; ';

/** Formats a name for English sentences. */
export const q = (name: string | number) => `\`${cut(typeof name === 'number' ? plainNumber(name) : name)}\``;

/** A number of things, such as `1 link` or `2 links`. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

export const list = (names: readonly string[], most?: number) => listed(names, q, comma, most);

/** The mitigation for an unknown name: the name that was probably meant, else the known names; empty if there are neither. */
export function meant({ suggestion }: Suggestion, known: readonly string[] = [], what = 'Known:'): string {
  if (suggestion !== undefined) return `Did you mean ${q(suggestion)}?`;
  return known.length === 0 ? '' : `${what} ${list(known)}.`;
}
