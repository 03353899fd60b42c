import { adr as en } from '../messages/en/adr.ts';
import { adr as ja } from '../messages/ja/adr.ts';
import { inLanguage } from '../messages/locale.ts';
import { BadInput, type Given } from '../model/bad-input.ts';
import { finding, type Place } from '../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../model/io.ts';
import { link } from '../output/markdown/markdown.ts';
import { decode } from '../pack/files.ts';
import { ADR_MARK, frontMatterLine } from './adr.ts';
import { type FileTransaction, isAdr } from './file-transaction.ts';

/** ADRs that the new one takes the place of, as it names them. */
export interface OldAdr {
  readonly title: string;
  /** Relative to the folder of the new one. */
  readonly path: string;
  readonly given: Given;
  readonly text: string;
}

/** Reads the ADRs that `--supersedes` names, for one that is written to a file or into a folder. */
export function oldAdrs(
  io: Pick<Io, 'files'>,
  output: Given | null,
  supersedes: readonly Given[],
  transaction: FileTransaction,
): readonly OldAdr[] {
  if (!output) return [];
  return supersedes
    .filter(({ value }) => isAdr(value))
    .map((given) => {
      const text = read(transaction, given.value, given.place);
      if (text === null) throw new BadInput([finding('file-missing', given.place, { path: given.value })]);
      return {
        given,
        text,
        title: plainTitle(titleOf(text)) ?? nameOf(given.value),
        path: relative(filesIn(io, output.value) === null ? output.value : `${output.value}/adr`, given.value),
      };
    });
}

/**
 * Brings the ADR that `-o` names up to date with a new text, or starts it; and writes the other side of those that it takes
 * the place of.
 */
export function editAdr(output: Given, fresh: string, old: readonly OldAdr[], lang: string, transaction: FileTransaction): void {
  const existing = read(transaction, output.value, output.place);
  const text = existing === null || existing.trim() === '' ? fresh : merged(existing, fresh, output);
  transaction.set(output.value, text, output.place);
  for (const { given, text: before } of old) {
    const there = link(plainTitle(titleOf(text)) ?? nameOf(output.value), relative(given.value, output.value));
    const say = inLanguage(lang, { en, ja });
    const line = say.full(say.supersededBy(there));
    transaction.set(given.value, supersededAdr(before, { name: nameOf(output.value), line }), given.place, '--supersedes');
  }
}

/** Where an ADR goes: into the file that `-o` names, or into a file of the folder that it names. */
export function adrOutput(io: Pick<Io, 'files'>, output: Given, fresh: string): Given {
  const names = filesIn(io, output.value);
  if (names === null) return output;
  const name = adrFileName(names, plainTitle(titleOf(fresh)) ?? '');
  return { ...output, value: `${output.value.replace(/[\\/]+$/, '')}/${name}` };
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

function merged(existing: string, fresh: string, { value: path, place }: Given): string {
  const result = mergeAdr(existing, fresh);
  if (result === null) throw new BadInput([finding('adr-by-hand', place, { path })]);
  return result;
}

function read(transaction: FileTransaction, path: string, place: Place | null): string | null {
  const bytes = transaction.read(path, place);
  if (bytes === null) return null;
  const { text, broken } = decode(bytes);
  if (broken === null) return text;
  throw new BadInput([finding('not-utf8', place, {})]);
}

function plainTitle(title: string | null): string | null {
  // What is a title in Markdown already must not be escaped twice.
  return title === null ? null : title.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The name of a file without its folder and ending. */
function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

/** The way from the folder of one file to another, both from the same folder on. */
function relative(from: string, to: string): string {
  const split = (path: string): string[] =>
    path
      .replaceAll('\\', '/')
      .split('/')
      .filter((part) => part !== '' && part !== '.');
  const here = split(from).slice(0, -1);
  const there = split(to);
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
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
  if (!old.includes(ADR_MARK)) return null;
  const [lead = '', ...own] = sectionsOf(old);
  const [freshLead = '', ...news] = sectionsOf(fresh);
  const sections = own.map((section) => news.find((each) => headingOf(each) === headingOf(section)) ?? section);
  news.forEach((section, index) => {
    if (sections.includes(section)) return;
    const before = news[index - 1];
    sections.splice(before === undefined ? 0 : sections.indexOf(before) + 1, 0, section);
  });
  const said = freshLead.split('\n\n').filter((block) => !/^(# |---\n)/.test(block) && !block.startsWith(ADR_MARK));
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
    result = index < 0 ? [...result, frontMatterLine(key, value)] : result.with(index, frontMatterLine(key, value));
  }
  return `---\n${result.map((each) => `${each}\n`).join('')}---\n${rest}`;
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
