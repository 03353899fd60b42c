/** Longer words are hardly typing mistakes, and a comparison takes time quadratic in their length. */
const MAX_WORD_CHARACTERS = 64;

/** A shorter beginning says too little about the rest of a word. */
const MIN_BEGINNING_CHARACTERS = 3;

/**
 * The candidate that a mistyped word probably means: the nearest one, if at most a third of it, or one of two characters, has to
 * change, and of several equally near ones the one that begins with it, or the first; else the only one that begins with it.
 * Null if there is none. Case is ignored.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length === 0 || word.length > MAX_WORD_CHARACTERS) return null;
  const wanted = word.toLowerCase();
  const longer: string[] = [];
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    if (candidate === word) return candidate;
    const begins = candidate.toLowerCase().startsWith(wanted);
    if (begins) longer.push(candidate);
    const length = Math.max(word.length, candidate.length);
    const limit = Math.min(begins && longer.length === 1 ? least : least - 1, Math.max(1, Math.floor(length / 3)), length - 1);
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const changes = distance(wanted, candidate.toLowerCase());
    if (changes > limit) continue;
    best = candidate;
    least = changes;
  }
  if (best !== null || word.length < MIN_BEGINNING_CHARACTERS || longer.length > 1) return best;
  return longer[0] ?? null;
}

/** The nearest candidate as an argument of a message; empty if none is near. */
export function suggestionFor(word: string, candidates: Iterable<string>): { readonly suggestion?: string } {
  const suggestion = nearest(word, candidates);
  return suggestion === null ? {} : { suggestion };
}

/** More known ids than a sentence lists, so that it says that there are more. */
export const MAX_KNOWN_IDS = 41;

/** The arguments of a message about an unknown id: with the known ones, and the nearest of these. */
export function unknownId(id: string, known: readonly string[]) {
  return { id, known, ...suggestionFor(id, known) };
}

/** The edit distance of two words: insertions, deletions, substitutions and swaps of neighbouring characters. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + (same ? 0 : 1));
      // A swap of two letters alone is another word: `on` is not `no`.
      if (a.length > 2 && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] as number;
}
