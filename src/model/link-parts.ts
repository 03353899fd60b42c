import type { LinkRecord } from './record.ts';

/** The applications that a link joins, and where their names come from. */
export interface Parts {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** `record`: it says so. `title`: its title can be read in one way only. Null: nothing says it. */
  readonly named: 'record' | 'title' | null;
}

/** What stands between two names in a title, such as `orders to billing`; 「AからBへ」 has its own end. */
const between = [/\s+to\s+/gi, /\s*(?:→|⇒|->|=>)\s*/g];
const japanese = /^([^\n]+?)から([^\n]+)へ$/u;

/** The applications that a record names, or else its title. Throws nothing. */
export function partsOf({ from, to, title }: Pick<LinkRecord, 'from' | 'to' | 'title'>): Parts {
  const named = { from: distinct(from), to: distinct(to) };
  if (named.from.length + named.to.length > 0) return { ...named, named: 'record' };
  // Long runs of spaces would be searched from each of them.
  const pair = pairIn((title ?? '').replace(/\s+/gu, ' ').trim());
  return pair ? { from: [pair[0]], to: [pair[1]], named: 'title' } : { from: [], to: [], named: null };
}

/** What two spellings of one name have in common: neither case nor width nor spaces make another application. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Two names; null where a title has none, or could be read in more than one way. */
function pairIn(title: string): readonly [string, string] | null {
  const pairs = between.flatMap((separator) =>
    [...title.matchAll(separator)].map(
      ({ 0: text, index }) => [title.slice(0, index), title.slice(index + text.length)] as const,
    ),
  );
  if (title.split('から').length === 2) {
    const [, from, to] = japanese.exec(title) ?? [];
    if (from !== undefined && to !== undefined) pairs.push([from, to]);
  }
  const [only, ...others] = pairs.map(([from, to]) => [from.trim(), to.trim()] as const);
  return only && others.length === 0 && only[0] !== '' && only[1] !== '' ? only : null;
}

/** Each name once, in its first spelling. */
function distinct(names: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const name of names) if (nameKey(name) !== '' && !known.has(nameKey(name))) known.set(nameKey(name), name.trim());
  return [...known.values()];
}
