import type { Answers } from '../model/decision.ts';
import { canonicalJson, sha256 } from '../pack/digest.ts';

/** An id for a new record: its title, else its file's name, and part of a digest, since records are added on several branches. */
export function recordId(title: string | null, file: string, answers: Answers, taken: ReadonlySet<string>): string {
  const path = file.replaceAll('\\', '/');
  const slug = slugOf(title ?? '') || slugOf(stemOf(path)) || 'link';
  const values = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
  // Absolute paths differ between machines.
  const where = /^(\/|[a-z]:)/i.test(path) ? path.replace(/^.*\//, '') : path.replace(/^(\.\/)+/, '');
  let digest = canonicalJson([title, where, values]);
  for (;;) {
    digest = sha256(digest);
    const id = `${slug}-${digest.slice('sha256:'.length, 'sha256:'.length + 8)}`;
    if (!taken.has(id)) return id;
  }
}

/** The name of a file without its folder and its ending. */
export function stemOf(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

/** A title as words of ASCII letters and digits with dashes; empty if it has none. */
function slugOf(title: string): string {
  return dashed(title.normalize('NFKD').replace(/\p{M}/gu, ''), /[a-z0-9]+/g, 48);
}

/** A title as a file name without its ending: letters of any script, and digits; empty if it has none. */
export function fileStem(title: string): string {
  return dashed(title.normalize('NFKC'), /[\p{L}\p{N}]+/gu, 80);
}

function dashed(text: string, words: RegExp, maxCharacters: number): string {
  return (text.toLowerCase().match(words) ?? []).join('-').slice(0, maxCharacters).replace(/-$/, '');
}
