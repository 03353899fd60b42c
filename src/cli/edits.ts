import type { Place } from '../core/finding.ts';
import type { Io } from './io.ts';
import { openSink, type Sink } from './output.ts';

/** Files that are to change together: all of them, or none. */
export class Edits {
  private readonly files = new Map<string, { readonly text: string; readonly place: Place | null }>();
  private readonly io: Io;

  constructor(io: Io) {
    this.io = io;
  }

  /** What a file is to be; null where nothing is to be done to it. */
  get(path: string): string | null {
    return this.files.get(keyOf(path))?.text ?? null;
  }

  set(path: string, text: string, place: Place | null): void {
    this.files.set(keyOf(path), { text, place });
  }

  /** Writes all files beside their places, and moves them there only when each of them could be written. */
  commit(): void {
    const open: Sink[] = [];
    try {
      for (const [path, { text, place }] of this.files) {
        const sink = openSink(this.io, { value: path, place });
        open.push(sink);
        sink.write(text);
      }
    } catch (error) {
      for (const sink of open) sink.discard();
      throw error;
    }
    for (const sink of open) sink.commit();
  }
}

/** The same file under another spelling is the same file, as far as the spelling tells. */
export function keyOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(\.\/+)+(?=.)/, '')
    .replace(/\/+/g, '/');
}
