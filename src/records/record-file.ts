import { BadInput } from '../model/bad-input.ts';
import type { Answers } from '../model/decision.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { limits, unreadableFile } from '../pack/files.ts';
import { nameOf, readAnswersFile, recordNamed } from './answers-file.ts';
import { type Edit, EditError, editDocument, jsonOf, splitDocuments } from './edit-document.ts';
import type { FileTransaction } from './file-transaction.ts';
import { recordKeys } from './record-text.ts';

/** One set of answers to decide. */
export interface Document {
  readonly title: string | null;
  readonly answers: Answers;
  /** The record that the answers come from; null: they come from none. */
  readonly record: LinkRecord | null;
}

/** An answers file that is edited document by document. */
export class RecordFile {
  readonly path: string;
  readonly place: Place | null;
  readonly documents: readonly LinkRecord[];
  private readonly parts: string[];
  private readonly newline: string;
  private count: number;

  constructor(path: string, place: Place | null, text: string, documents: readonly LinkRecord[]) {
    this.path = path;
    this.place = place;
    this.documents = documents;
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
    // A file without documents has only comments, which stay at the top.
    this.parts = documents.length === 0 ? [text] : splitDocuments(text);
    this.count = documents.length;
  }

  get text(): string {
    return this.parts.join('');
  }

  /**
   * Finds a record that was read earlier, even if it has moved.
   *
   * @throws BadInput if it was changed or removed since
   */
  unchanged(old: LinkRecord): LinkRecord {
    const wanted = old.source();
    const isSame = (document: LinkRecord): boolean => document.source() === wanted;
    const found = this.documents.find((each) => each.index === old.index && isSame(each)) ?? this.documents.find(isSame);
    if (found) return found;
    throw new BadInput([finding('record-changed', this.place, { path: this.path, record: nameOf(old) })]);
  }

  /**
   * Edits a document.
   *
   * @returns the document's text before and after
   * @throws BadInput, with the place of the file's name, if the document cannot be edited in place
   */
  edit({ index }: LinkRecord, edit: Edit): { readonly before: string; readonly after: string } {
    const before = this.parts[index] ?? '';
    try {
      const after = editDocument(before, edit, recordKeys);
      this.parts[index] = after;
      return { before, after };
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      throw new BadInput([finding('cannot-patch', this.place, { path: this.path, key: error.message })]);
    }
  }

  /**
   * Appends a document. In a JSON file it is written as JSON, which allows only one document.
   *
   * @param text YAML
   * @returns its number in the file
   */
  append(text: string): number {
    const index = this.count++;
    if (/\.json$/i.test(this.path)) {
      if (index > 0) throw new BadInput([finding('json-is-one', this.place, { path: this.path })]);
      this.parts.splice(0, 1, jsonOf(text));
      return index;
    }
    const last = this.parts.at(-1) ?? '';
    const end = last === '' || last.endsWith('\n') ? '' : this.newline;
    const mark = index === 0 ? '' : `---${this.newline}`;
    this.parts.push(end + mark + text.replaceAll('\n', this.newline));
    return index;
  }

  /** Finds a record by id or title; without a name, the only record in force. */
  find(wanted: string | null, option: string): LinkRecord {
    const { path, place, documents } = this;
    if (wanted !== null) return recordNamed(documents, wanted, path, place);
    const live = documents.filter(({ status }) => status !== 'superseded');
    const candidates = live.length > 0 ? live : documents;
    const [only, ...others] = candidates;
    if (only && others.length === 0) return only;
    throw new BadInput([finding('which-record', place, { path, option, known: candidates.map(nameOf) })]);
  }
}

/** Opens answers files for editing, each once. */
export class RecordFiles {
  readonly files = new Map<string, RecordFile>();
  private readonly transaction: FileTransaction;
  private readonly pack: Pack;

  constructor(transaction: FileTransaction, pack: Pack) {
    this.transaction = transaction;
    this.pack = pack;
  }

  /** @param mayLack whether a missing file, or one without a document, counts as empty */
  open(path: string, place: Place | null, mayLack: boolean): RecordFile {
    const key = this.transaction.identity(path);
    const known = this.files.get(key);
    if (known) return known;
    const bytes = this.transaction.read(path, place) ?? (mayLack ? new Uint8Array() : null);
    if (!bytes) throw new BadInput([{ ...unreadableFile(path, 'ENOENT'), at: place }]);
    const { documents, findings, text } = readAnswersFile(bytes, path, this.pack);
    const isFailure = ({ level, code }: Finding): boolean => level === 'error' && !(mayLack && code === 'file-empty');
    if (findings.some(isFailure)) throw new BadInput(findings, new Map([[path, text]]));
    const file = new RecordFile(path, place, text, documents);
    this.files.set(key, file);
    return file;
  }

  /** Passes the new text of all files to the transaction. */
  plan(): void {
    for (const { path, text, place } of this.files.values()) {
      // A larger file could not be read again.
      if (Buffer.byteLength(text) > limits.bytes) throw new BadInput([finding('cannot-write', place, { path, reason: 'EFBIG' })]);
      this.transaction.set(path, text, place, '--save');
    }
  }
}

/**
 * Creates a function that finds the record to save answers in: the record that they came from, or one in force with the
 * same id or title; null: a new record. Each record is assigned once.
 *
 * @param replaced records that a new one supersedes
 * @param isFile whether a path leads to the file
 */
export function recordsToKeepIn(
  file: RecordFile,
  replaced: readonly LinkRecord[],
  isFile: (path: string) => boolean,
): (document: Document) => LinkRecord | null {
  const gone = new Set(replaced);

  /** @throws BadInput if the original record has changed since, or if the target is ambiguous */
  return (document) => {
    const target = targetOf(document);
    if (target) gone.add(target);
    return target;
  };

  function targetOf({ title, record }: Document): LinkRecord | null {
    if (record && isFile(record.file)) {
      const own = file.unchanged(record);
      return gone.has(own) ? null : own;
    }
    const free = file.documents.filter((each) => each.status !== 'superseded' && !gone.has(each));
    const id = record?.id ?? null;
    const same =
      free.find((each) => id !== null && each.id === id) ?? free.find((each) => title !== null && each.title === title);
    const [only, ...others] = free;
    if (same || gone.size > 0 || !only) return same ?? null;
    if (title === null && others.length > 0) return file.find(null, '--title');
    return title === null || (others.length === 0 && only.title === null) ? only : null;
  }
}
