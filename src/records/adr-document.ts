/** An ADR as a document: front matter, a title, and sections, of which those that tsunagi wrote are written anew each time. */

/** What tells an ADR of tsunagi from one that was written by hand; it does not show. */
const MARK = '<!-- tsunagi ';

/** The line below the title that says what is written anew. */
export function markLine(text: string): string {
  return `${MARK}${text} -->`;
}

/** Front matter in YAML; what is null or empty is left out. */
export function frontMatter(values: Readonly<Record<string, string | readonly string[] | null>>): string {
  const lines = Object.entries(values).flatMap(([key, value]) => {
    if (value === null || value.length === 0) return [];
    return typeof value === 'string' ? [line(key, value)] : [`${key}: [${value.map((item) => JSON.stringify(item)).join(', ')}]`];
  });
  return `---\n${lines.join('\n')}\n---\n`;
}

/**
 * Brings an existing ADR up to date. The sections that tsunagi writes, the status and the date are those of the new one;
 * title, other front matter and sections of one's own stay. A section that is missing is put behind the one before it.
 *
 * @returns null where the existing one was written by hand, and is not touched
 */
export function mergeAdr(existing: string, fresh: string): string | null {
  const newline = existing.includes('\r\n') ? '\r\n' : '\n';
  const old = existing.replaceAll('\r\n', '\n');
  if (!old.includes(MARK)) return null;
  const [lead = '', ...own] = sectionsOf(old);
  const [freshLead = '', ...news] = sectionsOf(fresh);
  const sections = own.map((section) => news.find((each) => headingOf(each) === headingOf(section)) ?? section);
  news.forEach((section, index) => {
    if (sections.includes(section)) return;
    const before = news[index - 1];
    sections.splice(before === undefined ? 0 : sections.indexOf(before) + 1, 0, section);
  });
  const said = freshLead.split('\n\n').filter((block) => !/^(# |---\n)/.test(block) && !block.startsWith(MARK));
  const withSaid = said.reduce((text, block) => (text.includes(block) ? text : behindTitle(text, block)), lead);
  const date = valueIn(fresh, 'date');
  const changes = {
    ...(mayRestate(valueIn(old, 'status'), valueIn(fresh, 'status')) ? { status: valueIn(fresh, 'status') } : {}),
    ...(date === null ? {} : { date }),
  };
  return `${[withFrontMatter(withSaid, changes), ...sections].join('\n\n')}\n`.replaceAll('\n', newline);
}

/** An ADR that another takes the place of: its status says so, and a link leads on. All else stays. */
export function supersededAdr(existing: string, by: { readonly name: string; readonly line: string }): string {
  const newline = existing.includes('\r\n') ? '\r\n' : '\n';
  const old = withFrontMatter(existing.replaceAll('\r\n', '\n'), { status: `superseded by ${by.name}` });
  return (old.includes(by.line) ? old : behindTitle(old, by.line)).replaceAll('\n', newline);
}

/** What stands before the first section, then each section, without blank lines at its end. */
function sectionsOf(text: string): string[] {
  return text.split(/^(?=## )/m).map((section) => section.trimEnd());
}

function headingOf(section: string): string {
  return section.split('\n', 1)[0]?.trimEnd() ?? '';
}

function behindTitle(text: string, block: string): string {
  const title = /^# .*$/m.exec(text);
  const at = title ? title.index + title[0].length : text.length;
  return `${text.slice(0, at)}\n\n${block}${text.slice(at).replace(/^\n*/, (breaks) => breaks || '\n')}`;
}

/** The first heading of an ADR, without its mark. */
export function titleOf(text: string): string | null {
  return /^# +(.*?)\s*$/m.exec(text)?.[1] ?? null;
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
