import { type Finding, finding } from '../model/finding.ts';
import { MAX_FILE_BYTES } from '../model/readable-files.ts';
import { byLocation, type SourceLocation } from '../model/source-location.ts';

/** The finding for an unreadable file, at the location that names it. */
export function unreadableFile(path: string, code: string, location: SourceLocation | null = null): Finding {
  if (code === 'ENOENT') return finding('file-missing', location, { path });
  if (code === 'EISDIR') return finding('file-is-folder', location, { path });
  if (code === 'EFBIG') return finding('file-too-big', location ?? startOf(path), { limit: MAX_FILE_BYTES / 1024 / 1024 });
  return finding('file-unreadable', location, { path, reason: code });
}

/** The location of findings about a file as a whole. */
export function startOf(file: string): SourceLocation {
  return { file, line: 1, col: 1, length: 1 };
}

/** Nested mappings and lists, and values that all aliases of a file expand to: more could exhaust memory or stack. */
export const MAX_YAML_DEPTH = 64;
export const MAX_ALIASED_VALUES = 100_000;

/** Findings reported for one file. */
const MAX_FINDINGS = 100;

/** Sorts findings by location and cuts the list at `most` with a count of the rest. */
export function inOrder(findings: readonly Finding[], most: number = MAX_FINDINGS): readonly Finding[] {
  const sorted = findings.toSorted(byLocation);
  if (sorted.length <= most) return sorted;
  const reported = sorted.slice(0, most);
  return [...reported, finding('more-problems', reported.at(-1)?.at ?? null, { count: sorted.length - most })];
}

/** Control characters except tab and line feed, lone surrogates, and bidirectional controls. */
const harmful = /(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** The first character of a text that is unsafe for terminals, with its name such as `U+001B`; null if there is none. */
export function harmfulIn(text: string): { readonly character: string; readonly name: string } | null {
  const [character] = harmful.exec(text) ?? [];
  if (character === undefined) return null;
  return { character, name: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` };
}

/**
 * Decodes bytes as UTF-8; valid ones without byte order marks at their start. Invalid ones become U+FFFD; `broken`: the offset of
 * the first of these in the text, 0 if it is UTF-16, null if all bytes are valid.
 */
export function decode(bytes: Uint8Array): { readonly text: string; readonly broken: number | null } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // In UTF-16 an ASCII character has a zero byte, which UTF-8 allows.
    return { text: text.replace(/^\uFEFF+/, ''), broken: bytes.subarray(0, 2).includes(0) ? 0 : null };
  } catch {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const text = decoder.decode(bytes);
    // U+FFFD may also stand in the file itself.
    const encoded = new TextEncoder().encode(text);
    const valid = bytes.findIndex((byte, index) => byte !== encoded[index]);
    return { text, broken: decoder.decode(bytes.subarray(0, valid), { stream: true }).length };
  }
}
