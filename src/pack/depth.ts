import type { CST } from 'yaml';

/** Where a token goes deeper than so many mappings and lists inside one another, or null. Needs no stack of its own depth. */
export function deepest(token: CST.Token, limit: number): number | null {
  if (token.type !== 'document' || !token.value) return null;
  const waiting: [CST.Token, number][] = [[token.value, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [at, depth] = next;
    if (at.type !== 'block-map' && at.type !== 'block-seq' && at.type !== 'flow-collection') continue;
    if (depth >= limit) return at.offset;
    // The first of several too deep is told: it is looked at last in, so the items go in from the back.
    for (let index = at.items.length - 1; index >= 0; index--) {
      const { key, value } = at.items[index] as CST.CollectionItem;
      if (value) waiting.push([value, depth + 1]);
      if (key) waiting.push([key, depth + 1]);
    }
  }
  return null;
}
