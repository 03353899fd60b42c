import type { Io } from '../model/io.ts';
import { isPlain } from './host/terminal.ts';

const clear = '\r\u001b[2K';

/** How long nobody wonders whether a program hangs, in milliseconds. */
const PATIENCE_MS = 1000;

/** How often a line is written over at most. */
const PAUSE_MS = 100;

/** A line on the terminal that is written over. */
export interface ProgressLine {
  /** May be called as often as there is something new: the line is written from time to time. */
  show(text: () => string): void;
  /** Leaves nothing of it. */
  clear(): void;
}

/** The line that says how far something has come; null where nobody sees it, or lines cannot be written over. */
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

/** Does work that may say again and again how far it has come; in the end nothing of that is left. */
export function withProgress<T>(io: Parameters<typeof progressLine>[0], work: (show: ProgressLine['show']) => T): T {
  const line = progressLine(io);
  try {
    return work((text) => line?.show(text));
  } finally {
    line?.clear();
  }
}

/** A number as it is shown there. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
