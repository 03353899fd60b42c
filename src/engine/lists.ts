/** The value that all items have in common; null if they differ. */
export function sameInAll<T, I>(items: readonly I[], of: (item: I) => T | null): T | null {
  const [value = null, ...others] = new Set(items.map(of));
  return others.length === 0 ? value : null;
}

/** The items that all lists have in common, in the order of the first. */
export function sharedBy<T>([first = [], ...others]: readonly (readonly T[])[], keyOf: (item: T) => unknown = (item) => item) {
  const keys = others.map((list) => new Set(list.map(keyOf)));
  const shared = first.filter((item) => keys.every((set) => set.has(keyOf(item))));
  return distinctBy(shared, keyOf);
}

/** The first item with each key. */
export function distinctBy<T>(items: Iterable<T>, keyOf: (item: T) => unknown): T[] {
  return groupedBy(items, keyOf).map(([first]) => first);
}

export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

/** A name that is not taken: itself, or the first of its variants with a number from 2 on. */
export function unusedName(
  name: string,
  taken: { has(name: string): boolean },
  numbered = (number: number): string => `${name}-${number}`,
): string {
  let unused = name;
  for (let number = 2; taken.has(unused); number++) unused = numbered(number);
  return unused;
}

/** The items with the same key together, in the order in which the keys first occur. */
export function groupedBy<T>(items: Iterable<T>, keyOf: (item: T) => unknown): [T, ...T[]][] {
  const groups = new Map<unknown, T[]>();
  for (const item of items) append(groups, keyOf(item), item);
  return [...groups.values()] as [T, ...T[]][];
}
