/** One line of a stream; `bytes` is null where it is longer than anybody can mean. */
export interface Line {
  readonly bytes: Uint8Array | null;
  /** Counted from 1. */
  readonly line: number;
}

/** In bytes. */
export const longestLine = 1_048_576;
const lineFeed = 0x0a;

/** Cuts a stream of bytes into lines. It never holds more than one line, and gives up on one that is too long. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let line = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    length += part.length;
    if (length > longestLine) parts = [];
    else parts.push(part);
  };
  const take = (): Line => {
    const bytes = length > longestLine ? null : parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { bytes, line: line++ };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
