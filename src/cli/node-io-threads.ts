import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BlockResult } from './batch-lines.ts';
import type { BatchJob } from './batch-results.ts';
import type { BatchHelper } from './io.ts';

/** Starts a thread that works on blocks; null where there is no second processor, or where no thread can be had. */
export function startHelper(program: string, job: BatchJob): Promise<BatchHelper | null> {
  if (availableParallelism() < 2) return Promise.resolve(null);
  const worker = new Worker(program, { workerData: job });
  // It must not keep the program from ending while nobody waits for it.
  worker.unref();
  return new Promise((resolve) => {
    worker.once('error', () => resolve(null));
    worker.once('message', () => resolve(helperOf(worker)));
  });
}

function helperOf(worker: Worker): BatchHelper {
  const waiting: { readonly resolve: (result: BlockResult) => void; readonly reject: (error: unknown) => void }[] = [];
  worker.on('message', (result: BlockResult) => {
    waiting.shift()?.resolve(result);
    if (waiting.length === 0) worker.unref();
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting) reject(error);
  });
  return {
    run(block, line) {
      worker.ref();
      worker.postMessage({ block, line }, [block.buffer]);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    stop: () => void worker.terminate(),
  };
}
