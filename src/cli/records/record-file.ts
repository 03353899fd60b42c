import { nearest } from '../../engine/nearest.ts';
import { type Finding, finding, type Place } from '../../model/diagnostic.ts';
import { fileErrorCode, type Io } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import { unreadableFile } from '../../pack/files.ts';
import { type AnswersDocument, readAnswersFile } from '../../records/answers-file.ts';
import { type Change, EditError, editDocument, splitDocuments } from '../../records/edit-document.ts';
import { BadInput } from '../exit.ts';
import { keyOf } from './file-transaction.ts';

/** An answers file that is about to be changed, document by document. */
export class RecordFile {
  readonly path: string;
  readonly place: Place | null;
  readonly documents: readonly AnswersDocument[];
  private readonly parts: string[];
  private readonly newline: string;
  private readonly byIndex: ReadonlyMap<number, AnswersDocument>;
  private hasRecord: boolean;

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

  /** The document that is so many documents below the top. */
  at(index: number): AnswersDocument | undefined {
    return this.byIndex.get(index);
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

  /** Goes out: the document's text before and after. */
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
      const meant = nearest(wanted, names);
      const args = { path, id: wanted, known: names, ...(meant === null ? {} : { suggestion: meant }) };
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

/** Opens answers files for changing, each of them once; one that is not there is empty. */
export class RecordFiles {
  readonly files = new Map<string, RecordFile>();
  private readonly io: Io;
  private readonly pack: Pack;

  constructor(io: Io, pack: Pack) {
    this.io = io;
    this.pack = pack;
  }

  open(path: string, place: Place | null, mayLack: boolean): RecordFile {
    const key = keyOf(path);
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

  private read(path: string, place: Place | null, mayLack: boolean): Uint8Array {
    try {
      return this.io.files.read(path);
    } catch (error) {
      const reason = fileErrorCode(error);
      if (reason === null) throw error;
      if (reason === 'ENOENT' && mayLack) return new Uint8Array();
      throw new BadInput([{ ...unreadableFile(path, reason), at: place }]);
    }
  }
}
