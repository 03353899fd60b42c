import { nearest } from '../engine/nearest.ts';
import { MAX_FILE_BYTES } from '../model/readable-files.ts';

/** Whether a file is probably a record. Decisions as YAML have answers, too; JSON, mostly other things, must name the schema. */
export function looksLikeRecord(path: string, bytes: Uint8Array): boolean {
  // Only up to the size limit, since a huge file may not fit into a string; without the zero bytes of UTF-16 beside ASCII
  // characters, since reading such a record reports its encoding.
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_FILE_BYTES)).replaceAll('\0', '');
  if (isJsonFile(path)) return /"schema"\s*:\s*"tsunagi\/answers@/.test(text);
  if (/^schema: tsunagi\/decision@/m.test(text)) return false;
  const keys = [...text.matchAll(/^["']?([\w-]+)["']?[ \t]*:/gm)];
  return (
    keys.some(([, key = '']) => key === 'expect' || nearest(key, ['answers']) !== null) ||
    /^\s*\{\s*["']?(answers|schema|id|title|expect)\b/.test(text) ||
    text.includes('tsunagi/answers')
  );
}

/** Whether a file may be an answers file by its name. */
export function isAnswersFile(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path);
}

export function isJsonFile(path: string): boolean {
  return /\.json$/i.test(path);
}

/** Whether a file name belongs to an ADR rather than an answers file. */
export function isAdr(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}
