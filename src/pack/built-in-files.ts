import type { Pack } from '../model/pack.ts';

/**
 * A part of the archive that holds the files which the program has beside its code: the built-in pack in each language, its
 * YAML, and what commands copy or print. They say the same several times over, so they are one Brotli stream: it is less than
 * half as large as if each was compressed alone. A part is read with those before it: what a decision needs comes first.
 */
export interface BuiltInPart {
  /** Where it ends in the stream. */
  readonly end: number;
  /** By path the first byte and the one after the last, counted over all parts once they are decompressed. */
  readonly files: Readonly<Record<string, readonly [start: number, end: number]>>;
}

/** The name of the archive in the folder `dist`: a line of JSON with the parts, then the stream. */
export const BUILT_IN_ARCHIVE = 'built-in.br';

/**
 * Opens the archive that the build makes.
 *
 * @param archive its bytes
 * @param decompress gives what a Brotli stream holds that was cut off behind one of its parts
 * @returns what reads a file of it, by its path from the root of the package; it throws an error with the code `ENOENT` where
 *   there is none
 */
export function openBuiltInFiles(archive: Uint8Array, decompress: (stream: Uint8Array) => Uint8Array): (path: string) => string {
  const decoder = new TextDecoder();
  const start = archive.indexOf('\n'.charCodeAt(0)) + 1;
  const parts: readonly BuiltInPart[] = JSON.parse(decoder.decode(archive.subarray(0, start)));
  let known: { readonly end: number; readonly bytes: Uint8Array } = { end: 0, bytes: new Uint8Array() };
  return (path) => {
    const part = parts.find(({ files }) => path in files);
    const place = part?.files[path];
    if (!part || !place) throw Object.assign(new Error(`there is no built-in file ${path}`), { code: 'ENOENT' });
    if (known.end < part.end) known = { end: part.end, bytes: decompress(archive.subarray(start, start + part.end)) };
    return decoder.decode(known.bytes.subarray(...place));
  };
}

export const builtInId = 'aws-messaging';

/** The language in which all of it is stored. */
const whole = 'en';

/**
 * The built-in pack as the build compiled it: in English as it is, in others only as the list of its texts, in the order in
 * which they stand, with null for those that are the same.
 *
 * @param read reads a file of the archive
 */
export function compiledPack(read: (path: string) => string, lang: string): Pack {
  const compiled: Pack | (string | null)[] = JSON.parse(read(`packs/${builtInId}.${lang}.json`));
  return Array.isArray(compiled) ? withTexts(compiledPack(read, whole), compiled.values()) : compiled;
}

/** A value with each of its texts replaced by the next one, which are consumed. */
function withTexts<T>(value: T, texts: Iterator<string | null>): T;
function withTexts(value: unknown, texts: Iterator<string | null>): unknown {
  if (typeof value === 'string') return texts.next().value ?? value;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, texts)]));
}
