import { parentPort, workerData } from 'node:worker_threads';
import { lineWorker } from './batch-lines.ts';

/** The program of the thread that `startHelper` starts: says that it is ready, then answers each block with its result. */
const work = lineWorker(workerData);
parentPort?.on('message', ({ block, line }: { block: Uint8Array<ArrayBuffer>; line: number }) => {
  const result = work(block, line);
  const output = result.output.slice();
  parentPort?.postMessage({ ...result, output }, [output.buffer]);
});
parentPort?.postMessage('ready');
