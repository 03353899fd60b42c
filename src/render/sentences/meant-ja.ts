import { cut, listed, type Unknown } from './sentence.ts';

/** A name as it stands in Japanese sentences. */
export const q = (name: string | number) => `「${cut(String(name))}」`;

/** Several names. */
export const list = (names: readonly string[]) => listed(names, (name) => cut(name), '、');

/** The remedy for a name that is not known: what was meant, or what is known; empty where neither can be said. */
export function meant({ suggestion, removedAt }: Unknown, known: readonly string[] = [], what = '使えるのは'): string {
  if (removedAt !== undefined)
    return `${q(removedAt)}で取り除かれています。参照している側も置き換えるか、取り除かずに残してください。`;
  if (suggestion !== undefined) return `${q(suggestion)}の間違いではありませんか。`;
  return known.length === 0 ? '' : `${what} ${list(known)} です。`;
}
