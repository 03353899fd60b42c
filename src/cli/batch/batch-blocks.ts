/** In bytes. A longer line than anybody can mean. */
export const longestLine = 1_048_576;
const lineFeed = 0x0a;

/** Whole lines, one after another, the last one ended, too. Null: one line that is too long to be read. */
export type Block = Uint8Array<ArrayBuffer> | null;

/** So much is gathered before it is worked on, in bytes, as long as more comes as fast. */
const blockSize = 262_144;
/** A piece that is smaller than this was all there was. */
const fullPiece = 65_536;

/**
 * Cuts a stream into blocks of lines, each of which is good until the next is asked for. No more is held than a block and
 * the beginning of a line.
 */
export async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  let buffer = new Uint8Array(2 * blockSize);
  let length = 0;
  /** How much of it is whole lines. */
  let whole = 0;
  /** In the middle of a line that is too long. */
  let passing = false;

  for await (const chunk of chunks) {
    let piece = chunk;
    const end = piece.indexOf(lineFeed);
    if (passing || length - whole + (end < 0 ? piece.length : end) > longestLine) {
      if (whole > 0) yield buffer.subarray(0, whole);
      length = 0;
      whole = 0;
      passing = end < 0;
      if (passing) continue;
      yield null;
      piece = piece.subarray(end + 1);
    }
    const last = piece.lastIndexOf(lineFeed);
    if (last >= 0) whole = length + last + 1;
    add(piece);
    if (whole >= blockSize || (whole > 0 && chunk.length < fullPiece)) {
      yield buffer.subarray(0, whole);
      buffer.copyWithin(0, whole, length);
      length -= whole;
      whole = 0;
    }
  }
  if (passing) yield null;
  if (length > whole) add(Uint8Array.of(lineFeed));
  if (length > 0) yield buffer.subarray(0, length);

  function add(piece: Uint8Array): void {
    if (length + piece.length > buffer.length) {
      const larger = new Uint8Array(2 * (length + piece.length));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(piece, length);
    length += piece.length;
  }
}
