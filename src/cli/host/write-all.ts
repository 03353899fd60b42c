import { writeSync } from 'node:fs';
import { fileErrorCode } from '../../model/io.ts';

/** Blocks until all of it has been taken: whoever reads slowly slows us down, and memory stays as it is. */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (fileErrorCode(error) !== 'EAGAIN') throw error;
      // A pipe that somebody made non-blocking is full.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}
