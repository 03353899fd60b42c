import { overviewOf } from '../../overview/index.ts';
import { overviewFormats } from '../../overview/overview-article.ts';
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
  const overview = overviewOf(pack, records, invocation.policy, unread);
  await reportFindings(context, { findings: broken, sources });
  await showValue(view, pack, overview, overviewFormats);
  return unread.length > 0 ? Exit.badInput : Exit.done;
}
