/** What `JSON.parse` says nothing about. */
export interface Survey {
  /** The first key that an object has twice, of which `JSON.parse` takes the last; null: none. */
  readonly twice: string | null;
  /** How deep objects and lists are nested. */
  readonly depth: number;
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[{}\]]/g;

/** Looks through a JSON text, which must be valid. */
export function surveyJson(text: string): Survey {
  /** The keys of each object that is open, and null for each list. */
  const open: (Set<string> | null)[] = [];
  let twice: string | null = null;
  let depth = 0;
  for (const { 0: token, 1: colon } of text.matchAll(tokens)) {
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

/**
 * The number under a key of the object that a JSON text is, as it is written: `JSON.parse` rounds what has more digits than
 * it can hold. The text must be valid, and the value a number.
 */
export function numberUnder(key: string, text: string): string {
  let depth = 0;
  // As `JSON.parse` does, the last one where it stands twice.
  let end = 0;
  for (const { 0: token, 1: colon, index } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && colon !== undefined && JSON.parse(token.slice(0, -colon.length)) === key) {
      end = index + token.length;
    }
  }
  return (/[-+.\deE]+/.exec(text.slice(end)) as RegExpExecArray)[0];
}
