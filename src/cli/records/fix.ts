import type { Pack } from '../../model/pack.ts';
import type { Style } from '../../output/style.ts';
import { lineDiff } from '../../records/line-diff.ts';
import { expectationOf } from '../../records/record-state.ts';
import { expectChanges } from '../../records/record-text.ts';
import type { Context } from '../context.ts';
import { styleFor, wantsColour } from '../host/colour.ts';
import type { Invocation } from '../invocation.ts';
import { FileTransaction } from './file-transaction.ts';
import type { ReadRecord } from './read-records.ts';
import { RecordFiles } from './record-file.ts';

/** What is not found any more once a record says what it comes to today. */
export const settledByFix: readonly string[] = ['check-service', 'check-reason', 'check-edited'];

/**
 * Records again what answers come to, where a record says something else or nothing: shows every difference on standard
 * error first, and then changes all files, or none. What does not decide stays as it is.
 *
 * @returns the records that were changed
 */
export async function fixRecords(
  { io }: Context,
  { options }: Invocation,
  pack: Pack,
  records: readonly ReadRecord[],
): Promise<readonly ReadRecord[]> {
  const wanted = records.filter(({ checked }) => needsFix(checked));
  if (wanted.length === 0) return [];
  const style = await styleFor(wantsColour(io, io.stderr, options));
  const files = new RecordFiles(io, pack);
  for (const { path, document, checked } of wanted) {
    const file = files.open(path.path, path.given.place, false);
    const own = file.at(document.index) ?? document;
    const expect = checked.recordState && expectationOf(pack, checked.recordState, own.answersDigest());
    const { before, after } = file.patch(own, expectChanges(own, expect));
    const top = own.placeOf([])?.line ?? 1;
    io.stderr.write(differenceText(path.path, before, after, top, style));
  }
  const transaction = new FileTransaction(io);
  for (const { path, text, place } of files.files.values()) transaction.set(path, text, place);
  transaction.commit();
  return wanted;
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
