import { type Finding, finding } from '../../model/diagnostic.ts';
import { fileErrorCode } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import { limits, unreadableFile } from '../../pack/files.ts';
import { type AnswersDocument, readAnswersFile } from '../../records/answers-file.ts';
import type { CheckedRecord } from '../../records/check-report.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../exit.ts';
import { looksLikeRecord, type RecordPath } from './record-paths.ts';

/** A record that was read, and where. */
export interface FoundRecord {
  readonly file: string;
  /** Its id, else its file and number. */
  readonly key: string;
  readonly document: AnswersDocument;
  readonly path: RecordPath;
}

/** A record that was checked, with where it was found. */
export type ReadRecord = CheckedRecord & FoundRecord;

/** All records of some files. */
export interface ReadRecords {
  readonly records: readonly FoundRecord[];
  /** What is wrong with files themselves; all that could be read of them is there nevertheless. */
  readonly broken: readonly Finding[];
  /** Files that are no answers files. */
  readonly skipped: readonly string[];
}

/**
 * Reads the records in files. Their texts are put into `sources`.
 *
 * @throws BadInput where files cannot be read at all, or where there is no record in any of them
 */
export function readRecords(
  { io }: Context,
  paths: readonly RecordPath[],
  pack: Pack,
  sources: Map<string, string>,
  input: Uint8Array | null = null,
): ReadRecords {
  const records: FoundRecord[] = [];
  const broken: Finding[] = [];
  const skipped: string[] = [];
  const unreadable: Finding[] = [];
  const decoder = new TextDecoder();
  for (const path of paths) {
    const bytes = path.path === '-' ? input : bytesOf(io, path, unreadable);
    if (bytes === null) continue;
    // More than can be read at all may be more than fits into a text.
    if (path.inFolder && !looksLikeRecord(decoder.decode(bytes.subarray(0, limits.bytes)))) {
      skipped.push(path.path);
      continue;
    }
    const { documents, findings, text } = readAnswersFile(bytes, path.path, pack);
    sources.set(path.path, text);
    broken.push(...findings);
    for (const document of documents) {
      records.push({ document, path, file: path.path, key: document.id ?? `${path.path}#${document.index + 1}` });
    }
  }
  if (unreadable.length > 0) throw new BadInput(unreadable);
  const [first] = paths;
  if (records.length === 0 && broken.length === 0 && first) {
    throw new BadInput([finding('no-records', first.given.place, { path: first.given.value })]);
  }
  return { records, broken, skipped };
}

/** Null where they cannot be read, which is told. */
function bytesOf(io: Context['io'], { path, given }: RecordPath, unreadable: Finding[]): Uint8Array | null {
  try {
    return io.files.read(path);
  } catch (error) {
    const reason = fileErrorCode(error);
    if (reason === null) throw error;
    unreadable.push({ ...unreadableFile(path, reason), at: given.place });
    return null;
  }
}
