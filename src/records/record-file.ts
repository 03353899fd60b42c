import { suggestionFor } from '../engine/nearest.ts';
import { BadInput } from '../model/bad-input.ts';
import type { Answers } from '../model/decision.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { limits, unreadableFile } from '../pack/files.ts';
import { type AnswersDocument, readAnswersFile } from './answers-file.ts';
import { type Change, EditError, editDocument, splitDocuments } from './edit-document.ts';
import type { FileTransaction } from './file-transaction.ts';

/** One set of answers to decide with. */
export interface Document {
  readonly title: string | null;
  readonly answers: Answers;
  /** The record that they come from, and its file with its whole text; null where there is none. */
  readonly record: { readonly document: AnswersDocument; readonly file: string; readonly text: string } | null;
}

/** An answers file that is about to be changed, document by document. */
export class RecordFile {
  readonly path: string;
  readonly place: Place | null;
  readonly documents: readonly AnswersDocument[];
  private readonly parts: string[];
  private readonly newline: string;
  private readonly byIndex: ReadonlyMap<number, AnswersDocument>;
  private hasRecord: boolean;
  private earlier: { readonly text: string; readonly parts: readonly string[] } | null = null;

  constructor(path: string, place: Place | null, text: string, documents: readonly AnswersDocument[]) {
    this.path = path;
    this.place = place;
    this.documents = documents;
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
    this.byIndex = new Map(documents.map((document) => [document.index, document]));
    this.hasRecord = documents.length > 0;
    // Without a document there are only comments, which stay at the top.
    this.parts = documents.length > 0 ? splitDocuments(text) : [text];
  }

  /** The ids that it has. */
  get ids(): ReadonlySet<string> {
    return new Set(this.documents.flatMap(({ id }) => id ?? []));
  }

  /**
   * A record that was read earlier, wherever it stands now.
   *
   * @param text of the whole file, then
   * @throws BadInput where somebody changed or removed it since
   */
  unchanged({ index, id, title }: AnswersDocument, text: string): AnswersDocument {
    if (this.earlier?.text !== text) this.earlier = { text, parts: splitDocuments(text).map(bare) };
    const wanted = this.earlier.parts[index];
    const there = (document: AnswersDocument | undefined): boolean =>
      document !== undefined && bare(this.parts[document.index] as string) === wanted;
    const found = [this.byIndex.get(index), ...this.documents].find(there);
    if (found) return found;
    throw new BadInput([finding('record-changed', this.place, { path: this.path, record: id ?? title ?? `#${index + 1}` })]);
  }

  get text(): string {
    return this.parts.join('');
  }

  /** Lets a document be rewritten. Refuses, with the place of the file's name, what cannot be changed in place. */
  change({ index }: AnswersDocument, rewrite: (text: string) => string): void {
    try {
      this.parts[index] = rewrite(this.parts[index] as string);
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      throw new BadInput([finding('cannot-patch', this.place, { path: this.path, key: error.message })]);
    }
  }

  /** @returns the document's text before and after */
  patch(document: AnswersDocument, changes: readonly Change[]): { readonly before: string; readonly after: string } {
    const before = this.parts[document.index] as string;
    this.change(document, (text) => editDocument(text, changes));
    return { before, after: this.parts[document.index] as string };
  }

  /** Adds a document behind all others. */
  append(text: string): void {
    const last = this.parts.at(-1) as string;
    const end = last === '' || last.endsWith('\n') ? '' : this.newline;
    const own = this.newline === '\n' ? text : text.replaceAll('\n', this.newline);
    if (!this.hasRecord) this.parts[0] = `${last}${end}${own}`;
    else this.parts.push(`${end}---${this.newline}${own}`);
    this.hasRecord = true;
  }

  /** The record that is meant by an id or a title; without one, the only one in force. */
  find(wanted: string | null, option: string): AnswersDocument {
    const { path, place, documents } = this;
    const names = documents.map(({ id, title, index }) => id ?? title ?? `#${index + 1}`);
    if (wanted !== null) {
      const found = documents.find(({ id }) => id === wanted) ?? documents.find(({ title }) => title === wanted);
      if (found) return found;
      const args = { path, id: wanted, known: names, ...suggestionFor(wanted, names) };
      throw new BadInput([finding('no-such-record', place, args)]);
    }
    const live = documents.filter(({ status }) => status !== 'superseded');
    const candidates = live.length > 0 ? live : documents;
    if (candidates.length === 1) return candidates[0] as AnswersDocument;
    throw new BadInput([
      finding('which-record', place, { path, option, known: candidates.map(({ index }) => names[index] as string) }),
    ]);
  }
}

/** A document without what is between it and others. */
function bare(part: string): string {
  return part.replace(/^\s*---(?=\s)/, '').trim();
}

/** Opens answers files for changing, each of them once; one that is not there is empty. */
export class RecordFiles {
  readonly files = new Map<string, RecordFile>();
  private readonly transaction: FileTransaction;
  private readonly pack: Pack;

  constructor(transaction: FileTransaction, pack: Pack) {
    this.transaction = transaction;
    this.pack = pack;
  }

  open(path: string, place: Place | null, mayLack: boolean): RecordFile {
    const key = this.transaction.identity(path);
    const known = this.files.get(key);
    if (known) return known;
    const bytes = this.read(path, place, mayLack);
    const { documents, findings, text } = readAnswersFile(bytes, path, this.pack);
    const empty = mayLack && findings.length === 1 && findings[0]?.code === 'file-empty';
    if (!empty && findings.some(({ level }: Finding) => level === 'error')) throw new BadInput(findings, new Map([[path, text]]));
    const file = new RecordFile(path, place, text, documents);
    this.files.set(key, file);
    return file;
  }

  /** Has the transaction write all of them as they are to be. */
  plan(): void {
    for (const { path, text, place } of this.files.values()) {
      // Nobody could read it any more.
      if (Buffer.byteLength(text) > limits.bytes) throw new BadInput([finding('cannot-write', place, { path, reason: 'EFBIG' })]);
      this.transaction.set(path, text, place, '--save');
    }
  }

  private read(path: string, place: Place | null, mayLack: boolean): Uint8Array {
    const bytes = this.transaction.read(path, place);
    if (bytes || mayLack) return bytes ?? new Uint8Array();
    throw new BadInput([{ ...unreadableFile(path, 'ENOENT'), at: place }]);
  }
}

type Groups = ReadonlyMap<string | null, AnswersDocument[]>;

/** The records in force of a file, each of which takes the answers of one link: its own, or those of the link it is called as. */
export class SaveTargets {
  private readonly file: RecordFile;
  private readonly live: readonly AnswersDocument[];
  private readonly gone: Set<AnswersDocument>;
  /** By what they are called, the first of several last. */
  private readonly byId: Groups;
  private readonly byTitle: Groups;

  private readonly isFile: (path: string) => boolean;

  /**
   * @param replaced records that a new one takes the place of
   * @param isFile whether a path leads to the file
   */
  constructor(file: RecordFile, replaced: readonly AnswersDocument[], isFile: (path: string) => boolean) {
    this.file = file;
    this.isFile = isFile;
    this.gone = new Set(replaced);
    this.live = file.documents.filter((each) => each.status !== 'superseded' && !this.gone.has(each));
    const backwards = this.live.toReversed();
    this.byId = grouped(backwards, ({ id }) => id);
    this.byTitle = grouped(backwards, ({ title }) => title);
  }

  /**
   * The record that answers are to be kept in: the one that they came from or that is called the same; null: a new one. One
   * that is superseded stays as it is.
   *
   * @throws BadInput where the record that they came from is not any more what it was
   */
  take(document: Document): AnswersDocument | null {
    const target = this.targetOf(document);
    // Each record is rewritten once.
    if (target) this.gone.add(target);
    return target;
  }

  private targetOf({ title, record }: Document): AnswersDocument | null {
    const { file, live, gone } = this;
    const from = record?.document;
    if (record && from && this.isFile(record.file)) {
      const own = file.unchanged(from, record.text);
      return gone.has(own) ? null : own;
    }
    const same = this.first(this.byId, from?.id ?? null) ?? this.first(this.byTitle, title);
    if (same) return same;
    if (gone.size > 0) return null;
    const [only, ...others] = live;
    if (title === null) return others.length === 0 ? (only ?? null) : file.find(null, '--title');
    return only && others.length === 0 && only.title === null ? only : null;
  }

  /** The first that is called so and has not been taken. */
  private first(called: Groups, name: string | null): AnswersDocument | null {
    const same = name === null ? undefined : called.get(name);
    while (same?.length && this.gone.has(same.at(-1) as AnswersDocument)) same.pop();
    return same?.at(-1) ?? null;
  }
}

function grouped(documents: readonly AnswersDocument[], nameOf: (document: AnswersDocument) => string | null): Groups {
  const groups = new Map<string | null, AnswersDocument[]>();
  for (const document of documents) {
    const group = groups.get(nameOf(document));
    if (group) group.push(document);
    else groups.set(nameOf(document), [document]);
  }
  return groups;
}
