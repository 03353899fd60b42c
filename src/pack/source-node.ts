import type { Place } from '../model/diagnostic.ts';

/**
 * A value as it was written in YAML: with the place of every part of it. A place may be told only when it is asked for, so a
 * spread does not copy it: `changed` does.
 */
export interface Written {
  readonly at: Place;
  /** The key that it stands under; null for list items and for a whole document. */
  readonly key: Place | null;
  /** What it is, where it is neither a mapping nor a list. */
  readonly scalar: Scalar | undefined;
  readonly entries: ReadonlyMap<string, Written> | null;
  readonly items: readonly Written[] | null;
}

export type Scalar = string | number | boolean | null;

/** Keys and numbers of list items, from the outside in. */
export type Path = readonly PropertyKey[];

/** A value that stands in the same place, with other content. */
export function changed({ at, key, scalar, entries, items }: Written, parts: Partial<Written>): Written {
  return { at, key, scalar, entries, items, ...parts };
}

/** The plain value. */
export function plain(written: Written): unknown {
  if (written.items) return written.items.map(plain);
  if (!written.entries) return written.scalar;
  const value: Record<string, unknown> = {};
  for (const [key, entry] of written.entries) value[key] = plain(entry);
  return value;
}

/** What stands at a path, or null if nothing does. */
export function at(written: Written | null, path: Path): Written | null {
  let found: Written | undefined | null = written;
  for (const step of path) {
    if (!found) return null;
    found = typeof step === 'number' ? found.items?.[step] : found.entries?.get(String(step));
  }
  return found ?? null;
}

/** What stands under a key. */
export function entry(written: Written | null | undefined, key: string): Written | null {
  return written?.entries?.get(key) ?? null;
}

/** Where to point for a value as a whole: at its key if it is a mapping or a list, else at itself. */
export function spot(written: Written): Place {
  return written.scalar === undefined && written.key ? written.key : written.at;
}

/** The path of a value as places are keyed by it. */
export function pathText(path: Path): string {
  return path.map(String).join('.');
}

export function isNull(written: Written | null): boolean {
  return written?.scalar === null;
}
