import { type Draft, draftChanges, draftRecordText } from '../../drift/scan/draft.ts';
import { draftLinks } from '../../drift/scan/index.ts';
import { scanMessages, scanSummary } from '../../drift/scan/scan-summary.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { readAnswersFile } from '../../records/answers-file.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { usualWidth } from '../host/terminal.ts';
import type { Given, Invocation } from '../invocation.ts';
import { writeOut } from '../output.ts';
import { readInfrastructure } from '../records/infrastructure-sources.ts';
import { RecordFile } from '../records/record-file.ts';
import { reportFindings } from '../report.ts';

/** `tsunagi scan`: drafts records of the links that templates show, and says what the rules need to know of each. */
export async function scanCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, speech, spoken, lang, argv } = context;
  const { operands, options } = invocation;
  const none = operands.length === 0 ? [finding('missing-operand', null, { operand: '<templates...>', command: 'scan' })] : [];
  const wrong = [...invocation.findings, ...none];
  if (wrong.length > 0) throw new BadInput(wrong);

  const sources = new Map<string, string>();
  const { stacks, asyncApis, broken, warnings } = await readInfrastructure(context, operands, sources, true);
  const unseen = stacks.flatMap((stack) =>
    stack.unseen.map(({ id, kind, at }) => finding('check-built-unseen', at, { resource: id, kind }, 'warning')),
  );
  const said: Finding[] = [...broken, ...warnings, ...unseen];
  if (said.length > 0) await reportFindings(io, argv, { findings: said, sources }, speech);

  const pack = packs.in(lang);
  const output = options.get('output')?.[0] ?? null;
  const drafts = draftLinks(pack, stacks, asyncApis);
  const text = output && io.files.exists(output.value) ? mergedText(context, pack, output, drafts) : newText(pack, drafts);
  const told = packs.in(spoken);
  if (drafts.length === 0) io.stderr.write(`${scanMessages(told.lang).none}\n`);
  else {
    writeOut(io, output, text);
    const records = new Map(recordsIn(text, pack).map((record) => [record.id, record]));
    const scanned = drafts.flatMap((draft) => {
      const record = records.get(draft.id);
      return record ? [{ draft, record }] : [];
    });
    const width = io.stderr.columns ?? usualWidth;
    const policy = { assume: true, defaults: false };
    io.stderr.write(scanSummary(told, scanned, policy, output?.value ?? null, width));
  }
  return broken.length > 0 ? Exit.badInput : Exit.done;
}

function newText(pack: Pack, drafts: readonly Draft[]): string {
  const documents = drafts.map((draft) => draftRecordText(pack, draft));
  return `# ${scanMessages(pack.lang).header}\n${documents.join('---\n')}`;
}

/** The file with what another scan settles; new links go behind all others. */
function mergedText({ io }: Context, pack: Pack, { value, place }: Given, drafts: readonly Draft[]): string {
  const { documents, findings, text } = readAnswersFile(io.files.read(value), value, pack);
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new BadInput(errors, new Map([[value, text]]));
  const file = new RecordFile(value, place, text, documents);
  for (const draft of drafts) {
    const document = documents.find(({ id }) => id === draft.id);
    if (document) file.patch(document, draftChanges(pack, document, draft));
    else file.append(draftRecordText(pack, draft));
  }
  return file.text;
}

function recordsIn(text: string, pack: Pack): ReturnType<typeof readAnswersFile>['documents'] {
  return readAnswersFile(new TextEncoder().encode(text), '', pack).documents;
}
