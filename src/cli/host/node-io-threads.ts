import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BlockResult } from '../batch/batch-lines.ts';
import type { BatchJob } from '../batch/batch-results.ts';
import type { BatchHelper } from './io.ts';

/** What the thread is given, and what it answers. */
export interface HelperTask {
  readonly block: Uint8Array<ArrayBuffer>;
  readonly line: number;
}
export interface HelperMessage {
  readonly result: BlockResult;
  /** Nothing more comes of this block. */
  readonly last: boolean;
}

/** Starts a thread that works on blocks; null where there is no second processor, or where no thread can be had. */
export function startHelper(program: string, job: BatchJob): Promise<BatchHelper | null> {
  if (availableParallelism() < 2) return Promise.resolve(null);
  const worker = new Worker(program, { workerData: job, execArgv: [] });
  // It must not keep the program from ending while nobody waits for it.
  worker.unref();
  return new Promise((resolve) => {
    worker.once('error', () => resolve(null));
    worker.once('message', () => resolve(helperOf(worker)));
  });
}

function helperOf(worker: Worker): BatchHelper {
  interface Waiting {
    readonly onResult: (result: BlockResult) => void;
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  worker.on('message', ({ result, last }: HelperMessage) => {
    const [first] = waiting;
    first?.onResult(result);
    if (!last) return;
    waiting.shift();
    if (waiting.length === 0) worker.unref();
    first?.resolve();
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting) reject(error);
  });
  return {
    run(block, line, onResult) {
      const task: HelperTask = { block: block.slice(), line };
      worker.ref();
      worker.postMessage(task, [task.block.buffer]);
      return new Promise((resolve, reject) => waiting.push({ onResult, resolve, reject }));
    },
    stop: () => void worker.terminate(),
  };
}
