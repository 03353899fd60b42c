import { adr as en } from '../messages/en/adr.ts';
import { adr as ja } from '../messages/ja/adr.ts';
import { inLanguage } from '../messages/locale.ts';
import { BadInput, type Given } from '../model/bad-input.ts';
import { finding, type Place } from '../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../model/io.ts';
import { link } from '../output/markdown/markdown.ts';
import { decode } from '../pack/files.ts';
import { flowText } from '../pack/flow-text.ts';
import { BEGIN, END } from './adr.ts';
import { type FileTransaction, isAdr } from './file-transaction.ts';

/** Reads the ADRs that `--supersedes` names, for one that is written to a file or into a folder; `path` leads there from it. */
export function oldAdrs(io: Pick<Io, 'files'>, output: Given | null, supersedes: readonly Given[], transaction: FileTransaction) {
  if (!output) return [];
  const own = filesIn(io, output.value) === null ? output.value : `${output.value}/adr`;
  return supersedes
    .filter(({ value }) => isAdr(value))
    .map((given) => {
      const text = read(transaction, given);
      if (text === null) throw new BadInput([finding('file-missing', given.place, { path: given.value })]);
      return { given, text, title: titleOf(text) ?? nameOf(given.value), path: relative(own, given.value) };
    });
}

/**
 * Brings the ADR that `-o` names up to date with a new text, or starts it; and writes the other side of those that it takes
 * the place of.
 */
export function editAdr(
  output: Given,
  fresh: string,
  old: ReturnType<typeof oldAdrs>,
  lang: string,
  transaction: FileTransaction,
): void {
  const existing = read(transaction, output) ?? '';
  const text = existing.trim() === '' ? fresh : mergeAdr(existing, fresh);
  if (text === null) throw new BadInput([finding('adr-by-hand', output.place, { path: output.value })]);
  transaction.set(output.value, text, output.place);
  const name = nameOf(output.value);
  const say = inLanguage(lang, { en, ja });
  for (const { given, text: before } of old) {
    const there = link(titleOf(text) ?? name, relative(given.value, output.value));
    const after = supersededAdr(before, { name, line: say.full(say.supersededBy(there)) });
    transaction.set(given.value, after, given.place, '--supersedes');
  }
}

/** Where an ADR goes: into the file that `-o` names, or into a file of the folder that it names. */
export function adrOutput(io: Pick<Io, 'files'>, output: Given, fresh: string): Given {
  const names = filesIn(io, output.value);
  if (names === null) return output;
  return { ...output, value: `${output.value.replace(/[\\/]+$/, '')}/${adrFileName(names, titleOf(fresh) ?? '')}` };
}

/** The names of the files in a folder; null where it is none. */
function filesIn(io: Pick<Io, 'files'>, path: string): string[] | null {
  try {
    return io.files.list(path).flatMap(({ name, directory }) => (directory ? [] : [name]));
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    return null;
  }
}

/** Refuses several decisions where one belongs. */
export function oneAdr(count: number, place: Place): void {
  if (count !== 1) throw new BadInput([finding('one-decision', place, { option: '-f adr -o', count })]);
}

function read(transaction: FileTransaction, { value, place }: Given): string | null {
  const bytes = transaction.read(value, place);
  if (bytes === null) return null;
  const { text, broken } = decode(bytes);
  if (broken === null) return text;
  throw new BadInput([finding('not-utf8', place, {})]);
}

/** The first heading of an ADR as plain text: what is a title in Markdown already must not be escaped twice. */
function titleOf(text: string): string | null {
  return /^# +(.*?)\s*$/m.exec(text)?.[1]?.replace(/\\([!-/:-@[-`{-~])/g, '$1') ?? null;
}

function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

/** The relative path from one file to another; both paths start at the same folder. */
function relative(from: string, to: string): string {
  const split = (path: string): string[] => path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  const here = split(from).slice(0, -1);
  const there = split(to);
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/**
 * Updates an existing record: the part between the comments, the date, and the status unless somebody chose it by hand.
 *
 * @returns null where the comments are missing: then it was written by hand, and is not touched
 */
export function mergeAdr(existing: string, fresh: string): string | null {
  const own = partOf(fresh);
  if (!own || !partOf(existing.replaceAll('\r\n', '\n'))) return null;
  return withLineEndsOf(existing, (old) => {
    const [before, now] = [lineIn(old, 'status'), lineIn(fresh, 'status')];
    const isFree = before === null || /^status: *["']?(proposed|accepted)["']?$/.test(before);
    // What was superseded is not in force again.
    const mayRestate = isFree || [before, now].every((line) => line?.includes('superseded'));
    const text = old.replace(partOf(old) ?? '', () => own);
    const supersedes = fresh.slice(0, fresh.indexOf(own)).split('\n\n').slice(2, -1);
    return withFrontMatter(supersedes.reduce(behindTitle, text), [mayRestate ? now : null, lineIn(fresh, 'date')]);
  });
}

/** The part between the comments. Only comments at the start of a line count: texts cannot contain those. */
function partOf(text: string): string | null {
  const start = text.search(new RegExp(`^${BEGIN} `, 'm'));
  const end = text.indexOf(`\n${END}`, start);
  return start < 0 || end < 0 ? null : text.slice(start, end + END.length + 1);
}

/** A record that another takes the place of: its status says so, and a link leads on. All else stays. */
export function supersededAdr(existing: string, by: { readonly name: string; readonly line: string }): string {
  return withLineEndsOf(existing, (old) =>
    behindTitle(withFrontMatter(old, [`status: ${flowText(`superseded by ${by.name}`)}`]), by.line),
  );
}

function behindTitle(text: string, line: string): string {
  if (text.includes(line)) return text;
  return /^# /m.test(text) ? text.replace(/^# .*$/m, (title) => `${title}\n\n${line}`) : `${text}\n${line}\n`;
}

function withLineEndsOf(text: string, edit: (text: string) => string): string {
  return edit(text.replaceAll('\r\n', '\n')).replaceAll('\n', text.includes('\r\n') ? '\r\n' : '\n');
}

const frontMatterOf = (text: string) => /^---\n([\s\S]*?\n)?---(?:\n|$)/.exec(text);

function lineIn(text: string, key: string): string | null {
  const lines = frontMatterOf(text)?.[1]?.split('\n') ?? [];
  return lines.find((line) => line.startsWith(`${key}:`))?.trimEnd() ?? null;
}

/** A text with some lines of its front matter written anew. */
function withFrontMatter(text: string, lines: readonly (string | null)[]): string {
  const found = frontMatterOf(text);
  const head = (found?.[1] ?? '').split('\n').slice(0, -1);
  for (const line of lines) {
    if (line === null) continue;
    const at = head.findIndex((each) => each.startsWith(line.slice(0, line.indexOf(':') + 1)));
    head.splice(at < 0 ? head.length : at, at < 0 ? 0 : 1, line);
  }
  return ['---', ...head, '---', found ? text.slice(found[0].length) : `\n${text}`].join('\n');
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
