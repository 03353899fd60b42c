import { unlinkSync } from 'node:fs';
import { fileErrorCode } from '../../model/io.ts';

/** Files that must not stay when a signal ends the program before it has put them away. */
const litter = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let isListening = false;

/** Removes a file when a signal ends the program, unless it is forgotten before. */
export function remember(path: string): void {
  litter.add(path);
  if (!isListening) for (const signal of signals) process.on(signal, sweep);
  isListening = true;
}

/** Removes a file that was remembered. One that cannot be removed stays. */
export function putAway(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
  } finally {
    litter.delete(path);
    // A signal that has come meanwhile is heard when all that is being done is done.
    if (litter.size === 0) setImmediate(release);
  }
}

function release(): void {
  if (litter.size > 0) return;
  for (const signal of signals) process.off(signal, sweep);
  isListening = false;
}

function sweep(signal: NodeJS.Signals): void {
  // Whoever else listens puts files away, and ends the program when that is done.
  if (process.listenerCount(signal) > 1) return;
  for (const path of [...litter]) putAway(path);
  release();
  process.kill(process.pid, signal);
}
