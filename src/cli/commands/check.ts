import { programMessages } from '../../messages/locale.ts';
import { BadInput, finding } from '../../model/finding.ts';
import type { Pack } from '../../model/pack.ts';
import { unwrapped } from '../../output/findings.ts';
import type { ReportFormat } from '../../output/reports/report.ts';
import { baselineOf, judge, type KnownFinding, readBaseline, writeBaseline } from '../../records/baseline.ts';
import { type Checked, checkRecords } from '../../records/check.ts';
import { checkReport } from '../../records/check-report.ts';
import { rehearseFiles } from '../../records/file-transaction.ts';
import { fixRecords } from '../../records/save.ts';
import { reportFormats } from '../commands.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { messageLanguageFor, styleFor, wantsColour } from '../host/terminal.ts';
import { infrastructureNamed, readAll, recordsNamed } from '../input.ts';
import { formatFor, sayWritten, viewOf } from '../output.ts';
import { reportFindings, writeReport } from '../report.ts';

/** `tsunagi check`: decides recorded answers again and reports records that no longer hold. */
export async function checkCommand(context: Context, invocation: Invocation): Promise<number> {
  const view = await viewOf(context, invocation, reportFormats, unwrapped.width);
  const { listing } = await reportFormats[view.format]();
  const { broken, code, report, unfixed } = await runCheck(context, invocation, view.pack, listing);
  await writeReport(context, view, report);
  // What could not be read must not be known only to the reader of the file.
  if (invocation.has('output')) await reportFindings(context, broken);
  if (unfixed) throw unfixed;
  return code;
}

/** Checks records, and writes what is asked for. `unfixed`: why `--fix` or `--write-baseline` changed nothing. */
export async function runCheck(context: Context, invocation: Invocation, pack: Pack, listing: ReportFormat['listing']) {
  const { io, lang, rules } = context;
  const asOf = invocation.get('as-of')?.value ?? io.today();
  const target = invocation.get('write-baseline');
  const stdin = invocation.operands.find(({ value }) => value === '-');
  formatFor(invocation, target, ['yaml']);
  if (stdin && invocation.has('fix')) invocation.refuse(finding('needs-file', stdin.location, { option: '--fix' }));
  const { records: read, broken: unread, skipped } = await recordsNamed(context, invocation, pack);
  rehearseWriting(context, invocation);
  const known = await readKnown(context, invocation);
  const built = await readBuilt(context, invocation);
  const broken = [...(built?.broken ?? []), ...unread];
  const checked = checkRecords(read, pack, invocation.policy, asOf, invocation.has('require'));
  const { recorded, unfixed } = await fixedIfAsked();
  const { records, templates } = built?.compare(recorded, pack, unread.length === 0) ?? { records: recorded, templates: null };
  const subjects = [...records.map(({ record, findings }) => ({ key: record.key, findings })), ...(templates ?? [])];
  const looksFor = (code: string): boolean =>
    (built !== null || !code.startsWith('check-built-')) && (invocation.has('require') || code !== 'check-not-human');
  const judgedBy = (baseline: readonly KnownFinding[]) => judge(subjects, baseline, asOf, looksFor);
  const compared = invocation.has('baseline');
  const { judged, resolved } = judgedBy(compared && known ? known.findings : []);
  if (target && !unfixed) {
    const { baseline: comment } = programMessages(messageLanguageFor(lang));
    writeBaseline(io, target, baselineOf(judgedBy(known?.findings ?? [])), comment, known);
    await sayWritten(context, [target.value]);
  }
  const outcome = { records, templates, judged, resolved, compared, broken, skipped, rules: rules?.value };
  const report = checkReport(outcome, pack, asOf, listing);
  const result = judged.every(({ state }) => state.accepted) ? Exit.done : Exit.found;
  return { broken, code: broken.length > 0 ? Exit.badInput : result, report, unfixed };

  /** With `--fix`, updates the records that no longer hold, and shows what changes. `unfixed`: why nothing can be changed. */
  async function fixedIfAsked() {
    const change = invocation.get('fix') ?? invocation.get('write-baseline');
    // An unreadable file may affect the others.
    const notFixed = change && new BadInput([finding('not-fixed', change.location, {})]);
    if (broken.length > 0) return { recorded: checked, unfixed: notFixed };
    if (!invocation.has('fix')) return { recorded: checked, unfixed: null };
    const style = await styleFor(wantsColour(io, io.stderr, invocation));
    try {
      const { records, differences } = fixRecords(io, pack, checked, style);
      io.stderr.write(differences);
      return { recorded: records, unfixed: null };
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      return { recorded: checked, unfixed: error };
    }
  }
}

/** Throws BadInput if the report or the baseline cannot be written: then nothing is fixed either. */
function rehearseWriting({ io }: Context, invocation: Invocation): void {
  const [output, target] = [invocation.get('output'), invocation.get('write-baseline')];
  rehearseFiles(io, (transaction) => {
    if (output) transaction.set(output, '');
    if (target) transaction.set(target, '', '--write-baseline');
  });
}

/** The baseline to compare with, else the one to write again, which keeps its reasons; null: there is none. */
async function readKnown(context: Context, invocation: Invocation) {
  const { io, sources } = context;
  const target = invocation.get('write-baseline');
  const given = invocation.get('baseline') ?? (target && io.files.isFile(target.value) ? target : null);
  if (!given) return null;
  const file = given.value;
  const findings = readBaseline(await readAll(context, given), file, sources);
  return { file, text: sources.get(file), findings };
}

/** Reads what the templates of `--against` build; YAML that other tools tolerate is reported. Null: there are none. */
async function readBuilt(context: Context, invocation: Invocation) {
  const against = invocation.all('against');
  if (against.length === 0) return null;
  const { compareWithTemplates } = await import('../../drift/drift-comparison.ts');
  const { stacks, broken, warnings } = await infrastructureNamed(context, against, false);
  await reportFindings(context, warnings);
  const compare = (recorded: readonly Checked[], pack: Pack, allRead: boolean) =>
    compareWithTemplates(pack, recorded, stacks, invocation.policy, allRead);
  return { broken, compare };
}
