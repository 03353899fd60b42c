import type { Block } from './batch-blocks.ts';
import type { BlockResult, BlockWorker } from './batch-lines.ts';
import { lineFeedsIn } from './csv-records.ts';
import type { BatchHelper } from './io.ts';

/** How far a batch has come: bytes that were taken up, lines that were written, and how many of these were not blank, or bad. */
export interface Progress {
  bytes: number;
  lines: number;
  entries: number;
  invalid: number;
}

/** A helper takes as long to start as one thread takes for this many bytes, and longer. */
const worthHelp = 16_777_216;
/** So many blocks lie ready at the helper: it must not run dry while this thread works on one of its own. */
const ahead = 2;
/** So many blocks may be under way. */
const mostUnderWay = 24;

/** A block that is under way; the slots are in the order of the input. */
interface Slot {
  /** Null: the helper has not finished it. */
  result: BlockResult | null;
  done: Promise<void>;
}

/**
 * Works through blocks and writes what they come to, in their order. This thread works alone until it is certain that a second
 * one pays; from then on that one takes what it can, and this one the rest.
 *
 * @param startHelper gives the helper when it is ready, or null where there is no processor for it
 * @param progress is kept up to date
 */
export async function runBatch(
  blocks: AsyncIterable<Block>,
  work: BlockWorker,
  startHelper: () => Promise<BatchHelper | null>,
  write: (output: Uint8Array) => void,
  progress: Progress,
): Promise<void> {
  const slots: Slot[] = [];
  let helper: BatchHelper | null = null;
  let asked = false;
  let atHelper = 0;
  let line = 1;
  try {
    for await (const block of blocks) {
      progress.bytes += block === null ? 0 : block.length;
      if (!asked && progress.bytes > worthHelp) {
        asked = true;
        void startHelper().then((started) => {
          helper = started;
        });
      }
      if (block !== null && helper !== null && atHelper < ahead) handOver(helper, block);
      else workHere(block);
      await finish(mostUnderWay);
    }
    await finish(0);
  } finally {
    (helper as BatchHelper | null)?.stop();
  }

  function handOver(to: BatchHelper, block: Uint8Array<ArrayBuffer>): void {
    const first = line;
    line += lineFeedsIn(block);
    atHelper++;
    const slot: Slot = { result: null, done: Promise.resolve() };
    slot.done = to.run(block, first).then((result) => {
      slot.result = result;
      atHelper--;
    });
    // What went wrong is told when it is its turn.
    slot.done.catch(() => {});
    slots.push(slot);
  }

  function workHere(block: Block): void {
    const result = work(block, line);
    line += result.lines;
    if (slots.length === 0) put(result);
    else slots.push({ result: { ...result, output: result.output.slice() }, done: Promise.resolve() });
  }

  /** Writes what is finished, and waits until no more than so many blocks are under way. */
  async function finish(most: number): Promise<void> {
    for (let slot = slots[0]; slot; slot = slots[0]) {
      if (slot.result === null && slots.length <= most) return;
      await slot.done;
      put(slot.result as BlockResult);
      slots.shift();
    }
  }

  function put({ output, lines, entries, invalid }: BlockResult): void {
    if (output.length > 0) write(output);
    progress.lines += lines;
    progress.entries += entries;
    progress.invalid += invalid;
  }
}
