import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { type Style, visible } from '../output/style.ts';
import { type Checked, withFindings } from './check.ts';
import { changeFiles } from './file-transaction.ts';
import { RecordFiles } from './record-file.ts';
import { expectationOf } from './record-state.ts';
import { expecting } from './record-text.ts';

/** The findings that `--fix` resolves. */
const settledByFix: readonly string[] = ['check-service', 'check-reason', 'check-edited'];

/**
 * Writes today's result into records that hold a different one or none: all files change, or none. Records whose answers do
 * not decide stay unchanged.
 *
 * @returns all records, the changed ones without the findings that this resolved, and the differences as text
 * @throws BadInput if one of them has changed since it was read
 */
export async function fixRecords(
  io: Pick<Io, 'files'>,
  pack: Pack,
  records: readonly Checked[],
  style: Style,
): Promise<{ readonly records: readonly Checked[]; readonly differences: string }> {
  const { result: differences } = await changeFiles(io, (transaction) => {
    const files = new RecordFiles(transaction, pack);
    const texts = records.filter(needsFix).map(({ record, recordState }) => {
      const file = files.open(record.file, record.placeOf([]), false);
      const own = file.unchanged(record);
      const expect = recordState && expectationOf(pack, recordState, own.answersDigest());
      const { before, after } = file.edit(own, expecting(expect));
      return differenceText(record.file, before, after, own.placeOf([])?.line ?? 1, style);
    });
    files.plan();
    return texts;
  });
  return { records: records.map((each) => (needsFix(each) ? afterFix(each) : each)), differences: differences.join('') };
}

function needsFix({ verdict, recordState, findings }: Checked): boolean {
  if (recordState?.service == null) return false;
  return verdict === 'unrecorded' || findings.some(({ code }) => settledByFix.includes(code));
}

/** `file:line`, then the lines from the first to the last change, with one line of context. */
function differenceText(path: string, before: string, after: string, top: number, { red, green, bold }: Style): string {
  const [old, now] = [before, after].map((text) => text.replace(/\r?\n$/, '').split(/\r?\n/)) as [string[], string[]];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  // Skip the separator and comments at the start of a document, which have no place.
  const lead = old.findIndex((line) => line.trim() !== '' && !/^(#|---|%)/.test(line));
  const about = (from: number, to: number): string[] => old.slice(Math.max(from, 0), to).map((line) => `  ${visible(line)}`);
  return [
    bold(visible(`${path}:${start + top - Math.max(lead, 0)}`)),
    ...about(start - 1, start),
    ...old.slice(start, old.length - end).map((line) => red(`- ${visible(line)}`)),
    ...now.slice(start, now.length - end).map((line) => green(`+ ${visible(line)}`)),
    ...about(old.length - end, old.length - end + 1),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function afterFix(checked: Checked): Checked {
  const left = checked.findings.filter(({ code }) => !settledByFix.includes(code));
  return withFindings({ ...checked, fixed: true }, left);
}
