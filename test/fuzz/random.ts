/** Random choices that a seed repeats. */
export interface Random {
  /** An integer from 0 up to, but not including, a limit. */
  below(limit: number): number;
  /** True with a chance in percent. */
  percent(chance: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Words, or none of them. */
  some(chance: number, ...words: readonly string[]): readonly string[];
}

/** Mulberry32: small, fast, and the same everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const percent = (chance: number): boolean => below(100) < chance;
  return {
    below,
    percent,
    some: (chance, ...words) => (percent(chance) ? words : []),
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[below(items.length)] as T;
    },
  };
}
