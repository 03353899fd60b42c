import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/cli/batch/batch-blocks.ts';
import type { BlockResult } from '../../src/cli/batch/batch-lines.ts';
import { type Progress, runBatch } from '../../src/cli/batch/batch-run.ts';
import type { BatchHelper } from '../../src/cli/host/io.ts';

/** So large that a second thread is asked for. */
const large = new Uint8Array(68_000_000).fill(0x0a);
/** Long lines: a small block is not worth the way to anybody. */
const lineLength = 131_072;

const encoder = new TextEncoder();

/** Blocks of so many lines, the first one large; null for each that has none. */
async function* blocksOf(sizes: readonly number[]): AsyncGenerator<Block> {
  yield large;
  for (const size of sizes) {
    await Promise.resolve();
    const block = new Uint8Array(size * lineLength);
    for (let line = 1; line <= size; line++) block[line * lineLength - 1] = 0x0a;
    yield size === 0 ? null : block;
  }
}

/** Says which lines it was given, and by whom it was done: one line at a time, but for the large block. */
function work(by: string): (block: Block, line: number, start: number) => BlockResult {
  const shared = new Uint8Array(100);
  return (block, line, start) => {
    const lines = block?.length === large.length ? large.length : 1;
    // The same bytes each time, as the real one does it.
    const { written } = encoder.encodeInto(`${by} ${line}-${line + lines - 1}\n`, shared);
    const end = lines > 1 ? large.length : start + (block === null ? 0 : lineLength);
    return { output: shared.subarray(0, written), lines, entries: lines, invalid: block === null ? 1 : 0, end };
  };
}

/** A second thread that takes its time. */
function helperWith(delays: readonly number[], log: { most: number; stopped: number }, fail = false): BatchHelper {
  const there = work('helper');
  let before: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let calls = 0;
  return {
    run(block, line, onResult) {
      log.most = Math.max(log.most, ++waiting);
      const delay = delays[calls++ % delays.length] ?? 0;
      const result = before.then(async () => {
        for (let turn = 0; turn < delay; turn++) await new Promise((resolve) => setImmediate(resolve));
        waiting--;
        if (fail) throw new Error('it broke down');
        let number = line;
        for (let end = 0; end < block.length; number++) {
          const { output, ...counts } = there(block, number, end);
          onResult({ output: output.slice(), ...counts });
          end = counts.end;
        }
      });
      before = result.catch(() => {});
      return result;
    },
    stop: () => void log.stopped++,
  };
}

async function run(
  sizes: readonly number[],
  start: () => Promise<BatchHelper | null>,
): Promise<{ out: string[]; progress: Progress }> {
  const out: string[] = [];
  const progress: Progress = { bytes: 0, lines: 0, entries: 0, invalid: 0 };
  await runBatch(blocksOf(sizes), null, work('here'), start, (bytes) => out.push(new TextDecoder().decode(bytes)), progress);
  return { out, progress };
}

/** The lines that each of the results speaks of. */
function linesOf(out: readonly string[]): string[] {
  return out.map((text) => text.trim().split(' ')[1] as string);
}

describe('blocks are worked on by two and written in order', () => {
  const sizes = fc.array(fc.nat(4), { maxLength: 60 });

  it('whatever time the other one takes', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.array(fc.nat(3), { minLength: 1 }), async (list, delays) => {
        const log = { most: 0, stopped: 0 };
        const { out, progress } = await run(list, async () => helperWith(delays, log));
        const alone = await run(list, async () => null);
        expect(linesOf(out)).toEqual(linesOf(alone.out));
        expect(progress).toEqual(alone.progress);
        expect(log.most).toBeLessThanOrEqual(2);
        expect(log.stopped).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  it('and both have a share in it', async () => {
    const list = Array.from({ length: 60 }, () => 3);
    const { out } = await run(list, async () => helperWith([2], { most: 0, stopped: 0 }));
    expect(new Set(out.map((text) => text.split(' ')[0]))).toEqual(new Set(['here', 'helper']));
  });

  it('and what goes wrong there goes wrong here', async () => {
    const log = { most: 0, stopped: 0 };
    await expect(run([2, 2, 2, 2], async () => helperWith([1], log, true))).rejects.toThrow('it broke down');
    expect(log.stopped).toBe(1);
  });

  it('or by one, where the other comes too late', async () => {
    const log = { most: 0, stopped: 0 };
    let arrive = (): void => {};
    const late = new Promise<BatchHelper>((resolve) => {
      arrive = () => resolve(helperWith([0], log));
    });
    const { out } = await run([1, 0, 2], () => late);
    expect(out.map((text) => text.split(' ')[0])).toEqual(['here', 'here', 'here', 'here', 'here']);
    expect(linesOf(out).slice(1)).toEqual(['68000001-68000001', '68000002-68000002', '68000003-68000003', '68000004-68000004']);
    arrive();
    await late;
    await Promise.resolve();
    expect(log).toEqual({ most: 0, stopped: 1 });
  });
});
