import { readInfrastructure } from '../../drift/infrastructure-sources.ts';
import type { Draft } from '../../drift/scan/draft.ts';
import { draftLinks, draftsText, mergedDrafts, scanMessages, scanSummary } from '../../drift/scan/index.ts';
import type { Given } from '../../model/bad-input.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { changeFiles } from '../../records/file-transaction.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { usualWidth } from '../host/terminal.ts';
import { readAll } from '../input.ts';
import { writeOut } from '../output.ts';
import { reportFindings } from '../report.ts';

/** `tsunagi scan`: drafts records of the links found in templates, and lists the open questions of each. */
export async function scanCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, spoken, lang } = context;
  invocation.refuse();
  const pack = packs.in(lang);
  const sources = new Map<string, string>();
  const host = { files: io.files, pack, read: readAll.bind(null, context) };
  const { stacks, asyncApis, broken, warnings } = await readInfrastructure(host, invocation.operands, sources, true);
  const unseen = stacks.flatMap((stack) =>
    stack.unseen.map(({ id, kind, at }) => finding('check-built-unseen', at, { resource: id, kind }, 'warning')),
  );
  await reportFindings(context, { findings: [...broken, ...warnings, ...unseen], sources });

  const output = invocation.get('output');
  const drafts = draftLinks(pack, stacks, asyncApis);
  const shown = packs.in(spoken);
  if (drafts.length === 0) io.stderr.write(`${scanMessages(shown.lang).none}\n`);
  else {
    const text = output ? await merge(context, pack, output, drafts) : draftsText(pack, drafts);
    if (!output) writeOut(io, null, text);
    const width = io.stderr.columns ?? usualWidth;
    io.stderr.write(scanSummary(shown, drafts, text, output?.value ?? null, width));
  }
  return broken.length > 0 ? Exit.badInput : Exit.done;
}

async function merge({ io }: Context, pack: Pack, output: Given, drafts: readonly Draft[]): Promise<string> {
  const { result } = await changeFiles(io, (transaction) => {
    const bytes = transaction.read(output.value, output.place);
    const text = bytes === null ? draftsText(pack, drafts) : mergedDrafts(bytes, pack, output, drafts);
    transaction.set(output.value, text, output.place);
    return text;
  });
  return result;
}
