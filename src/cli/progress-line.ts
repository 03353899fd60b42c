import type { Io } from '../model/io.ts';
import { isPlain } from './host/terminal.ts';

const clear = '\r\u001b[2K';

/** A line on the terminal that is written over. */
export interface ProgressLine {
  show(text: string): void;
  /** Leaves nothing of it. */
  clear(): void;
}

/** The line that says how far something has come; null where nobody sees it, or lines cannot be written over. */
export function progressLine(io: Pick<Io, 'stderr' | 'env'>): ProgressLine | null {
  const { stderr } = io;
  if (!stderr.isTTY || isPlain(io)) return null;
  let shown = false;
  return {
    show(text) {
      shown = true;
      stderr.write(clear + text);
    },
    clear() {
      if (shown) stderr.write(clear);
      shown = false;
    },
  };
}

/** A number as it is shown there. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
