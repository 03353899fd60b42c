import type { Place } from '../model/diagnostic.ts';

/** Files that are to change together: all of them, or none. */
export class FileTransaction {
  private readonly planned = new Map<string, { readonly text: string; readonly place: Place | null }>();

  set(path: string, text: string, place: Place | null): void {
    this.planned.set(keyOf(path), { text, place });
  }

  /** The files with their texts, in the form in which they are written. */
  get files(): readonly { readonly file: { readonly value: string; readonly place: Place | null }; readonly text: string }[] {
    return [...this.planned].map(([value, { text, place }]) => ({ file: { value, place }, text }));
  }
}

/** The same file under another spelling is the same file, as far as the spelling tells. */
export function keyOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(\.\/+)+(?=.)/, '')
    .replace(/\/+/g, '/');
}

/** Whether a name is that of an ADR rather than of an answers file. */
export function isAdr(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}
