import { distinctBy } from '../engine/lists.ts';
import type { LinkRecord } from '../model/record.ts';

/** What separates two names in a title, such as `orders to billing`; 「AからBへ」 also has a suffix. */
const between = [/\s+to\s+/gi, /\s*(?:→|⇒|->|=>)\s*/g];
const japanese = /^([^\n]+?)から([^\n]+)へ$/u;

/** The applications that a record names, or else its title if it has exactly one reading; `named`: which of the two does. */
export function linkEnds({ from, to, title }: Pick<LinkRecord, 'from' | 'to' | 'title'>) {
  const named = { from: distinct(from), to: distinct(to) };
  if (named.from.length + named.to.length > 0) return { ...named, named: 'record' as const };
  // A regular expression would search long runs of spaces again from each of them.
  const pair = pairIn((title ?? '').replace(/\s+/g, ' ').trim());
  return pair ? { from: [pair[0]], to: [pair[1]], named: 'title' as const } : { from: [], to: [], named: null };
}

/** A key for all spellings of a name: case, width and spaces make no difference. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The two names in a title; null if it has none or is ambiguous. */
function pairIn(title: string): readonly [string, string] | null {
  const separators = between.flatMap((separator) => [...title.matchAll(separator)]);
  const pairs = separators.map(({ 0: text, index }) => [title.slice(0, index), title.slice(index + text.length)] as const);
  if (title.split('から').length === 2) {
    const [, from, to] = japanese.exec(title) ?? [];
    if (from !== undefined && to !== undefined) pairs.push([from, to]);
  }
  const [only, ...others] = pairs.map(([from, to]) => [from.trim(), to.trim()] as const);
  return only && others.length === 0 && only[0] !== '' && only[1] !== '' ? only : null;
}

/** Each name once, in its first spelling. */
function distinct(names: readonly string[]): string[] {
  const named = names.filter((name) => nameKey(name) !== '');
  return distinctBy(named, nameKey).map((name) => name.replace(/\s+/g, ' ').trim());
}
