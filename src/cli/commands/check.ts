import { programMessages } from '../../messages/locale.ts';
import { BadInput, finding } from '../../model/diagnostic.ts';
import { attempt } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import { unwrapped } from '../../output/findings.ts';
import type { ReportFormat } from '../../output/reports/report.ts';
import { baselineOf, judge, readBaseline, writeBaseline } from '../../records/baseline.ts';
import { type Checked, checkRecords } from '../../records/check.ts';
import { checkReport } from '../../records/check-report.ts';
import { changeFiles, type FileTransaction } from '../../records/file-transaction.ts';
import { fixRecords } from '../../records/save.ts';
import { reportFormats } from '../commands.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { speechIn, styleFor, wantsColour } from '../host/terminal.ts';
import { infrastructureNamed, readAll, recordsNamed } from '../input.ts';
import { formatFor, sayWritten, viewOf } from '../output.ts';
import { reportFindings, writeReport } from '../report.ts';

/** `tsunagi check`: decides recorded answers again and reports records that no longer hold. */
export async function checkCommand(context: Context, invocation: Invocation): Promise<number> {
  const view = await viewOf(context, invocation, reportFormats, unwrapped.width);
  const { listing } = await reportFormats[view.format]();
  const { broken, status, report, unfixed } = await runCheck(context, invocation, view.pack, listing);
  await writeReport(context, view, report);
  // What could not be read must not be known only to the reader of the file.
  if (invocation.has('output')) await reportFindings(context, broken);
  if (unfixed) throw unfixed;
  const codes = { unreadable: Exit.badInput, found: Exit.found, ok: Exit.done };
  return codes[status];
}

/** Checks records, and writes what is asked for. `unfixed`: why `--fix` changed nothing. */
export async function runCheck(context: Context, invocation: Invocation, pack: Pack, listing: ReportFormat['listing']) {
  const { io, lang, sources } = context;
  const { policy } = invocation;
  const asOf = invocation.get('as-of')?.value ?? io.today();
  const stdin = invocation.operands.find(({ value }) => value === '-');
  const [output, target] = [invocation.get('output'), invocation.get('write-baseline')];
  formatFor(invocation, target, ['yaml']);
  if (stdin && invocation.has('fix')) invocation.refuse(finding('needs-file', stdin.place, { option: '--fix' }));
  const read = await recordsNamed(context, invocation, pack);
  const rehearsal = (transaction: FileTransaction): void => {
    if (output) transaction.set(output, '');
    if (target) transaction.set(target, '', '--write-baseline');
  };
  // Nothing is fixed if the report or the baseline cannot be written afterwards.
  changeFiles(io, rehearsal, true);
  const baselineFile = invocation.get('baseline');
  // A baseline that is written again keeps its reasons, even if nothing is compared with it.
  const isFile = target && attempt(() => io.files.size(target.value)) !== null;
  const knownFile = baselineFile ?? (isFile ? target : null);
  const known = knownFile ? readBaseline(await readAll(context, knownFile), knownFile.value, sources) : [];
  const built = await readBuilt(context, invocation);
  const broken = [...(built?.broken ?? []), ...read.broken];
  const all = checkRecords(read.records, pack, policy, asOf, invocation.has('require'));
  // An unreadable file may affect the others, so nothing is changed then.
  const { recorded, unfixed } =
    broken.length > 0 ? { recorded: all, unfixed: unchanged(invocation) } : await fixedIfAsked(context, invocation, pack, all);
  const drift = built?.compareWithTemplates(pack, recorded, built.stacks, policy);
  const records = recorded.map((each) => ({ ...each, findings: [...each.findings, ...(drift?.more(each) ?? [])] }));
  const templates = drift?.templates ?? null;
  const subjects = [...records.map(({ record, findings }) => ({ key: record.key, findings })), ...(templates ?? [])];
  const looksFor = (code: string): boolean =>
    (built !== null || !code.startsWith('check-built-')) && (invocation.has('require') || code !== 'check-not-human');
  const { judged, resolved } = judge(subjects, baselineFile ? known : [], asOf, looksFor);
  if (!unfixed && target) {
    const { baseline: comment } = programMessages(speechIn(lang));
    const before = knownFile && { file: knownFile.value, text: sources.get(knownFile.value) };
    const { judged: withReasons, kept } = judge(subjects, known, asOf, looksFor);
    writeBaseline(io, target, baselineOf(withReasons, kept), comment, before);
    await sayWritten(context, [target.value]);
  }
  const { skipped } = read;
  const rules = context.rules?.value;
  const found = { records, templates, judged, resolved, compared: baselineFile !== null, broken, skipped, rules };
  const report = checkReport(found, pack, asOf, listing);
  const result = judged.every(({ state }) => state.accepted) ? 'ok' : 'found';
  return { broken, status: broken.length > 0 ? 'unreadable' : result, report, records, unfixed } as const;
}

/** Why nothing was changed if a file cannot be read; null if no option asks for a change. */
function unchanged(invocation: Invocation): BadInput | null {
  const given = invocation.get('fix') ?? invocation.get('write-baseline');
  return given && new BadInput([finding('not-fixed', given.place, {})]);
}

/** With `--fix`, updates the records that no longer hold, and shows what changes. `unfixed`: why that was impossible. */
async function fixedIfAsked({ io }: Context, invocation: Invocation, pack: Pack, checked: readonly Checked[]) {
  if (!invocation.has('fix')) return { recorded: checked, unfixed: null };
  const style = await styleFor(wantsColour(io, io.stderr, invocation));
  try {
    const { records, differences } = fixRecords(io, pack, checked, style);
    io.stderr.write(differences);
    return { recorded: records, unfixed: null };
  } catch (error) {
    if (error instanceof BadInput) return { recorded: checked, unfixed: error };
    throw error;
  }
}

/** The resources that the templates of `--against` build; YAML that other tools tolerate is reported. */
async function readBuilt(context: Context, invocation: Invocation) {
  const against = invocation.all('against');
  if (against.length === 0) return null;
  const { compareWithTemplates } = await import('../../drift/drift-comparison.ts');
  const built = await infrastructureNamed(context, against, false);
  await reportFindings(context, built.warnings);
  return { ...built, compareWithTemplates };
}
