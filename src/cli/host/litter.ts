import { rmSync } from 'node:fs';

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

/** Of a file that has been put away or moved to its place. */
export function forget(path: string): void {
  litter.delete(path);
  // A signal that has come meanwhile is told when all that is being done is done.
  if (litter.size === 0) setImmediate(release);
}

function release(): void {
  if (litter.size > 0) return;
  for (const signal of signals) process.off(signal, sweep);
  isListening = false;
}

function sweep(signal: NodeJS.Signals): void {
  // Whoever else listens puts files away, and ends the program when that is done.
  if (process.listenerCount(signal) > 1) return;
  for (const path of litter) rmSync(path, { force: true });
  litter.clear();
  release();
  process.kill(process.pid, signal);
}
