import type { BatchHelper } from '../host/io.ts';
import type { Block } from './batch-blocks.ts';
import type { BlockResult, BlockWorker } from './batch-lines.ts';
import { lineFeedsIn } from './csv-records.ts';

/** How far a batch has come: bytes that were taken up, lines that were written, and how many of these were not blank, or bad. */
export interface Progress {
  bytes: number;
  lines: number;
  entries: number;
  invalid: number;
}

/** In bytes. For less, a helper is not worth its start and its warming up. */
const worthHelp = 67_108_864;
/** So many blocks lie ready at the helper: it must not run dry while this thread works on one of its own. */
const ahead = 2;
/** In bytes. A smaller block is not worth the way to the helper. */
const smallBlock = 131_072;
/** A block of more lines comes to so much that this thread had better write it as it goes. */
const mostLines = 20_000;
/** So many blocks may be under way, and so many bytes of results may wait for their turn. */
const mostUnderWay = 24;
const mostWaiting = 8_388_608;

/** A block that is under way; the slots are in the order of the input. Results are written when theirs is the first. */
interface Slot {
  readonly results: BlockResult[];
  isDone: boolean;
  done: Promise<void>;
}

/**
 * Works through blocks and writes what they come to, in their order. This thread works alone until it is certain that a second
 * one pays; from then on that one takes what it can, and this one the rest.
 *
 * @param size of the input in bytes, or null where nobody knows: then help is called for when so much has come that it pays
 * @param startHelper gives the helper when it is ready, or null where there is no processor for it
 * @param progress is kept up to date
 */
export async function runBatch(
  blocks: AsyncIterable<Block>,
  size: number | null,
  work: BlockWorker,
  startHelper: () => Promise<BatchHelper | null>,
  write: (output: Uint8Array) => void,
  progress: Progress,
): Promise<void> {
  const slots: Slot[] = [];
  let helper: BatchHelper | null = null;
  let asked = false;
  let ended = false;
  let atHelper = 0;
  let waiting = 0;
  let line = 1;
  try {
    for await (const block of blocks) {
      progress.bytes += block === null ? 0 : block.length;
      if (!asked && Math.max(size ?? 0, progress.bytes) > worthHelp) {
        asked = true;
        void startHelper().then((started) => {
          helper = started;
          if (ended) started?.stop();
        });
      }
      // A small block was all that had come: what it comes to must not wait for more.
      const small = block === null || block.length < smallBlock;
      const lines = small || helper === null || atHelper === ahead ? null : lineFeedsIn(block);
      if (block !== null && helper !== null && lines !== null && lines <= mostLines) handOver(helper, block, lines);
      else await workHere(block);
      await finish(small ? 0 : mostUnderWay);
    }
    await finish(0);
  } finally {
    ended = true;
    (helper as BatchHelper | null)?.stop();
  }

  function handOver(to: BatchHelper, block: Uint8Array<ArrayBuffer>, lines: number): void {
    const slot = newSlot();
    atHelper++;
    slot.done = to
      .run(block, line, (result) => keep(slot, result))
      .then(() => {
        slot.isDone = true;
        atHelper--;
      });
    // What went wrong is told when it is its turn.
    slot.done.catch(() => {});
    line += lines;
  }

  async function workHere(block: Block): Promise<void> {
    const slot = newSlot();
    let end = 0;
    do {
      const result = await work(block, line, end);
      line += result.lines;
      end = result.end;
      if (slots[0] === slot && slot.results.length === 0) put(result);
      // The bytes are used again.
      else keep(slot, { ...result, output: result.output.slice() });
      if (waiting > mostWaiting) await finish(1);
    } while (block !== null && end < block.length);
    slot.isDone = true;
  }

  function newSlot(): Slot {
    const slot = { results: [], isDone: false, done: Promise.resolve() };
    slots.push(slot);
    return slot;
  }

  function keep(slot: Slot, result: BlockResult): void {
    slot.results.push(result);
    waiting += result.output.length;
  }

  /** Writes what is finished, and waits until no more than so many blocks are under way. */
  async function finish(most: number): Promise<void> {
    for (let slot = slots[0]; slot; slot = slots[0]) {
      for (const result of slot.results.splice(0)) {
        waiting -= result.output.length;
        put(result);
      }
      if (slot.isDone) slots.shift();
      else if (slots.length <= most) return;
      else await slot.done;
    }
  }

  function put({ output, lines, entries, invalid }: BlockResult): void {
    if (output.length > 0) write(output);
    progress.lines += lines;
    progress.entries += entries;
    progress.invalid += invalid;
  }
}
