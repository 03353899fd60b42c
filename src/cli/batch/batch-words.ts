/** Tells which of some words a JSON string is, without making a string of it. */
export interface Words {
  /** The number of the word of a set that stands behind an opening quote; -1 where it is none of them. */
  read(bytes: DataView, start: number, set: number): number;
  /** The place behind the closing quote of the word that was read last. */
  end(): number;
}

/** How many bytes a word is looked up by, and how many are compared together. */
const [lead, piece] = [3, 4] as const;
const leadMask = 0xffffff;
/** Set (from 1 on), lead, length, last piece with the closing quote, number, and where the pieces between begin. */
const slotSize = 8;
const emptySlots = 8;

/**
 * Makes a table of words. A word is looked up by its lead; then it is known how long it must be, and the rest is compared:
 * the quote that ends it need not be looked for.
 *
 * @param sets words with their numbers, from 0; words that JSON may or must write in other ways than as they are, and those
 *   of one letter, are left out
 */
export function wordsOf(sets: readonly ReadonlyMap<string, number>[]): Words {
  const words = sets.flatMap((set, index) => [...set].map(([word, number]) => ({ set: index + 1, word, number })));
  const plain = words.filter(({ word }) => /^[ !#-[\]-~]{2,}$/.test(word));
  const bits = 32 - Math.clz32(emptySlots * plain.length);
  const table = new Int32Array(slotSize << bits);
  const wrap = table.length - 1;
  const between: number[] = [];
  let end = 0;
  for (const { set, word, number } of plain) {
    const written = `"${word}"`;
    const first = pieceAt(written, 1) & leadMask;
    let slot = slotOf(set, first);
    while (table[slot] !== 0) slot = (slot + slotSize) & wrap;
    table.set([set, first, word.length, pieceAt(written, written.length - piece), number, between.length], slot);
    for (let at = lead; at < word.length - lead; at += piece) between.push(pieceAt(written, 1 + at));
  }

  return { read, end: () => end };

  function slotOf(set: number, first: number): number {
    return slotSize * (Math.imul(first ^ (set << 24), 0x9e3779b1) >>> (32 - bits));
  }

  function read(bytes: DataView, start: number, setIndex: number): number {
    const size = bytes.byteLength;
    if (start + piece > size) return -1;
    const set = setIndex + 1;
    const first = bytes.getInt32(start, true) & leadMask;
    for (let slot = slotOf(set, first); table[slot] !== 0; slot = (slot + slotSize) & wrap) {
      if (table[slot] !== set || table[slot + 1] !== first) continue;
      const length = table[slot + 2] as number;
      const last = start + length + 1 - piece;
      if (last + piece > size || bytes.getInt32(last, true) !== table[slot + 3]) continue;
      if (length > 2 * lead && !isBetween(bytes, start, length, table[slot + 5] as number)) continue;
      end = start + length + 1;
      return table[slot + 4] as number;
    }
    return -1;
  }

  function isBetween(bytes: DataView, start: number, length: number, from: number): boolean {
    for (let at = lead, index = from; at < length - lead; at += piece, index++) {
      if (bytes.getInt32(start + at, true) !== between[index]) return false;
    }
    return true;
  }
}

/** Some letters as one number, the first one the lowest byte; zeros behind the end. */
function pieceAt(word: string, at: number): number {
  let bytes = 0;
  for (let index = 0; index < piece; index++) bytes |= (word.charCodeAt(at + index) || 0) << (8 * index);
  return bytes;
}
