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

/** Reads the ADRs that `--supersedes` names; `path` is relative to the new ADR. None without `-o`. */
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

/** Updates or creates the ADR that `-o` names, and marks the ADRs that it supersedes. */
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

/** The file of an ADR: the one that `-o` names, or one in the folder that it names. */
export function adrOutput(io: Pick<Io, 'files'>, output: Given, fresh: string): Given {
  const names = filesIn(io, output.value);
  if (names === null) return output;
  return { ...output, value: `${output.value.replace(/[\\/]+$/, '')}/${adrFileName(names, titleOf(fresh) ?? '')}` };
}

/** The names of the files in a folder; null if the path is not a readable folder. */
function filesIn(io: Pick<Io, 'files'>, path: string): string[] | null {
  try {
    return io.files.list(path).flatMap(({ name, directory }) => (directory ? [] : [name]));
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    return null;
  }
}

/** Throws `BadInput` unless there is exactly one decision. */
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

/** The first heading of an ADR as plain text, so that its Markdown is not escaped twice. */
function titleOf(text: string): string | null {
  return /^# +(.*?)\s*$/m.exec(text)?.[1]?.replace(/\\([!-/:-@[-`{-~])/g, '$1') ?? null;
}

function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

/** The relative path from one file to another; both paths are relative to the same folder. */
function relative(from: string, to: string): string {
  const split = (path: string): string[] => path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  const here = split(from).slice(0, -1);
  const there = split(to);
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/**
 * Updates an existing record: the part between the comments, the date, and the status unless it was set by hand.
 *
 * @returns null if the comments are missing: the record was written by hand and must not be changed
 */
export function mergeAdr(existing: string, fresh: string): string | null {
  const own = partOf(fresh);
  if (!own || !partOf(existing.replaceAll('\r\n', '\n'))) return null;
  return withLineEndsOf(existing, (old) => {
    const [before, now] = [lineIn(old, 'status'), lineIn(fresh, 'status')];
    const isFree = before === null || /^status: *["']?(proposed|accepted)["']?$/.test(before);
    // A superseded record stays superseded.
    const mayRestate = isFree || [before, now].every((line) => line?.includes('superseded'));
    const text = old.replace(partOf(old) ?? '', () => own);
    const supersedes = fresh.slice(0, fresh.indexOf(own)).split('\n\n').slice(2, -1);
    return withFrontMatter(supersedes.reduce(behindTitle, text), [mayRestate ? now : null, lineIn(fresh, 'date')]);
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

/** Replaces or adds lines of the front matter. A null line changes nothing. */
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
 * The file name of an ADR by the convention of MADR: `0007-use-amazon-sqs-for-orders-to-billing.md`.
 *
 * @param names the existing files; one with the same title is reused
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
  // If the existing ADRs have no numbers, neither has the new one.
  if (numbered.length === 0 && names.some((name) => /\.md$/i.test(name) && !/^(readme|index)\.md$/i.test(name)))
    return `${slug}.md`;
  const digits = numbered[0]?.length ?? 4;
  const next = Math.max(0, ...numbered.map(Number)) + 1;
  return `${String(next).padStart(digits, '0')}-${slug}.md`;
}

const MAX_SLUG_CHARACTERS = 80;
