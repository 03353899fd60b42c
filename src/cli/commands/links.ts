import { draftLinks, mergeDrafts, scanMessages, scanSummary } from '../../drift/scan/index.ts';
import { BadInput, finding } from '../../model/finding.ts';
import { rulesCommand } from '../../output/shell-command.ts';
import { escapeControls } from '../../output/style.ts';
import { overviewOf } from '../../overview/index.ts';
import { overviewFormats } from '../../overview/overview-article.ts';
import { decidedElsewhere } from '../../records/check.ts';
import { changeFiles } from '../../records/file-transaction.ts';
import { recordFile, recordFiles } from '../../records/record-file.ts';
import { type Context, type Invocation, withoutLocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { USUAL_COLUMNS } from '../host/terminal.ts';
import { infrastructureNamed, recordsNamed } from '../input.ts';
import { formatFor, viewOf, writeOut } from '../output.ts';
import { reportFindings } from '../report.ts';

/** `tsunagi overview`: shows all recorded links of a system in one view, without checking them. */
export async function overviewCommand(context: Context, invocation: Invocation): Promise<number> {
  const view = await viewOf(context, invocation, overviewFormats);
  const { pack } = view;
  const { records, broken } = await recordsNamed(context, invocation, pack);
  const unread = [...new Set(broken.flatMap(({ at }) => at?.file ?? []))];
  const overview = overviewOf(pack, records, invocation.policy, unread);
  const live = records.filter(({ status }) => status !== 'superseded');
  await reportFindings(context, [...broken, ...live.flatMap((record) => decidedElsewhere(record, pack, 'warning'))]);
  await view.writeValue(pack, overview, overviewFormats);
  return unread.length > 0 ? Exit.badInput : Exit.done;
}

/** `tsunagi web`: writes the questionnaire as one page; throws BadInput if a record for it is unreadable. */
export async function webCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, pack, lang, rules } = context;
  formatFor(invocation, invocation.get('output'), ['html']);
  const { records, broken } = await recordsNamed(context, invocation, packs.in(pack.lang));
  if (broken.length > 0) throw new BadInput(broken, context.sources);
  const { webPage } = await import('../../web/web-page.ts');
  const page = webPage({
    packs: [...new Set(['en', 'ja'].map((each) => packs.in(each)))],
    script: io.builtIn('web/page.js'),
    css: io.builtIn('html/page.css') + io.builtIn('web/page.css'),
    lang,
    rules: rules?.value ?? null,
    records: records
      .filter(({ status }) => status !== 'superseded')
      .map(({ key, title, from, to, file, answers, expect }) => ({ key, title, from, to, file, answers, expect })),
  });
  await writeOut(context, invocation.get('output'), page);
  return Exit.done;
}

/** `tsunagi scan`: drafts records of the links found in templates, and lists the open questions of each. */
export async function scanCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, terminalLanguage, lang } = context;
  invocation.refuse();
  const output = invocation.get('output');
  formatFor(invocation, output, ['yaml'], 'text');
  const pack = packs.in(lang);
  const { stacks, asyncApis, broken, warnings } = await infrastructureNamed(context, invocation.operands, true);
  const { drafts, unseen, unmapped } = draftLinks(pack, stacks, asyncApis);
  const notRead = unseen.map(({ id, at, path = null }) => finding('check-built-unseen', at, { resource: id, path }, 'warning'));
  if (unmapped) notRead.push(finding('check-built-unmapped', unmapped.at, { service: null }, 'warning'));
  await reportFindings(context, [...broken, ...warnings, ...notRead]);

  const shown = packs.in(terminalLanguage);
  if (drafts.length === 0) io.stderr.write(`${scanMessages(shown.lang).none}\n`);
  else {
    const { result: text } = changeFiles(io, (transaction) => {
      const header = `# ${scanMessages(pack.lang).header}\n`;
      const files = recordFiles(transaction, pack);
      const file = output ? files.open(output, header) : recordFile(withoutLocation(''), header, []);
      mergeDrafts(file, pack, drafts);
      files.plan();
      return file.text();
    });
    if (!output) await writeOut(context, null, text);
    const width = io.stderr.columns ?? USUAL_COLUMNS;
    io.stderr.write(scanSummary(shown, drafts, text, output && escapeControls(output.value), width));
    // A wrapped command could not be copied.
    if (output) io.stderr.write(`  ${rulesCommand(context.rules?.value, ['overview'], [output.value])}\n`);
  }
  return broken.length > 0 ? Exit.badInput : Exit.done;
}
