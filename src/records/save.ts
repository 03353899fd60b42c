import { type Policy, usualPolicy } from '../model/decision.ts';
import { BadInput, type Finding, finding, type Given } from '../model/finding.ts';
import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord, RecordStatus } from '../model/record.ts';
import type { SourceLocation } from '../model/source-location.ts';
import type { DecisionItem } from '../output/context.ts';
import { escapeControls, type Style } from '../output/style.ts';
import { linesText } from '../output/text/layout.ts';
import { answersDigestOf } from '../pack/digest.ts';
import { fileAndRecord, readAnswersFile } from './answers-file.ts';
import { type Checked, isUnrecorded } from './check.ts';
import { isAdr } from './file-kind.ts';
import { changeFiles, type FileTransaction } from './file-transaction.ts';
import { recordFiles } from './record-file.ts';
import { recordId } from './record-names.ts';
import { expectationOf, recordedAnswers, recordStateOf, usualStatus } from './record-state.ts';
import { expectEdit, type Recording, supersedeEdit, updateEdit } from './record-text.ts';

export interface SaveOptions {
  readonly save: Given;
  /** Records that the new one supersedes: `file` or `file#record`. */
  readonly supersedes: readonly Given[];
  readonly by: string | null;
  readonly date: string | null;
  readonly policy: Policy;
  /** Whether answers are still to come. */
  readonly isDraft: boolean;
}

/** Adds what `--save` changes to a transaction. Returns the record of each item; throws BadInput if it is ambiguous. */
export function planSave(
  options: SaveOptions,
  pack: Pack,
  items: readonly DecisionItem[],
  transaction: FileTransaction,
): LinkRecord[] {
  const { save, policy, by, date } = options;
  const files = recordFiles(transaction, pack);
  const file = files.open(save, '');
  const replaced = recordsToSupersede(files, options.supersedes, items.length);
  // The ids in the files of those records, too.
  const takenIds = new Set(files.documents().flatMap(({ id }) => id ?? []));
  const superseded = replaced.map((each) => {
    const { id, title, answers } = each.document;
    const known = id ?? recordId(title, each.path, answers, takenIds);
    takenIds.add(known);
    return { ...each, id: known };
  });
  const supersedes = superseded.map(({ id }) => id);
  /** Records of the file that are superseded, or hold other answers of this run. */
  const taken = new Set(superseded.flatMap((one) => (one.file === file ? one.document : [])));
  const saved = items.map(keep);
  const [first] = saved;
  for (const { file: where, document, given, id } of superseded) {
    if (!first?.decided && !options.isDraft) throw new BadInput([finding('supersede-open', given.location, { id })]);
    if (first) where.edit(document, supersedeEdit(id, first.id));
  }
  files.plan();
  const { documents } = readAnswersFile(Buffer.from(file.text()), save.value, pack);
  return saved.flatMap(({ index }) => documents.filter((document) => document.index === index));

  function keep(item: DecisionItem): { readonly id: string; readonly index: number; readonly decided: boolean } {
    const { title, record } = item;
    const isOwn = record !== null && transaction.identity(record.file) === transaction.identity(save.value);
    const answers = recordedAnswers(pack, item.answers, item.decision, policy, by);
    const idIfNew = recordId(title, save.value, answers, new Set([...taken].flatMap(({ id }) => id ?? [])));
    const target = file.targetOf(item, isOwn, taken, idIfNew);
    if (target) taken.add(target);
    if (target?.status === 'superseded') {
      // One of several records is left unchanged; a single one was asked for, so refuse.
      if (items.length === 1) throw new BadInput([alreadySuperseded(target, save.value, save.location)]);
      return { id: target.id ?? '', index: target.index, decided: false };
    }
    const recordState = recordStateOf(pack, answers, usualPolicy);
    const decided = recordState.service !== null;
    // A copy of the record that it supersedes still has that one's id.
    const isCopy = supersedes.includes(target?.id ?? '');
    const id = (isCopy ? null : target?.id) ?? recordId(title, save.value, answers, takenIds);
    takenIds.add(id);
    const recording: Recording = {
      id,
      title,
      from: record?.from,
      to: record?.to,
      date,
      status: statusOf(target, usualStatus({ status: recordState.status, warnings: item.decision.warnings }, answers)),
      supersedes,
      answers,
      expect: expectationOf(pack, recordState, answersDigestOf(answers, target?.keyOf)),
    };
    if (target) file.edit(target, updateEdit(target, recording));
    const index = target?.index ?? file.append(recording);
    return { id, index, decided };
  }
}

/** The records that a decision supersedes; throws BadInput if there are several decisions. */
function recordsToSupersede(files: ReturnType<typeof recordFiles>, named: readonly Given[], decisions: number) {
  const found = named
    .filter(({ value }) => !isAdr(value))
    .map((given) => {
      const [path, wanted] = fileAndRecord(given.value);
      const file = files.open({ ...given, value: path }, null);
      const document = file.find(wanted, `--supersedes ${path}#<id>`, given.location);
      if (document.status === 'superseded') throw new BadInput([alreadySuperseded(document, path, given.location)]);
      return { file, path, document, given };
    });
  const [first] = found;
  if (first && decisions > 1) {
    throw new BadInput([finding('one-decision', first.given.location, { option: '--supersedes', count: decisions })]);
  }
  return found;
}

function alreadySuperseded({ id, title, supersededBy }: LinkRecord, path: string, location: SourceLocation | null): Finding {
  return finding('already-superseded', location, { id: id ?? title ?? path, by: supersededBy ?? '' });
}

/**
 * A record that a person decided is accepted, others are proposed; a status set by hand stays. Null: no change.
 * A record with an outcome but without a status is in force: as a proposal, `check` would pass it once its outcome is gone.
 */
function statusOf(target: LinkRecord | null, usual: RecordStatus): RecordStatus | null {
  if (target === null) return usual;
  const { status, expect } = target;
  if (usual === 'accepted') return status === 'proposed' && expect === null ? usual : null;
  if (status !== null) return null;
  return expect === null ? usual : 'accepted';
}

const settledByFix: readonly string[] = ['check-service', 'check-reason', 'check-edited'];

/** Writes the results of today into records that decide: all files, or none. Returns the records, and the differences as text. */
export function fixRecords(io: Pick<Io, 'files'>, pack: Pack, records: readonly Checked[], style: Style) {
  const { result: differences } = changeFiles(io, (transaction) => {
    const files = recordFiles(transaction, pack);
    const texts = records.filter(needsFix).map(({ record, recordState }) => {
      const file = files.open({ value: record.file, location: record.locationOf([]) }, null);
      const own = file.unchanged(record);
      const expect = recordState && expectationOf(pack, recordState, answersDigestOf(own.answers, own.keyOf));
      const { before, after } = file.edit(own, expectEdit(expect));
      return differenceText(record.file, before, after, own.locationOf([])?.line ?? 1, style);
    });
    files.plan();
    return texts;
  });
  const fixed = records.map((each) => {
    if (!needsFix(each)) return each;
    return { ...each, fixed: true, findings: each.findings.filter(({ code }) => !settledByFix.includes(code)) };
  });
  return { records: fixed, differences: differences.join('') };
}

function needsFix(checked: Checked): boolean {
  if (checked.recordState?.status !== 'decided') return false;
  return isUnrecorded(checked) || checked.findings.some(({ code }) => settledByFix.includes(code));
}

/** `file:line`, then the lines that change: only an outcome changes, each key of which has its own line. */
function differenceText(path: string, before: string, after: string, top: number, { red, green, bold }: Style): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const start = now.findIndex((line, index) => line !== old[index]);
  // Skip the separator and comments at the start of a document, which have no location.
  const lead = old.findIndex((line) => line.trim() !== '' && !/^(#|---|%)/.test(line));
  return linesText([
    bold(escapeControls(`${path}:${start + top - Math.max(lead, 0)}`)),
    ...linesWithout(old, now).map((line) => red(`- ${escapeControls(line)}`)),
    ...linesWithout(now, old).map((line) => green(`+ ${escapeControls(line)}`)),
  ]);
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

function linesWithout(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}
