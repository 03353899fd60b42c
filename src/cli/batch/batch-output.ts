/** Result lines in the making, as bytes. */
export interface Output {
  /** Adds what was decided: an id, as JSON among other bytes (none where they are none), the line's number, and the rest. */
  decided(bytes: Uint8Array, idFrom: number, idTo: number, line: number, rest: Uint8Array): void;
  text(text: string): void;
  /** How many bytes were added since they were last taken. */
  size(): number;
  /** All that was added since this was last asked for; good until more is added. */
  take(): Uint8Array;
}

const encoder = new TextEncoder();
const head = encoder.encode('{"id":');
const noId = encoder.encode('null');
const lineKey = encoder.encode(',"line":');
/** Copying so few bytes one by one is faster than setting up to copy them at once. */
const few = 48;
const zero = 0x30;
/** The largest number that machine integers hold, and its digits. */
const largest = 2_147_483_647;
const mostDigits = 10;
const around = head.length + noId.length + lineKey.length + mostDigits;

export function outputOf(): Output {
  let buffer = new Uint8Array(524_288);
  let length = 0;
  const output: Output = {
    decided(bytes, idFrom, idTo, line, rest) {
      if (line > largest) {
        const id = idFrom === idTo ? 'null' : new TextDecoder().decode(bytes.subarray(idFrom, idTo));
        output.text(`{"id":${id},"line":${line}${new TextDecoder().decode(rest)}`);
        return;
      }
      reserve(around + (idTo - idFrom) + rest.length);
      let at = put(head, 0, head.length, length);
      at = idFrom === idTo ? put(noId, 0, noId.length, at) : put(bytes, idFrom, idTo, at);
      at = put(lineKey, 0, lineKey.length, at);
      at = putNumber(line, at);
      buffer.set(rest, at);
      length = at + rest.length;
    },
    text(text) {
      // No character takes more than three bytes for each of its code units.
      reserve(3 * text.length);
      length += encoder.encodeInto(text, buffer.subarray(length)).written;
    },
    size: () => length,
    take() {
      const taken = buffer.subarray(0, length);
      length = 0;
      return taken;
    },
  };
  return output;

  function reserve(more: number): void {
    if (length + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * buffer.length, length + more));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  }

  function put(bytes: Uint8Array, from: number, to: number, at: number): number {
    if (to - from > few) buffer.set(bytes.subarray(from, to), at);
    else for (let index = from; index < to; index++) buffer[at + index - from] = bytes[index] as number;
    return at + to - from;
  }

  function putNumber(value: number, at: number): number {
    let digits = 1;
    for (let rest = value; rest >= 10; rest = (rest / 10) | 0) digits++;
    let rest = value;
    for (let index = at + digits - 1; index >= at; index--) {
      const tens = (rest / 10) | 0;
      buffer[index] = zero + rest - 10 * tens;
      rest = tens;
    }
    return at + digits;
  }
}
