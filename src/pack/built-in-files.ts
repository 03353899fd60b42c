import { lazy } from '../engine/lazy.ts';
import { fileError, type PackQuestions } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';

/**
 * The archive in `dist` with the program's data files: the built-in pack in each language, its YAML, and files that commands copy
 * or print. The files are repetitive, so a single Brotli stream takes less than half the space of separate ones. It has parts.
 * Reading one requires all parts before it, so those needed for a decision come first.
 *
 * A line of JSON has the offsets in the stream where parts end. The stream follows; in it a line of JSON comes first: for each
 * part the lengths of its files in bytes, by path. Then one file follows the other.
 */
export const BUILT_IN_ARCHIVE = 'built-in.br';

type Read = (path: string) => string;

/** What other programs read is not in the archive. */
const ownFiles = /^schema\//;

/**
 * Gives the function that reads a data file of the program by its path in the archive or in `dist`; it throws an error with the
 * code `ENOENT` if there is no such file. The archive is opened when a file of it is first read; `decompress` receives its Brotli
 * stream, cut off after one of the parts.
 */
export function builtInFiles(readFile: (path: string) => Uint8Array, decompress: (stream: Uint8Array) => Uint8Array): Read {
  const archive = lazy(() => openArchive(readFile(BUILT_IN_ARCHIVE), decompress));
  return (path) => (ownFiles.test(path) ? new TextDecoder().decode(readFile(path)) : archive()(path));
}

function openArchive(archive: Uint8Array, decompress: (stream: Uint8Array) => Uint8Array): Read {
  const decoder = new TextDecoder();
  const [ends, start] = firstLine<readonly number[]>(archive);
  const upTo = (end: number) => ({ end, bytes: decompress(archive.subarray(start, start + end)) });
  let known = upTo(ends[0] ?? 0);
  const [parts, first] = firstLine<readonly Readonly<Record<string, number>>[]>(known.bytes);
  const places = new Map<string, { readonly end: number; readonly from: number; readonly to: number }>();
  let from = first;
  for (const [index, files] of parts.entries()) {
    for (const [path, length] of Object.entries(files)) {
      const to = from + length;
      places.set(path, { end: ends[index] ?? 0, from, to });
      from = to;
    }
  }
  return (path) => {
    const place = places.get(path);
    if (!place) throw fileError('ENOENT', path);
    const { end, from, to } = place;
    if (known.end < end) known = upTo(end);
    return decoder.decode(known.bytes.subarray(from, to));
  };
}

/** The JSON in the first line, and where the next line starts. */
function firstLine<T>(bytes: Uint8Array): readonly [T, number] {
  const next = bytes.indexOf('\n'.charCodeAt(0)) + 1;
  return [JSON.parse(new TextDecoder().decode(bytes.subarray(0, next))), next];
}

/** The index of built-in packs, written by the build: their files by pack id, relative to the root of the package. */
export const BUILT_IN_INDEX = 'packs/files.json';

export const builtInId = 'aws-messaging';

/** The language that is stored completely. */
const whole = 'en';

/** Reads the compiled built-in pack; `read` reads a file of the archive. */
export function compiledPack(read: Read, lang: string): Pack {
  return { ...compiledQuestions(read, lang), ...compiled<Omit<Pack, keyof PackQuestions>>(read, 'rules', lang) };
}

/** Reads the questions of the built-in pack alone: help and completion need nothing else. */
export function compiledQuestions(read: Read, lang: string): PackQuestions {
  return compiled(read, 'questions', lang);
}

/**
 * Other languages are stored as the list of their texts, in the order of the English ones. null stands for the translation that
 * the same text had before, or for the text itself.
 */
function compiled<T extends object>(read: Read, part: 'questions' | 'rules', lang: string): T {
  const value: T = JSON.parse(read(`${part}/${builtInId}.json`));
  if (lang === whole) return value;
  const texts: Iterator<string | null> = JSON.parse(read(`translations/${builtInId}.${part}.${lang}.json`)).values();
  const translations = new Map<string, string>();
  translate(value, (text) => {
    const translation = texts.next().value ?? translations.get(text) ?? text;
    translations.set(text, translation);
    return translation;
  });
  return value;
}

/** Replaces each text in a value, which has just been parsed and belongs to nobody else. */
function translate(value: object, translationOf: (text: string) => string): void {
  const parts = value as Record<string, unknown>;
  for (const key in parts) {
    const part = parts[key];
    if (typeof part === 'string') parts[key] = translationOf(part);
    else if (typeof part === 'object' && part !== null) translate(part, translationOf);
  }
}
