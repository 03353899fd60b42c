import { finding } from '../../model/diagnostic.ts';
import { overviewFormats } from '../../overview/formats.ts';
import { type NamedRecord, overviewOf } from '../../overview/index.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { formatOf } from '../format-of.ts';
import { standardInputOf } from '../input.ts';
import type { Invocation } from '../invocation.ts';
import { policyOf } from '../policy.ts';
import { type FoundRecord, readRecords } from '../records/read-records.ts';
import { recordPaths } from '../records/record-paths.ts';
import { packFor, showValue } from '../show-services.ts';

/** `tsunagi overview`: all recorded links of a system in one view. It holds nothing against anything: that is what `check` does. */
export async function overviewCommand(context: Context, invocation: Invocation): Promise<number> {
  const { operands } = invocation;
  const format = formatOf(invocation, overviewFormats);
  const { paths, findings: lost } = await recordPaths(context.io, operands);
  const none = operands.length === 0 ? [finding('missing-operand', null, { operand: '<files...>', command: 'overview' })] : [];
  const wrong = [...invocation.findings, ...none, ...lost];
  if (wrong.length > 0) throw new BadInput(wrong);

  const pack = packFor(context, invocation, format);
  const sources = new Map<string, string>();
  const { records, broken } = readRecords(context, paths, pack, sources, await standardInputOf(context, operands));
  const unread = [...new Set(broken.filter(({ level }) => level === 'error').flatMap(({ at }) => at?.file ?? []))];
  const report = overviewOf(pack, named(records), policyOf(invocation), unread);
  if (broken.length > 0)
    await (await import('../report.ts')).reportFindings(context.io, context.argv, { findings: broken, sources }, context.speech);
  await showValue(context, invocation, pack, report, overviewFormats, format);
  return unread.length > 0 ? Exit.badInput : Exit.done;
}

/** Each record by its id where no other has it, else by its file and number. */
function named(records: readonly FoundRecord[]): NamedRecord[] {
  const counts = new Map<string, number>();
  for (const { key } of records) counts.set(key, (counts.get(key) ?? 0) + 1);
  return records.map(({ key, file, document }) => ({
    key: counts.get(key) === 1 ? key : `${file}#${document.index + 1}`,
    file,
    record: document,
  }));
}
