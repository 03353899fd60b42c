import { BadInput, finding, type Given } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import { MAX_FILE_BYTES } from '../model/readable-files.ts';
import type { LinkRecord } from '../model/record.ts';
import type { LinkAnswers } from '../output/context.ts';
import { unreadableFile } from '../pack/files.ts';
import { readAnswersFile, recordName, recordNamed } from './answers-file.ts';
import { type Edit, EditError, editDocument, splitDocuments } from './edit-document.ts';
import { isJsonFile } from './file-kind.ts';
import type { FileTransaction } from './file-transaction.ts';
import { type Recording, recordKeys, recordText } from './record-text.ts';

/** An answers file that is edited document by document. */
export type RecordFile = ReturnType<typeof recordFile>;

/** Prepares the edit of a file that was read; nothing is written. */
export function recordFile(file: Given, text: string, documents: readonly LinkRecord[]) {
  const { value: path, location } = file;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const split = splitDocuments(text);
  const full = split.filter(({ isEmpty }) => !isEmpty);
  // A file without documents has only comments, which stay at the top.
  const parts: { text: string }[] = full.length === 0 ? [{ text }] : split;
  let count = documents.length;
  return {
    file,
    documents,
    text: () => parts.map((part) => part.text).join(''),

    /** Finds a record that was read earlier, even if it has moved; throws BadInput if it was changed or removed since. */
    unchanged(old: LinkRecord): LinkRecord {
      const isSame = (document: LinkRecord): boolean => document.source() === old.source();
      const found = documents.find((each) => each.index === old.index && isSame(each)) ?? documents.find(isSame);
      if (found) return found;
      throw new BadInput([finding('record-changed', location, { path, record: recordName(old) })]);
    },

    /** Edits a document and returns its text before and after; throws BadInput if it cannot be edited in place. */
    edit({ index }: LinkRecord, edit: Edit): { readonly before: string; readonly after: string } {
      const part = full[index] ?? { text: '' };
      const before = part.text;
      try {
        part.text = editDocument(before, edit, recordKeys);
        return { before, after: part.text };
      } catch (error) {
        if (!(error instanceof EditError)) throw error;
        throw new BadInput([finding('cannot-patch', location, { path, key: error.message })]);
      }
    },

    /** Appends a record and returns its index. */
    append(recording: Recording): number {
      const index = count++;
      const last = parts.at(-1)?.text ?? '';
      const end = last === '' || last.endsWith('\n') ? '' : newline;
      const mark = index === 0 ? '' : `---${newline}`;
      parts.push({ text: end + mark + recordText(recording).replaceAll('\n', newline) });
      return index;
    },

    /** Finds a record by id or title; without a name, the only record in force. Throws BadInput unless there is exactly one. */
    find(wanted: string | null, option: string, location = file.location): LinkRecord {
      if (documents.length === 0) throw new BadInput([finding('no-records', location, { path })]);
      if (wanted !== null) return recordNamed(documents, { value: wanted, location }, path);
      const live = documents.filter(({ status }) => status !== 'superseded');
      const candidates = live.length > 0 ? live : documents;
      const [only, ...others] = candidates;
      if (only && others.length === 0) return only;
      const known = candidates.map((each) => (option === '--title' ? each.title : null) ?? recordName(each));
      throw new BadInput([finding('which-record', location, { path, option, known })]);
    },

    /**
     * Finds the record to save answers in: the record that they came from (`isOwn`: it is in this file), or one in force with the
     * same id or title, or one that was new (`idIfNew`) when the same answers were saved here before; not one that is `taken`.
     * Null: they need a new one. Throws BadInput if the original record has changed since, or if the target is ambiguous.
     */
    targetOf({ title, record }: LinkAnswers, isOwn: boolean, taken: ReadonlySet<LinkRecord>, idIfNew: string): LinkRecord | null {
      if (record && isOwn) {
        const own = this.unchanged(record);
        return taken.has(own) ? null : own;
      }
      const free = documents.filter((each) => each.status !== 'superseded' && !taken.has(each));
      const same =
        free.find(({ id }) => id !== null && id === record?.id) ??
        free.find((each) => title !== null && each.title === title) ??
        free.find(({ id }) => id === idIfNew);
      const [only, ...others] = free;
      if (same || taken.size > 0 || !only) return same ?? null;
      if (title === null && others.length > 0) return this.find(null, '--title');
      return title === null || (others.length === 0 && only.title === null) ? only : null;
    },
  };
}

/** Opens answers files for editing, each once. */
export function recordFiles(transaction: FileTransaction, pack: Pack) {
  const files = new Map<string, RecordFile>();
  return {
    documents: () => [...files.values()].flatMap(({ documents }) => documents),

    /**
     * @param initial the text that a missing file starts with; null: the file must exist and have a document
     * @throws BadInput if the file is missing, JSON, which is only read, or no answers file without errors
     */
    open(given: Given, initial: string | null): RecordFile {
      const { value: path, location } = given;
      const key = transaction.identity(path);
      const known = files.get(key);
      if (known) return known;
      if (isJsonFile(path)) throw new BadInput([finding('wrong-ending', location, { path, endings: ['.yaml', '.yml'] })]);
      const bytes = transaction.read(given) ?? (initial === null ? null : Buffer.from(initial));
      if (!bytes) throw new BadInput([unreadableFile(path, 'ENOENT', location)]);
      const { documents, findings, text } = readAnswersFile(bytes, path, pack);
      if (findings.some(({ code }) => initial === null || code !== 'file-empty')) {
        throw new BadInput(findings, new Map([[path, text]]));
      }
      const file = recordFile(given, text, documents);
      files.set(key, file);
      return file;
    },

    /** Passes the new text of all files to the transaction; throws BadInput if one has become too large to be read. */
    plan(): void {
      for (const { file, text } of files.values()) {
        // A larger file could not be read again.
        if (Buffer.byteLength(text()) > MAX_FILE_BYTES) throw new BadInput([unreadableFile(file.value, 'EFBIG')]);
        transaction.set(file, text(), '--save');
      }
    },
  };
}
