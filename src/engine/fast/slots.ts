/** Bounded places to remember things at: each key has one slot that it can be in, and a later key takes it over. */
export interface Slots {
  /** The slot of a key; -1 where it is in none. */
  find(key: Int32Array): number;
  /** Gives the slot to the key that was last looked for. */
  take(key: Int32Array): number;
}

/**
 * @param width of each key
 * @param size a power of two: how many slots there are
 */
export function slotsOf(width: number, size: number): Slots {
  const keys = new Int32Array(size * width);
  const taken = new Uint8Array(size);
  let slot = 0;
  return {
    find(key) {
      let hash = 0;
      for (let at = 0; at < width; at++) {
        hash = Math.imul(hash ^ (key[at] as number), 0x9e3779b1);
        hash ^= hash >>> 15;
      }
      slot = hash & (size - 1);
      const start = slot * width;
      for (let at = 0; at < width; at++) if (keys[start + at] !== key[at]) return -1;
      return taken[slot] === 0 ? -1 : slot;
    },
    take(key) {
      const start = slot * width;
      for (let at = 0; at < width; at++) keys[start + at] = key[at] as number;
      taken[slot] = 1;
      return slot;
    },
  };
}
