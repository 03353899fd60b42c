import { cut, listed, type Unknown } from '../diagnostic-message.ts';

/** A name as it stands in Japanese sentences. */
export const q = (name: string | number) => `「${cut(String(name))}」`;

/** Several names. */
export const list = (names: readonly string[]) => listed(names, (name) => cut(name), '、');

/** The mitigation for a name that is not known: what was meant, or what is known; empty where neither can be said. */
export function meant({ suggestion, removedAt, named }: Unknown, known: readonly string[] = [], what = '使えるのは'): string {
  if (removedAt !== undefined) {
    const how = suggestion === undefined ? '取り除かれています' : `取り除かれ、${q(suggestion)}という名前に変わっています`;
    return `${q(removedAt)}で${how}。参照している${q(named ?? '')}も置き換えるか、取り除かずに残してください。`;
  }
  if (suggestion !== undefined) return `${q(suggestion)}の間違いではありませんか？`;
  return known.length === 0 ? '' : `${what} ${list(known)} です。`;
}
