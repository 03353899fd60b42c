/** Beyond these a text is refused before it can exhaust the program. */
export const limits = {
  bytes: 10 * 1024 * 1024,
  /** Mappings and lists inside one another. */
  depth: 64,
  /** Values that aliases stand for, all together. */
  aliased: 100_000,
  /** Problems reported of one file. */
  findings: 100,
} as const;

/**
 * Decodes bytes as UTF-8, without a byte order mark.
 *
 * @returns the text, and the offset in it of the first place that is not UTF-8, null if there is none; each such place is U+FFFD
 */
export function decode(bytes: Uint8Array): { readonly text: string; readonly broken: number | null } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), broken: null };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return { text, broken: firstReplaced(text, bytes) };
  }
}

/** The first U+FFFD that does not stand for itself. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  let byte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd && !(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd)) return at;
    if (unit < 0x80) byte += 1;
    else if (unit < 0x800) byte += 2;
    // The two halves of a pair make four bytes; every other character here makes three.
    else byte += unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
  }
  return text.length;
}
