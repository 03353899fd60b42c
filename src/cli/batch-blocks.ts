/** In bytes. A longer line than anybody can mean. */
export const longestLine = 1_048_576;
const lineFeed = 0x0a;

/** Whole lines of a stream, one after another, the last one ended, too. Null: one line that is too long to be read. */
export type Block = Uint8Array<ArrayBuffer> | null;

/** So much is gathered before it is worked on, in bytes, as long as more comes as fast. */
const blockSize = 262_144;
/** A piece that is smaller than this was all there was. */
const fullPiece = 65_536;

/** Cuts a stream into blocks of lines. It holds no more than a block and the beginning of a line. */
export async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  /** How much of it is whole lines. */
  let whole = 0;
  /** In the middle of a line that is too long. */
  let passing = false;

  for await (const chunk of chunks) {
    let piece = chunk;
    const end = piece.indexOf(lineFeed);
    if (passing || length - whole + (end < 0 ? piece.length : end) > longestLine) {
      if (whole > 0) yield takeWhole();
      pieces = [];
      length = 0;
      passing = end < 0;
      if (passing) continue;
      yield null;
      piece = piece.subarray(end + 1);
    }
    pieces.push(piece);
    const last = piece.lastIndexOf(lineFeed);
    if (last >= 0) whole = length + last + 1;
    length += piece.length;
    if (whole >= blockSize || (whole > 0 && chunk.length < fullPiece)) yield takeWhole();
  }
  if (passing) yield null;
  if (length > whole) {
    pieces.push(Uint8Array.of(lineFeed));
    whole = ++length;
  }
  if (whole > 0) yield takeWhole();

  function takeWhole(): Uint8Array<ArrayBuffer> {
    const block = new Uint8Array(whole);
    const rest: Uint8Array[] = [];
    let at = 0;
    for (const piece of pieces) {
      const part = piece.subarray(0, whole - at);
      block.set(part, at);
      at += part.length;
      if (part.length < piece.length) rest.push(piece.subarray(part.length));
    }
    pieces = rest;
    length -= whole;
    whole = 0;
    return block;
  }
}
