import type { Io } from '../../model/io.ts';
import type { Speech } from '../language.ts';
import { grouped as count, progressLine } from '../progress-line.ts';

/** How far a batch has come. */
export interface Progress {
  bytes: number;
  lines: number;
  invalid: number;
}

/** How often the line is written anew, in milliseconds. */
const interval = 250;

/**
 * Shows on a terminal how far a batch has come, in one line that is written over, until the returned function is called.
 * Not where results go to the same terminal, and not where lines cannot be written over.
 *
 * @param size of the input in bytes, or null where nobody knows
 */
export function showProgress(io: Io, toFile: boolean, progress: Progress, size: number | null, speech: Speech): () => void {
  const line = io.stdout.isTTY && !toFile ? null : progressLine(io);
  if (!line) return () => {};
  const stop = io.every(interval, () => {
    const share = size === null || size === 0 ? null : Math.min(100, Math.floor((100 * progress.bytes) / size));
    line.show(texts[speech](progress, share));
  });
  return () => {
    stop();
    line.clear();
  };
}

const texts: Readonly<Record<Speech, (progress: Progress, share: number | null) => string>> = {
  en: ({ lines, invalid }, share) =>
    [
      `${count(lines)} ${lines === 1 ? 'line' : 'lines'}`,
      ...(share === null ? [] : [`${share} %`]),
      ...(invalid > 0 ? [`${count(invalid)} invalid`] : []),
    ].join(', '),
  ja: ({ lines, invalid }, share) =>
    [`${count(lines)}行`, ...(share === null ? [] : [`${share}%`]), ...(invalid > 0 ? [`無効${count(invalid)}行`] : [])].join(
      '、',
    ),
};
