/** The frame of an ADR: its front matter, and the parts between markers that are written anew each time. */

const begin = (name: string): string => `<!-- tsunagi:begin ${name} -->`;
const end = (name: string): string => `<!-- tsunagi:end ${name} -->`;
const parts = /<!-- tsunagi:begin ([a-z-]+) -->[\s\S]*?<!-- tsunagi:end \1 -->/g;

/** A part of an ADR between its markers; nothing where there are no blocks. Blocks are set apart by blank lines. */
export function part(name: string, blocks: readonly string[]): string {
  return blocks.length === 0 ? '' : `${[begin(name), ...blocks, end(name)].join('\n\n')}\n`;
}

/** Front matter in YAML; what is null or empty is left out. */
export function frontMatter(values: Readonly<Record<string, string | readonly string[] | null>>): string {
  const lines = Object.entries(values).flatMap(([key, value]) => {
    if (value === null || value.length === 0) return [];
    return typeof value === 'string' ? [line(key, value)] : [`${key}: [${value.map((item) => JSON.stringify(item)).join(', ')}]`];
  });
  return `---\n${lines.join('\n')}\n---\n`;
}

/** What became of bringing an ADR up to date: its text, or why it was not touched. */
export type Merged =
  | { readonly text: string }
  | { readonly problem: 'no-markers' }
  | { readonly problem: 'open-marker'; readonly name: string };

/**
 * Brings an existing ADR up to date. The parts between markers, the status and the date are those of the new one; title,
 * other front matter and all that stands outside of the markers stay. A part that is missing is put behind the one before it,
 * unless somebody has written a section of the same heading.
 */
export function mergeAdr(existing: string, fresh: string): Merged {
  const newline = existing.includes('\r\n') ? '\r\n' : '\n';
  const old = existing.replaceAll('\r\n', '\n');
  const open = openMarker(old);
  if (open !== null) return { problem: 'open-marker', name: open };
  if (!/<!-- tsunagi:begin /.test(old)) return { problem: 'no-markers' };
  const news = new Map([...fresh.matchAll(parts)].map(([text, name]) => [name as string, text]));
  let text = old.replace(parts, (was, name: string) => news.get(name) ?? was);
  let before: string | null = null;
  for (const [name, part] of news) {
    const heading = /^#+ .*$/m.exec(part)?.[0] ?? '';
    if (!text.includes(begin(name)) && !hasLine(text, heading)) text = insertPart(text, part, before);
    if (text.includes(begin(name))) before = name;
  }
  const date = valueIn(fresh, 'date');
  const changes = {
    ...(mayRestate(valueIn(text, 'status'), valueIn(fresh, 'status')) ? { status: valueIn(fresh, 'status') } : {}),
    ...(date === null ? {} : { date }),
  };
  return { text: withFrontMatter(text, changes).replaceAll('\n', newline) };
}

/** An ADR that another takes the place of: its status says so, and a link leads on. All else stays. */
export function supersededAdr(existing: string, by: { readonly name: string; readonly line: string }): string {
  const newline = existing.includes('\r\n') ? '\r\n' : '\n';
  const old = withFrontMatter(existing.replaceAll('\r\n', '\n'), { status: `superseded by ${by.name}` });
  const note = part('superseded', [by.line]).trimEnd();
  if (old.includes(begin('superseded')))
    return old.replace(parts, (was, name) => (name === 'superseded' ? note : was)).replaceAll('\n', newline);
  const title = /^# .*$/m.exec(old);
  const at = title ? title.index + title[0].length : old.length;
  return `${old.slice(0, at)}\n\n${note}${old.slice(at).replace(/^\n*/, (breaks) => breaks || '\n')}`.replaceAll('\n', newline);
}

/** The first heading of an ADR, without its mark. */
export function titleOf(text: string): string | null {
  return /^# +(.*?)\s*$/m.exec(text)?.[1] ?? null;
}

function openMarker(text: string): string | null {
  const rest = text.replace(parts, '');
  return /<!-- tsunagi:(?:begin|end) ([a-z-]+) -->/.exec(rest)?.[1] ?? null;
}

function insertPart(text: string, part: string, before: string | null): string {
  if (before === null) {
    const first = text.indexOf('<!-- tsunagi:begin ');
    return `${text.slice(0, first)}${part}\n\n${text.slice(first)}`;
  }
  const at = text.indexOf(end(before)) + end(before).length;
  return `${text.slice(0, at)}\n\n${part}${text.slice(at)}`;
}

function hasLine(text: string, line: string): boolean {
  return `\n${text.replace(parts, '')}\n`.includes(`\n${line}\n`);
}

/** A status that somebody gave it for reasons of their own is left alone, and what was superseded is not in force again. */
function mayRestate(status: string | null, fresh: string | null): boolean {
  return (
    status === null || /^(proposed|accepted)$/.test(status) || (/^superseded\b/.test(status) && /^superseded\b/.test(fresh ?? ''))
  );
}

function headOf(text: string): { readonly lines: readonly string[]; readonly rest: string } {
  const found = /^---\n([\s\S]*?\n)?---(?:\n|$)/.exec(text);
  if (!found) return { lines: [], rest: `\n${text}` };
  return { lines: (found[1] ?? '').split('\n').slice(0, -1), rest: text.slice(found[0].length) };
}

function valueIn(text: string, key: string): string | null {
  const found = headOf(text).lines.find((each) => each.startsWith(`${key}:`));
  if (found === undefined) return null;
  const value = found.slice(key.length + 1).trim();
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}

function withFrontMatter(text: string, changes: Readonly<Record<string, string | null>>): string {
  const { lines, rest } = headOf(text);
  let result = [...lines];
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) continue;
    const index = result.findIndex((each) => each.startsWith(`${key}:`));
    result = index < 0 ? [...result, line(key, value)] : result.with(index, line(key, value));
  }
  return `---\n${result.map((each) => `${each}\n`).join('')}---\n${rest}`;
}

/** Plain where YAML reads it as the same text. */
function line(key: string, value: string): string {
  return `${key}: ${/^[\p{L}\d][\p{L}\d ._/-]*$/u.test(value) ? value : JSON.stringify(value)}`;
}

/**
 * The name of an ADR in a folder of ADRs, as MADR has them: `0007-use-amazon-sqs-for-orders-to-billing.md`.
 *
 * @param names of the files that are there; one of the same title is written again
 */
export function adrFileName(names: readonly string[], title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? ['decision'];
  const slug = words.join('-').slice(0, MAX_SLUG_CHARACTERS).replace(/-$/, '');
  const numbered = names.flatMap((name) => /^(\d{3,5})-.+\.md$/i.exec(name)?.[1] ?? []);
  const same = names.find((name) => name.replace(/^\d{3,5}-/, '') === `${slug}.md`);
  if (same !== undefined) return same;
  // A folder whose ADRs have no numbers goes without.
  if (numbered.length === 0 && names.some((name) => /\.md$/i.test(name) && !/^(readme|index)\.md$/i.test(name)))
    return `${slug}.md`;
  const digits = numbered[0]?.length ?? 4;
  const next = Math.max(0, ...numbered.map(Number)) + 1;
  return `${String(next).padStart(digits, '0')}-${slug}.md`;
}

const MAX_SLUG_CHARACTERS = 80;
