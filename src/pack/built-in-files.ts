import { fileError } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';

/**
 * A part of the archive with the program's data files: the built-in pack in each language, its YAML, and files that commands
 * copy or print. The files are repetitive, so a single Brotli stream takes less than half the space of separate ones.
 * Reading a part requires all parts before it, so those needed for a decision come first.
 */
export interface BuiltInPart {
  /** The offset of its end in the stream. */
  readonly end: number;
  /** The byte range of each file, by path, in the decompressed data of all parts. */
  readonly files: Readonly<Record<string, readonly [start: number, end: number]>>;
}

/** The file name of the archive in `dist`. It holds a line of JSON with the parts, then the stream. */
export const BUILT_IN_ARCHIVE = 'built-in.br';

/**
 * Opens the archive of built-in files.
 *
 * @param archive its bytes
 * @param decompress decompresses a Brotli stream that is cut off after one of its parts
 * @returns a function that reads a file by its path from the root of the package; it throws an error with the code `ENOENT`
 *   if there is no such file
 */
export function openBuiltInFiles(archive: Uint8Array, decompress: (stream: Uint8Array) => Uint8Array): (path: string) => string {
  const decoder = new TextDecoder();
  const start = archive.indexOf('\n'.charCodeAt(0)) + 1;
  const parts: readonly BuiltInPart[] = JSON.parse(decoder.decode(archive.subarray(0, start)));
  let known: { readonly end: number; readonly bytes: Uint8Array } = { end: 0, bytes: new Uint8Array() };
  return (path) => {
    const part = parts.find(({ files }) => path in files);
    const place = part?.files[path];
    if (!part || !place) throw fileError('ENOENT', path);
    if (known.end < part.end) known = { end: part.end, bytes: decompress(archive.subarray(start, start + part.end)) };
    return decoder.decode(known.bytes.subarray(...place));
  };
}

export const builtInId = 'aws-messaging';

/** The language that is stored completely. */
const whole = 'en';

/**
 * Reads the compiled built-in pack. English is stored as a whole; other languages only as the list of their texts, in the
 * order of the English ones, with null for equal texts.
 *
 * @param read reads a file of the archive
 */
export function compiledPack(read: (path: string) => string, lang: string): Pack {
  const compiled: Pack | (string | null)[] = JSON.parse(read(`packs/${builtInId}.${lang}.json`));
  return Array.isArray(compiled) ? withTexts(compiledPack(read, whole), compiled.values()) : compiled;
}

/** Replaces each text of a value by the next one from the iterator; null keeps the text. */
function withTexts<T>(value: T, texts: Iterator<string | null>): T;
function withTexts(value: unknown, texts: Iterator<string | null>): unknown {
  if (typeof value === 'string') return texts.next().value ?? value;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, texts)]));
}
