import about from '../../../package.json' with { type: 'json' };
import { programMessages } from '../../messages/locale.ts';
import { BadInput } from '../../model/bad-input.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { reportFormats } from '../../output/reports/formats.ts';
import { decode } from '../../pack/files.ts';
import { baselineOf, baselineText, judge, type KnownFinding, readBaseline } from '../../records/baseline.ts';
import { checkRecords, withFindings } from '../../records/check.ts';
import { checkReport } from '../../records/check-report.ts';
import { changeFiles } from '../../records/file-transaction.ts';
import { fixRecords } from '../../records/save.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { speechIn, styleFor, wantsColour } from '../host/terminal.ts';
import { readAll, recordsNamed } from '../input.ts';
import { viewOf } from '../output.ts';
import { reportFindings, writeReport } from '../report.ts';

/** `tsunagi check`: decides recorded answers again and reports records that no longer hold. */
export async function checkCommand(context: Context, invocation: Invocation): Promise<number> {
  const view = await viewOf(context, invocation, reportFormats);
  const { exit, report, sources } = await runCheck(context, invocation, view.pack, view.format === 'junit');
  await writeReport(context, view, report, sources);
  return exit;
}

/**
 * Checks records, and writes what `--fix` and `--write-baseline` ask for.
 *
 * @param asCases whether the report is a list of cases
 * @returns the report, the records with their source texts, and the exit code
 */
export async function runCheck(context: Context, invocation: Invocation, pack: Pack, asCases: boolean) {
  const { io } = context;
  const { policy } = invocation;
  const asOf = invocation.get('as-of')?.value ?? io.today();
  const sources = new Map<string, string>();
  const read = await recordsNamed(context, invocation, pack, sources);
  const baseline = await readKnown(context, invocation, sources);
  const built = await readBuilt(context, invocation, sources);
  const broken = [...(built?.broken ?? []), ...read.broken];
  const all = checkRecords(read.records, { pack, policy, asOf, human: invocation.has('require') });
  // An unreadable file may affect the others, so nothing is changed then.
  const mayChange = broken.length === 0;
  const style = await styleFor(wantsColour(io, io.stderr, invocation));
  const fixed = mayChange && invocation.has('fix') ? await fixRecords(io, pack, all, style) : null;
  if (fixed && fixed.differences !== '') io.stderr.write(fixed.differences);
  const recorded = fixed?.records ?? all;
  const drift = built?.compareWithTemplates(pack, recorded, built.stacks, policy);
  const records = recorded.map((each) => withFindings(each, [...each.findings, ...(drift?.more(each) ?? [])]));
  const templates = drift?.templates ?? null;
  const subjects = [...records.map(({ record, findings }) => ({ key: record.key, findings })), ...(templates ?? [])];
  const { judged, resolved } = judge(subjects, baseline ?? [], asOf);
  const lookedAt = new Set(subjects.map(({ key }) => key));
  const wasLookedFor = ({ record, code }: KnownFinding): boolean =>
    lookedAt.has(record) && (built !== null || !code.startsWith('check-built-'));
  // Keep the exceptions that this check did not look for: another check needs their reasons.
  const kept = (baseline ?? []).filter((known) => known.reason !== null && !wasLookedFor(known));
  if (mayChange) await writeKnown(context, invocation, baselineOf(judged, kept), sources);
  const { skipped } = read;
  const found = { records, templates, judged, resolved, compared: baseline !== null, broken, skipped };
  const report = checkReport(found, pack, asOf, about.version, asCases);
  const isFine = judged.every(({ accepted }) => accepted);
  const exit = broken.length > 0 ? Exit.badInput : isFine ? Exit.done : Exit.found;
  return { exit, report, records, sources };
}

/** The resources that the templates of `--against` build; YAML that other tools tolerate is reported. */
async function readBuilt(context: Context, invocation: Invocation, sources: Map<string, string>) {
  const against = invocation.all('against');
  if (against.length === 0) return null;
  const { readInfrastructure } = await import('../../drift/infrastructure-sources.ts');
  const { compareWithTemplates } = await import('../../drift/drift-comparison.ts');
  const host = { files: context.io.files, pack: context.packs.in(context.lang), read: readAll.bind(null, context) };
  const built = await readInfrastructure(host, against, sources);
  await reportFindings(context, { findings: built.warnings, sources });
  return { ...built, compareWithTemplates };
}

async function readKnown(context: Context, invocation: Invocation, sources: Map<string, string>) {
  const given = invocation.get('baseline');
  if (!given) return null;
  const { known, findings, text } = readBaseline(await readAll(context, given.value, given.place), given.value);
  if (findings.length > 0) throw new BadInput(findings, new Map([[given.value, text]]));
  sources.set(given.value, text);
  return known;
}

/** Writes the baseline. Throws instead of overwriting changes made to it since it was read. */
async function writeKnown(
  { io, lang }: Context,
  invocation: Invocation,
  known: readonly KnownFinding[],
  sources: ReadonlyMap<string, string>,
): Promise<void> {
  const given = invocation.get('write-baseline');
  if (!given) return;
  const { value: path, place } = given;
  const read = invocation.get('baseline')?.value ?? null;
  await changeFiles(io, (transaction) => {
    if (read !== null && transaction.identity(read) === transaction.identity(path)) {
      const now = transaction.read(path, place);
      if (now === null || decode(now).text !== sources.get(read))
        throw new BadInput([finding('file-changed', place, { path })]);
    }
    transaction.set(path, baselineText(known, programMessages(speechIn(lang)).baseline), place, '--write-baseline');
  });
}
