import { cut, listed, type Unknown } from '../diagnostic-message.ts';

/** A name as it stands in English sentences. */
export const q = (name: string | number) => `\`${cut(String(name))}\``;

/** Several names. */
export const list = (names: readonly string[]) => listed(names, q, ', ');

/** The mitigation for a name that is not known: what was meant, or what is known; empty where neither can be said. */
export function meant({ suggestion, removedAt, named }: Unknown, known: readonly string[] = [], what = 'Known:'): string {
  if (removedAt !== undefined) {
    const renamed = suggestion === undefined ? '' : `, and calls it ${q(suggestion)} now`;
    return `${q(removedAt)} removes it${renamed}: replace ${q(named ?? '')}, too, or keep it.`;
  }
  if (suggestion !== undefined) return `Did you mean ${q(suggestion)}?`;
  return known.length === 0 ? '' : `${what} ${list(known)}.`;
}
