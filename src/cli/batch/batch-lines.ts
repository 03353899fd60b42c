import { type Block, longestLine } from './batch-blocks.ts';
import { readEntry } from './batch-entry.ts';
import { type BatchJob, loadSayings, resultsOf, type Sayings, type Taken } from './batch-results.ts';
import { type Scannable, scannerOf } from './batch-scan.ts';

/** What lines of a block came to; lines are counted with blank ones. */
export interface BlockResult extends Taken {
  readonly lines: number;
  /** The place in the block up to which they are: before its end where they came to more than is good to hold. */
  readonly end: number;
}

/** Decides the lines of a block from a place on; the line there has the number `line`. */
export type BlockWorker = (block: Block, line: number, start: number) => BlockResult | Promise<BlockResult>;

/** In bytes: results are handed on before they are more. */
const mostResults = 1_048_576;
const lineFeed = 0x0a;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decides JSON Lines. */
export function lineWorker(job: BatchJob): BlockWorker {
  const sayings: Sayings = { sentence: null };
  const results = resultsOf(job, sayings);
  const scanner = scannerOf(results.decider);

  return (block, line, start) =>
    workOn(block, line, start) ?? loadSayings(sayings).then(() => workOn(block, line, start) as BlockResult);

  function workOn(block: Block, line: number, start: number): BlockResult | null {
    let number = line;
    let end = start;
    if (block === null) results.invalid('null', number++, [tooLong]);
    else {
      const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
      const scannable = { bytes: block, view, isText: once(() => isUtf8(block)) };
      for (; end < block.length && results.size() < mostResults; number++) end = decideLine(scannable, end, number);
    }
    const taken = results.take();
    return taken && { ...taken, lines: number - line, end };
  }

  /** Decides the line that begins at `start`. Gives the place behind it. */
  function decideLine(block: Scannable, start: number, line: number): number {
    const { bytes } = block;
    const scanned = scanner.scan(block, start);
    if (scanned >= 0 && scanned - start <= longestLine) {
      results.decidedIn(bytes, scanner.idFrom, scanner.idTo, line);
      return scanned;
    }
    const end = bytes.indexOf(lineFeed, start);
    addEntry(bytes.subarray(start, end), line);
    return end + 1;
  }

  function addEntry(bytes: Uint8Array, line: number): void {
    const entry = bytes.length > longestLine ? { id: 'null', problems: [tooLong] as const } : readEntry(bytes, line, job.pack);
    if (entry === null) return;
    if ('problems' in entry) results.invalid(entry.id, line, entry.problems);
    else {
      results.decider.answerAll(entry.answers);
      results.decided(entry.id, line);
    }
  }
}

const tooLong = { code: 'line-too-long', args: { limit: longestLine } } as const;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function once(work: () => boolean): () => boolean {
  let known: boolean | null = null;
  return () => {
    known ??= work();
    return known;
  };
}
