import type { FastOption } from './tables.ts';

/** The integers that a leaf's bits take. */
export const bitWords = 3;

/**
 * All clauses that a leaf's options speak of, a bit for each. What holds of some answers is the union of one row for each
 * answer, and from that alone can be seen which option fits and what its effects are.
 */
export interface LeafBits {
  /** By question, where its rows begin, one for each cell; -1: no clause is about it. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** One row for each option: what contradicts it, and what its effects depend on. */
  readonly contradictions: Int32Array;
  readonly effects: Int32Array;
}

/**
 * @param counts how many cells each question has
 * @returns null where there are more clauses than bits
 */
export function leafBitsOf(options: readonly FastOption[], counts: readonly number[]): LeafBits | null {
  const clauses: { readonly question: number; readonly cells: number }[] = [];
  const bitOf = new Map<string, number>();
  const bitsOf = (pairs: Int32Array): number[] => {
    const bits: number[] = [];
    for (let at = 0; at < pairs.length; at += 2) {
      const [question, cells] = [pairs[at] as number, pairs[at + 1] as number];
      const key = `${question} ${cells}`;
      if (!bitOf.has(key)) bitOf.set(key, clauses.push({ question, cells }) - 1);
      bits.push(bitOf.get(key) as number);
    }
    return bits;
  };
  const contradictions = options.map((option) => bitsOf(option.contradictions));
  const effects = options.map((option) => runsOf(option.effects).flatMap(bitsOf));
  if (clauses.length > 32 * bitWords) return null;

  const starts = new Int32Array(counts.length).fill(-1);
  const rows: number[] = [];
  for (const [question, count] of counts.entries()) {
    if (!clauses.some((clause) => clause.question === question)) continue;
    starts[question] = rows.length;
    for (let cell = 0; cell < count; cell++) {
      const holds = clauses.flatMap((clause, bit) => (clause.question === question && (clause.cells >>> cell) & 1 ? [bit] : []));
      rows.push(...wordsOf(holds));
    }
  }
  return {
    starts,
    rows: Int32Array.from(rows),
    contradictions: Int32Array.from(contradictions.flatMap(wordsOf)),
    effects: Int32Array.from(effects.flatMap(wordsOf)),
  };
}

/** The clauses of each effect. */
function runsOf(effects: Int32Array): Int32Array[] {
  const runs: Int32Array[] = [];
  for (let at = 0; at < effects.length; ) {
    const end = at + 1 + 2 * (effects[at] as number);
    runs.push(effects.subarray(at + 1, end));
    at = end;
  }
  return runs;
}

function wordsOf(bits: readonly number[]): number[] {
  const words = Array.from({ length: bitWords }, () => 0);
  for (const bit of bits) words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31));
  return words;
}
