/** The first key that an object in a JSON text has twice, or null. The text must be valid. */
export function duplicateKey(text: string): string | null {
  /** The keys of each object that is open, and null for each list. */
  const open: (Set<string> | null)[] = [];
  for (const { 0: token, 1: colon } of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[{}\]]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const keys = open.at(-1) as Set<string>;
      const key: string = JSON.parse(token.slice(0, -colon.length));
      if (keys.has(key)) return key;
      keys.add(key);
    }
  }
  return null;
}
