import type { Io } from '../model/io.ts';
import { isPlain } from './host/terminal.ts';

const clear = '\r\u001b[2K';

/** The delay before the first progress line, in milliseconds. */
const PATIENCE_MS = 1000;

/** The shortest time between two updates, in milliseconds. */
const PAUSE_MS = 100;

/** A line on the terminal that is updated in place. */
export interface ProgressLine {
  /** May be called at every step: the line is updated only from time to time. */
  show(text: () => string): void;
  /** Erases the line. */
  clear(): void;
}

/** Opens a progress line; null if standard error is not a terminal that can overwrite lines. */
export function progressLine(io: Pick<Io, 'stderr' | 'env' | 'clock'>): ProgressLine | null {
  const { stderr } = io;
  if (!stderr.isTTY || isPlain(io)) return null;
  let shown = false;
  let next = io.clock() + PATIENCE_MS;
  return {
    show(text) {
      const now = io.clock();
      if (now < next) return;
      next = now + PAUSE_MS;
      shown = true;
      stderr.write(clear + text());
    },
    clear() {
      if (shown) stderr.write(clear);
      shown = false;
    },
  };
}

/** Does work that may report its progress, and erases the progress line at the end. */
export function withProgress<T>(io: Parameters<typeof progressLine>[0], work: (show: ProgressLine['show']) => T): T {
  const line = progressLine(io);
  try {
    return work((text) => line?.show(text));
  } finally {
    line?.clear();
  }
}

/** A number with its digits grouped. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
