import { adr as en } from '../messages/en/adr.ts';
import { adr as ja } from '../messages/ja/adr.ts';
import { inLanguage } from '../messages/locale.ts';
import { BadInput, finding, type Given } from '../model/finding.ts';
import { attempt, type Files, type Io } from '../model/io.ts';
import { link } from '../output/markdown/markdown.ts';
import { flowText } from '../pack/flow-text.ts';
import { sourceText } from '../pack/yaml.ts';
import { BEGIN, END } from './adr.ts';
import { isAdr } from './file-kind.ts';
import type { FileTransaction } from './file-transaction.ts';
import { fileStem, stemOf } from './record-names.ts';

/**
 * Plans to update or create the ADR that `output` names or, if that is a folder, one in it, and to mark the ADRs that it
 * supersedes. Returns the ADR as `rendered` with links to those. Throws BadInput if the folder or an ADR to supersede is missing,
 * or if all of the file's text was written by hand.
 */
export function planAdr(
  { files }: Pick<Io, 'files'>,
  { output, supersedes }: { readonly output: Given; readonly supersedes: readonly Given[] },
  lang: string,
  transaction: FileTransaction,
  rendered: (supersedes: readonly { readonly title: string; readonly path: string }[]) => string,
): string {
  const names = filesIn(files, output.value);
  // A name without an ending is meant as a folder.
  if (names === null && !/\.\w+$/.test(output.value) && !files.exists(output.value)) {
    throw new BadInput([finding('folder-missing', output.location, { path: output.value })]);
  }
  const say = inLanguage(lang, { en, ja });
  const file = names === null ? output : fileAmong(names);
  const replaced = supersedes.filter(({ value }) => isAdr(value));
  const old = [...new Map(replaced.map((given) => [transaction.identity(given.value), given])).values()].map((given) => {
    const text = read(transaction, given);
    if (text === null) throw new BadInput([finding('file-missing', given.location, { path: given.value })]);
    return { given, text, title: titleOf(text) ?? stemOf(given.value), path: files.relative(file.value, given.value) };
  });
  const fresh = rendered(old);
  const existing = read(transaction, file) ?? '';
  const text = existing.trim() === '' ? fresh : mergeAdr(existing, fresh);
  if (text === null) throw new BadInput([finding('adr-by-hand', output.location, { path: file.value })]);
  transaction.set(file, text);
  const name = stemOf(file.value);
  for (const { given, text: before } of old) {
    const there = link(titleOf(text) ?? name, files.relative(given.value, file.value));
    const after = supersededAdr(before, { name, line: say.full(say.supersededBy(there)) });
    transaction.set(given, after, '--supersedes');
  }
  return fresh;

  /** The file in the folder that has the title, unless it is about another record or superseded, or else a new one. */
  function fileAmong(all: readonly string[]): Given {
    const folder = output.value.replace(/[\\/]+$/, '');
    const inFolder = (name: string): Given => ({ ...output, value: `${folder}/${name}` });
    const draft = rendered([]);
    const isReusable = (name: string): boolean => {
      const text = new TextDecoder().decode(transaction.read(inFolder(name)) ?? undefined);
      const other = recordIn(text);
      return (other === null || other === recordIn(draft)) && (isSuperseded(draft) || !isSuperseded(text));
    };
    return inFolder(adrFileName(all, titleOf(draft) ?? '', isReusable));
  }
}

/** The id of the record that an ADR in any language is about; null if it names none. */
function recordIn(text: string): string | null {
  const lines = [en, ja].map(({ record }) => new RegExp(`^\\* ${record({ id: '(`[^`]+`)', file: '.*' })}$`, 'm'));
  return lines.flatMap((line) => line.exec(text)?.[1] ?? [])[0] ?? null;
}

function isSuperseded(text: string): boolean {
  return lineIn(text, 'status').includes('superseded');
}

/** The names of the files in a folder, in order; null if the path is not a readable folder. */
function filesIn(files: Files, path: string): string[] | null {
  const entries = attempt(() => files.list(path));
  return entries?.flatMap(({ name, directory }) => (directory ? [] : name)).sort() ?? null;
}

function read(transaction: FileTransaction, file: Given): string | null {
  const bytes = transaction.read(file);
  if (!bytes) return null;
  const { source, findings } = sourceText(bytes, file.value);
  if (findings.length > 0) throw new BadInput(findings, new Map([[file.value, source.text]]));
  return source.text;
}

/** The first heading of an ADR as plain text, so that its Markdown is not escaped twice. */
function titleOf(text: string): string | null {
  const { rest } = frontMatterOf(text.replaceAll('\r\n', '\n'));
  return /^#[ \t][^\S\n]*(\S(?:.*\S)?)/m.exec(rest)?.[1]?.replace(/\\([!-/:-@[-`{-~])/g, '$1') ?? null;
}

/**
 * Updates the generated part of an ADR, its date, its status unless set by hand, and who decided unless somebody is named; null:
 * all of it was written by hand.
 */
export function mergeAdr(existing: string, fresh: string): string | null {
  const own = partOf(fresh);
  if (own === null || partOf(existing.replaceAll('\r\n', '\n')) === null) return null;
  return withLineEndsOf(existing, (old) => {
    const [before, now] = [lineIn(old, 'status'), lineIn(fresh, 'status')];
    // A status that a person wrote stays, as does what was accepted or superseded.
    const isAccepted = before.includes('accepted') && now.includes('proposed');
    const mayRestate = (isStatusFree(before) && !isAccepted) || [old, fresh].every(isSuperseded);
    const supersedes = fresh.slice(0, fresh.indexOf(own)).split('\n\n').slice(2, -1);
    const updated = old.replace(partOf(old) ?? '', () => own);
    const changes = [mayRestate ? now : '', lineIn(fresh, 'date'), namesDeciders(old) ? '' : lineIn(fresh, 'decision-makers')];
    return withFrontMatter(supersedes.reduce(behindTitle, updated), changes);
  });
}

/** The part between the comments. Only comments at the start of a line count, since texts cannot contain those. */
function partOf(text: string): string | null {
  const start = text.search(new RegExp(`^${BEGIN} `, 'm'));
  const end = text.indexOf(`\n${END}`, start);
  return start < 0 || end < 0 ? null : text.slice(start, end + END.length + 1);
}

/** Marks a record as superseded, in its status and by a link to the new one. */
export function supersededAdr(existing: string, by: { readonly name: string; readonly line: string }): string {
  return withLineEndsOf(existing, (old) =>
    behindTitle(withFrontMatter(old, [`status: ${flowText(`superseded by ${by.name}`)}`]), by.line),
  );
}

function behindTitle(text: string, line: string): string {
  if (text.includes(line)) return text;
  // In the front matter `#` starts a comment.
  const start = Math.max(text.length - frontMatterOf(text).rest.length, 0);
  const body = text.slice(start);
  if (!/^# /m.test(body)) return `${text}\n${line}\n`;
  return text.slice(0, start) + body.replace(/^# .*$/m, (title) => `${title}\n\n${line}`);
}

function withLineEndsOf(text: string, edit: (text: string) => string): string {
  return edit(text.replaceAll('\r\n', '\n')).replaceAll('\n', text.includes('\r\n') ? '\r\n' : '\n');
}

function frontMatterOf(text: string): { readonly lines: readonly string[]; readonly rest: string } {
  const [all = '', inner = ''] = /^---\n([\s\S]*?\n)?---(?:\n|$)/.exec(text) ?? [];
  return { lines: inner.split('\n').slice(0, -1), rest: all === '' ? `\n${text}` : text.slice(all.length) };
}

/** The line of a key in the front matter; empty if there is none. */
function lineIn(text: string, key: string): string {
  const { lines } = frontMatterOf(text);
  return lines.find((line) => line.startsWith(`${key}:`))?.trimEnd() ?? '';
}

/** Whether a line of the front matter has no status or one that tsunagi may change. */
function isStatusFree(line: string): boolean {
  return /^(status: *["']?(proposed|accepted)["']?)?$/.test(line);
}

/** Whether the front matter names decision-makers, beside the key or on lines below it. */
function namesDeciders(text: string): boolean {
  return /^decision-makers:([ \t]*(?!\[\s*\])[^\s#]|.*\n[ \t-])/m.test(frontMatterOf(text).lines.join('\n'));
}

/** Replaces or adds lines of the front matter. An empty line changes nothing. */
function withFrontMatter(text: string, changes: readonly string[]): string {
  const { lines, rest } = frontMatterOf(text);
  const head = [...lines];
  for (const change of changes.filter((line) => line !== '')) {
    const at = head.findIndex((line) => line.startsWith(change.slice(0, change.indexOf(':') + 1)));
    head.splice(at < 0 ? head.length : at, 1, change);
  }
  return ['---', ...head, '---', rest].join('\n');
}

/** The name of an ADR as MADR has it, `0007-use-amazon-sqs-for-orders.md`; a reusable file with the same title is reused. */
export function adrFileName(names: readonly string[], title: string, isReusable: (name: string) => boolean): string {
  const slug = fileStem(title) || 'decision';
  const same = names.find((name) => name.replace(/^\d{3,5}-/, '') === `${slug}.md` && isReusable(name));
  if (same !== undefined) return same;
  const numbers = names.flatMap((name) => /^(\d{3,5})-.+\.md$/i.exec(name)?.[1] ?? []);
  const isPlain = (name: string): boolean => /\.md$/i.test(name) && !/^(readme|index)\.md$/i.test(name);
  // If the existing ADRs have no numbers, neither has the new one.
  if (numbers.length === 0 && names.some(isPlain) && !names.includes(`${slug}.md`)) return `${slug}.md`;
  const next = Math.max(0, ...numbers.map(Number)) + 1;
  return `${String(next).padStart(numbers[0]?.length ?? 4, '0')}-${slug}.md`;
}
