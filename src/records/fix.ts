import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { Style } from '../output/style.ts';
import { changeFiles } from './file-transaction.ts';
import { lineDiff } from './line-diff.ts';
import type { ReadRecord } from './read-records.ts';
import { RecordFiles } from './record-file.ts';
import { expectationOf } from './record-state.ts';
import { expectChanges } from './record-text.ts';

/** What is not found any more once a record says what it comes to today. */
export const settledByFix: readonly string[] = ['check-service', 'check-reason', 'check-edited'];

/**
 * Records again what answers lead to, where a record says something else or nothing: all files change, or none. What does not
 * decide stays as it is.
 *
 * @param sources the texts of the files as they were read
 * @returns the records that were changed, and their differences as text
 * @throws BadInput where somebody changed one of them since
 */
export async function fixRecords(
  io: Pick<Io, 'files'>,
  pack: Pack,
  records: readonly ReadRecord[],
  sources: ReadonlyMap<string, string>,
  style: Style,
): Promise<{ readonly fixed: readonly ReadRecord[]; readonly differences: string }> {
  const fixed = records.filter(({ checked }) => needsFix(checked));
  const { result: differences } = await changeFiles(io, (transaction) => {
    const files = new RecordFiles(transaction, pack);
    const texts = fixed.map(({ path, document, checked }) => {
      const file = files.open(path.path, path.given.place, false);
      const own = file.unchanged(document, sources.get(path.path) ?? '');
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
  return [bold(`${path}:${first + offset}`), ...lines.map(({ kind, text }) => paint[kind](text))]
    .map((line) => `${line}\n`)
    .join('');
}

/** How many lines stand before the first key. */
function leadOf(text: string): number {
  const index = text.split('\n').findIndex((line) => line.trim() !== '' && !/^(#|---|%)/.test(line));
  return Math.max(index, 0);
}
