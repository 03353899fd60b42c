const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[{}\]]/g;

/**
 * The first key that an object in a JSON text has twice, of which `JSON.parse` takes the last; null: none.
 *
 * @param text valid JSON
 */
export function duplicateKey(text: string): string | null {
  /** The keys of each object that is open, and null for each list. */
  const open: (Set<string> | null)[] = [];
  for (const { 0: token, 1: colon } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const keys = open.at(-1);
      const key: string = JSON.parse(token.slice(0, -colon.length));
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}

/** How many colons there are: at least one for each key, so that as many as there are keys show that none is there twice. */
export function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}

/**
 * The number under a key at the top of a JSON text, as it is written: `JSON.parse` rounds what has more digits than it can hold.
 *
 * @param text valid JSON, an object in which the value is a number
 */
export function numberUnder(key: string, text: string): string {
  let depth = 0;
  // As with `JSON.parse`, the last one counts where it stands twice.
  let end = 0;
  for (const { 0: token, 1: colon, index } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && colon !== undefined && JSON.parse(token.slice(0, -colon.length)) === key) end = index + token.length;
  }
  return /[-+.\deE]+/.exec(text.slice(end))?.[0] ?? 'null';
}
