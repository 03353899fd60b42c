import { parentPort, workerData } from 'node:worker_threads';
import { lineWorker } from '../batch/batch-lines.ts';
import type { HelperMessage, HelperTask } from './node-io-threads.ts';

/** The program of the thread that `startHelper` starts: says that it is ready, then answers each block with its results. */
const work = lineWorker(workerData);
let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (task: HelperTask) => {
  before = before.then(() => answer(task));
});
parentPort?.postMessage('ready');

async function answer({ block, line }: HelperTask): Promise<void> {
  let number = line;
  for (let end = 0; end < block.length; ) {
    const result = await work(block, number, end);
    number += result.lines;
    end = result.end;
    // The bytes are used again.
    const output = result.output.slice();
    const message: HelperMessage = { result: { ...result, output }, last: end === block.length };
    parentPort?.postMessage(message, [output.buffer]);
  }
}
