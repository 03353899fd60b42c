import type { Place } from '../../model/diagnostic.ts';
import type { Io } from '../../model/io.ts';
import { writeTogether } from '../output.ts';

/** Files that are to change together: all of them, or none. */
export class FileTransaction {
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

  /**
   * Writes all files beside their places, and moves them there only when each of them could be written.
   *
   * @returns their paths
   */
  commit(): readonly string[] {
    writeTogether(
      this.io,
      [...this.files].map(([path, { text, place }]) => ({ file: { value: path, place }, text })),
    );
    return [...this.files.keys()];
  }
}

/** The same file under another spelling is the same file, as far as the spelling tells. */
export function keyOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(\.\/+)+(?=.)/, '')
    .replace(/\/+/g, '/');
}
