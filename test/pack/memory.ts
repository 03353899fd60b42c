import type { Finding } from '../../src/model/finding.ts';
import type { ReadableFiles } from '../../src/model/readable-files.ts';
import type { SourceLocation } from '../../src/model/source-location.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import type { PackSource } from '../../src/pack/pack-source.ts';
import { memoryIo } from '../support/memory-io.ts';

/** Files in memory, by path. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): ReadableFiles {
  return memoryIo({ files: contents }).files;
}

/** The pack in a folder of files in memory, which must have no findings. */
export function sourceIn(contents: Readonly<Record<string, string>>, folder = 'pack'): PackSource {
  const { source, findings } = loadPackFolder(memoryFiles(contents), folder);
  if (!source) throw new Error(JSON.stringify(findings));
  return source;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A text without its «», and the place between them, at which a finding must point. */
export function marked(text: string): { readonly text: string; readonly place: Omit<SourceLocation, 'file'> | null } {
  const start = text.indexOf('«');
  if (start < 0) return { text, place: null };
  const end = text.indexOf('»') - 1;
  const lines = text.slice(0, start).split('\n');
  const place = { line: lines.length, col: (lines.at(-1) as string).length + 1, length: Math.max(1, end - start) };
  return { text: text.replace(/[«»]/g, ''), place };
}

/** A finding's code and place, to compare with a marked one. */
export function pointed({ code, at }: Finding): { readonly code: string; readonly place: Omit<SourceLocation, 'file'> | null } {
  return { code, place: at && { line: at.line, col: at.col, length: at.length } };
}
