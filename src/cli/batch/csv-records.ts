import { type Block, longestLine } from './batch-blocks.ts';

/** The bytes of one record, without the line end behind it, and its first line. Null: it is too long to be read. */
export interface RawRecord {
  readonly bytes: Uint8Array | null;
  readonly line: number;
}

const [lineFeed, carriageReturn, quote] = [0x0a, 0x0d, 0x22] as const;

/**
 * Finds the records in blocks of lines, as many at a time as a block ends. A record goes on over the end of a line where the
 * quotation marks so far are odd in number. If one of several lines turns out to be none, its first line is taken for a record
 * of its own and the next line begins another: a quotation mark too many spoils one line, not the rest of the file.
 *
 * @param isRecord judges several lines
 */
export async function* csvRecords(
  blocks: AsyncIterable<Block>,
  isRecord: (bytes: Uint8Array) => boolean,
): AsyncGenerator<readonly RawRecord[]> {
  let bytes: Uint8Array = new Uint8Array(0);
  let line = 1;
  /** The next quotation mark, if it is not behind us; the end where there is none. */
  let mark = 0;
  for await (const block of blocks) {
    if (block === null) {
      yield take(true);
      yield [{ bytes: null, line: line++ }];
      continue;
    }
    bytes = bytes.length === 0 ? block : joined(bytes, block);
    yield take(false);
  }
  yield take(true);

  /** Takes the records from the bytes; what may still go on is left, unless nothing can follow. */
  function take(last: boolean): RawRecord[] {
    const records: RawRecord[] = [];
    let start = 0;
    mark = -1;
    while (start < bytes.length) {
      const lineEnd = bytes.indexOf(lineFeed, start);
      const recordEnd = endOfRecord(start, lineEnd);
      if (recordEnd < 0 && !last && bytes.length - start <= longestLine) break;
      const several = recordEnd > lineEnd && recordEnd - start <= longestLine && isRecord(content(start, recordEnd));
      const end = several ? recordEnd : lineEnd;
      if (end !== recordEnd) mark = -1;
      const tooLong = end - start > longestLine;
      records.push({ bytes: tooLong ? null : content(start, end), line });
      line += several ? lineFeedsIn(bytes, start, end) + 1 : 1;
      start = end + 1;
    }
    bytes = bytes.slice(start);
    return records;
  }

  function content(start: number, end: number): Uint8Array {
    return bytes.subarray(start, end > start && bytes[end - 1] === carriageReturn ? end - 1 : end);
  }

  /** The line feed behind the record that begins at `start`; -1 where there is none. */
  function endOfRecord(start: number, lineEnd: number): number {
    let odd = false;
    if (mark < start) mark = markFrom(start);
    for (let end = lineEnd; end >= 0; end = bytes.indexOf(lineFeed, end + 1)) {
      for (; mark < end; mark = markFrom(mark + 1)) odd = !odd;
      if (!odd) return end;
    }
    return -1;
  }

  function markFrom(start: number): number {
    const found = bytes.indexOf(quote, start);
    return found < 0 ? bytes.length : found;
  }
}

/** How many line feeds there are from one place up to another. */
export function lineFeedsIn(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed, from); at >= 0 && at < to; at = bytes.indexOf(lineFeed, at + 1)) count++;
  return count;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
