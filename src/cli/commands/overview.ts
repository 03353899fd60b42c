import type { LinkRecord } from '../../model/record.ts';
import { overviewFormats } from '../../overview/formats.ts';
import { overviewOf } from '../../overview/index.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { recordsNamed } from '../input.ts';
import { reportFindings } from '../report.ts';
import { showValue, viewOf } from '../view.ts';

/** `tsunagi overview`: shows all recorded links of a system in one view, without checking them. */
export async function overviewCommand(context: Context, invocation: Invocation): Promise<number> {
  const open = await recordsNamed(context, invocation);
  const view = await viewOf(context, invocation, overviewFormats);
  const { pack } = view;
  const sources = new Map<string, string>();
  const { records, broken } = open(pack, sources);
  const unread = [...new Set(broken.filter(({ level }) => level === 'error').flatMap(({ at }) => at?.file ?? []))];
  const overview = overviewOf(pack, named(records), invocation.policy, unread);
  await reportFindings(context, { findings: broken, sources });
  await showValue(view, pack, overview, overviewFormats);
  return unread.length > 0 ? Exit.badInput : Exit.done;
}

/** Names each record by its id if that is unique, else by its file and number. */
function named(records: readonly LinkRecord[]): LinkRecord[] {
  const counts = new Map<string, number>();
  for (const { key } of records) counts.set(key, (counts.get(key) ?? 0) + 1);
  return records.map((each) =>
    counts.get(each.key) === 1 ? each : { ...each, key: `${each.file}#${each.index + 1}` },
  );
}
