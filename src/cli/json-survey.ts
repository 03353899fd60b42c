/** What `JSON.parse` says nothing about. */
export interface Survey {
  /** The first key that an object has twice, of which `JSON.parse` takes the last; null: none. */
  readonly twice: string | null;
  /** How deep objects and lists are nested. */
  readonly depth: number;
}

/** Looks through a JSON text, which must be valid. */
export function surveyJson(text: string): Survey {
  /** The keys of each object that is open, and null for each list. */
  const open: (Set<string> | null)[] = [];
  let twice: string | null = null;
  let depth = 0;
  for (const { 0: token, 1: colon } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[{}\]]/g)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      depth = Math.max(depth, open.length);
    } else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const keys = open.at(-1) as Set<string>;
      const key: string = JSON.parse(token.slice(0, -colon.length));
      if (keys.has(key)) twice ??= key;
      keys.add(key);
    }
  }
  return { twice, depth };
}
