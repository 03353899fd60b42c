/** A longer line than anybody can mean, in characters. */
export const MAX_LINE_LENGTH = 1_048_576;

/** The mark that stands for bytes that are no UTF-8. */
const replacement = '\uFFFD';

/**
 * Cuts a stream of bytes into lines, as many at a time as a piece completes. No more is held than a piece and the beginning of
 * a line.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    // What is too long already need not be kept: it only has to stay too long.
    if (rest.length > 2 * MAX_LINE_LENGTH) rest = rest.slice(0, MAX_LINE_LENGTH + 1);
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}

/** Whether a line has bytes that are no UTF-8. */
export function isBroken(line: string): boolean {
  return line.includes(replacement);
}
