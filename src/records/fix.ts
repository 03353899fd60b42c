import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { type Style, visible } from '../output/style.ts';
import { type Checked, withFindings } from './check.ts';
import { changeFiles } from './file-transaction.ts';
import type { ReadRecord } from './read-records.ts';
import { RecordFiles } from './record-file.ts';
import { expectationOf } from './record-state.ts';
import { expectChanges } from './record-text.ts';

/** What is not found any more once a record says what it comes to today. */
const settledByFix: readonly string[] = ['check-service', 'check-reason', 'check-edited'];

/**
 * Records again what answers lead to, where a record says something else or nothing: all files change, or none. What does not
 * decide stays as it is.
 *
 * @returns the records that were changed, and their differences as text
 * @throws BadInput where somebody changed one of them since
 */
export async function fixRecords(
  io: Pick<Io, 'files'>,
  pack: Pack,
  records: readonly ReadRecord[],
  style: Style,
): Promise<{ readonly fixed: readonly ReadRecord[]; readonly differences: string }> {
  const fixed = records.filter(({ checked }) => needsFix(checked));
  const { result: differences } = await changeFiles(io, (transaction) => {
    const files = new RecordFiles(transaction, pack);
    const texts = fixed.map(({ path, document, checked }) => {
      const file = files.open(path.path, path.given.place, false);
      const own = file.unchanged(document);
      const expect = checked.recordState && expectationOf(pack, checked.recordState, own.answersDigest());
      const { before, after } = file.patch(own, expectChanges(own, expect));
      return differenceText(path.path, before, after, own.placeOf([])?.line ?? 1, style);
    });
    files.plan();
    return texts;
  });
  return { fixed, differences: differences.join('') };
}

function needsFix({ verdict, recordState, findings }: ReadRecord['checked']): boolean {
  if (recordState?.service == null) return false;
  return verdict === 'unrecorded' || findings.some(({ code }) => settledByFix.includes(code));
}

/** `file:line` and then the lines that change. */
function differenceText(path: string, before: string, after: string, top: number, { red, green, bold }: Style): string {
  const lines = lineDiff(before, after);
  const first = lines.find(({ kind }) => kind !== 'same')?.line ?? 1;
  // A document begins with its three dashes and comments, which have no place of their own.
  const offset = top - 1 - leadOf(before);
  const paint = {
    removed: (text: string) => red(`- ${text}`),
    added: (text: string) => green(`+ ${text}`),
    same: (text: string) => `  ${text}`,
  };
  return [bold(visible(`${path}:${first + offset}`)), ...lines.map(({ kind, text }) => paint[kind](visible(text)))]
    .map((line) => `${line}\n`)
    .join('');
}

function leadOf(text: string): number {
  const index = text.split('\n').findIndex((line) => line.trim() !== '' && !/^(#|---|%)/.test(line));
  return Math.max(index, 0);
}

/** One line of a difference: taken out, put in, or there before and after. */
interface DiffLine {
  readonly kind: 'removed' | 'added' | 'same';
  readonly text: string;
  /** Its number before, from 1; for an added one, that of the line that it stands before. */
  readonly line: number;
}

/** What two texts differ in, line by line; of what is the same, only one line about each change. */
function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const all: DiffLine[] = [];
  let next = 0;
  for (const [index, text] of old.entries()) {
    const line = index + 1;
    const at = now.indexOf(text, next);
    // A line that stands there again further on may be another one: it was moved there only if all before it is new.
    const isSame = at >= 0 && !now.slice(next, at).some((each) => old.includes(each, line));
    if (isSame) for (; next < at; next++) all.push({ kind: 'added', text: now[next] ?? '', line });
    all.push({ kind: isSame ? 'same' : 'removed', text, line });
    if (isSame) next++;
  }
  for (const text of now.slice(next)) all.push({ kind: 'added', text, line: old.length + 1 });
  const isNear = (index: number): boolean => all.slice(Math.max(index - 1, 0), index + 2).some(({ kind }) => kind !== 'same');
  return all.filter((_, index) => isNear(index));
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** A record that was recorded again: what that settles is not found any more. */
export function afterFix(checked: Checked): Checked {
  return withFindings(
    checked,
    checked.findings.filter(({ code }) => !settledByFix.includes(code)),
    true,
  );
}
