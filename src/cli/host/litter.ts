import { unlinkSync } from 'node:fs';
import { fileErrorCode } from '../../model/io.ts';

/** Temporary files to remove if a signal ends the program. */
const litter = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let isListening = false;

/** Registers a temporary file for removal if a signal ends the program. */
export function remember(path: string): void {
  litter.add(path);
  if (!isListening) for (const signal of signals) process.on(signal, sweep);
  isListening = true;
}

/** Removes a registered file. A file that cannot be removed stays. */
export function putAway(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
  } finally {
    litter.delete(path);
    // Deferred, so that a signal that is already pending still reaches the listener.
    if (litter.size === 0) setImmediate(release);
  }
}

function release(): void {
  if (litter.size > 0) return;
  for (const signal of signals) process.off(signal, sweep);
  isListening = false;
}

function sweep(signal: NodeJS.Signals): void {
  // Another listener removes the files and ends the program.
  if (process.listenerCount(signal) > 1) return;
  for (const path of [...litter]) putAway(path);
  release();
  process.kill(process.pid, signal);
}
