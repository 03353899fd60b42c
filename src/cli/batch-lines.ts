import { type Block, longestLine } from './batch-blocks.ts';
import { readEntry } from './batch-entry.ts';
import { type BatchJob, resultsOf, type Taken } from './batch-results.ts';
import { scannerOf } from './batch-scan.ts';

/** What a block came to; lines are counted with blank ones. */
export interface BlockResult extends Taken {
  readonly lines: number;
}

/** Decides the lines of a block, the first of which has the number `line`. */
export type BlockWorker = (block: Block, line: number) => BlockResult;

const lineFeed = 0x0a;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decides JSON Lines. */
export function lineWorker(job: BatchJob): BlockWorker {
  const results = resultsOf(job);
  const scanner = scannerOf(results.decider);

  return (block, line) => {
    if (block === null) {
      results.invalid('null', line, [tooLong]);
      return { ...results.take(), lines: 1 };
    }
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    const scannable = { bytes: block, view, isText: once(() => isUtf8(block)) };
    let number = line;
    for (let start = 0; start < block.length; number++) {
      let end = scanner.scan(scannable, start);
      if (end >= 0 && end - start <= longestLine) results.decidedIn(block, scanner.idFrom, scanner.idTo, number);
      else {
        end = block.indexOf(lineFeed, start) + 1;
        addEntry(block.subarray(start, end - 1), number);
      }
      start = end;
    }
    return { ...results.take(), lines: number - line };
  };

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
