import type { LinkRecord } from '../model/record.ts';

/** The applications that a link connects, and where their names come from. */
export interface Parts {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** `record`: the record names them. `title`: its title has exactly one reading. Null: neither names them. */
  readonly named: 'record' | 'title' | null;
}

/** What separates two names in a title, such as `orders to billing`; 「AからBへ」 also has a suffix. */
const between = [/\s+to\s+/gi, /\s*(?:→|⇒|->|=>)\s*/g];
const japanese = /^([^\n]+?)から([^\n]+)へ$/u;

/** The applications that a record names, or else its title. Never throws. */
export function partsOf({ from, to, title }: Pick<LinkRecord, 'from' | 'to' | 'title'>): Parts {
  const named = { from: distinct(from), to: distinct(to) };
  if (named.from.length + named.to.length > 0) return { ...named, named: 'record' };
  // A regular expression would search long runs of spaces again from each of them.
  const pair = pairIn((title ?? '').replace(/\s+/gu, ' ').trim());
  return pair ? { from: [pair[0]], to: [pair[1]], named: 'title' } : { from: [], to: [], named: null };
}

/** A key for all spellings of a name: case, width and spaces make no difference. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The two names in a title; null if it has none or is ambiguous. */
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
