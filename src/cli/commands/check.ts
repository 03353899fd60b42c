import about from '../../../package.json' with { type: 'json' };
import { type Finding, finding } from '../../model/diagnostic.ts';
import { reportFormats } from '../../output/reports/index.ts';
import { quote } from '../../output/shell-command.ts';
import { baselineOf, baselineText, judge, type KnownFinding, readBaseline } from '../../records/baseline.ts';
import { type Checked, checkerOf, findingsAcross, verdictOf } from '../../records/check.ts';
import { checkReport } from '../../records/check-report.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { formatOf, isShown } from '../format-of.ts';
import { dayFindings } from '../host/day.ts';
import { readAll, standardInputOf } from '../input.ts';
import type { Invocation } from '../invocation.ts';
import { type Speech, speechIn } from '../language.ts';
import { writeOut } from '../output.ts';
import { policyOf } from '../policy.ts';
import { fixRecords, settledByFix } from '../records/fix.ts';
import { type ReadRecord, readRecords } from '../records/read-records.ts';
import { recordPaths } from '../records/record-paths.ts';
import { writeReport } from '../report-format.ts';

/** `tsunagi check`: decides recorded answers again, and says where what was recorded does not hold any more. */
export async function checkCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs } = context;
  const { options, operands } = invocation;
  const format = formatOf(invocation, reportFormats);
  const { paths, findings: lost } = await recordPaths(io, operands);
  const none = operands.length === 0 ? [finding('missing-operand', null, { operand: '<files...>', command: 'check' })] : [];
  const wrong = [...invocation.findings, ...dayFindings(invocation, 'as-of'), ...none, ...lost];
  if (wrong.length > 0) throw new BadInput(wrong);

  const asOf = options.get('as-of')?.[0]?.value ?? io.today();
  const policy = policyOf(invocation);
  const pack = packs.in(isShown(invocation, format) ? context.spoken : context.lang);
  const sources = new Map<string, string>();
  const baseline = await readKnown(context, invocation, sources);
  const against = options.get('against');
  const built = against
    ? await (await import('../records/infrastructure-sources.ts')).readInfrastructure(context, against, sources)
    : null;
  if (built && built.warnings.length > 0) {
    await (await import('../report.ts')).reportFindings(io, context.argv, { findings: built.warnings, sources }, context.speech);
  }
  const read = readRecords(context, paths, pack, sources, await standardInputOf(context, operands));
  const broken = [...(built?.broken ?? []), ...read.broken];
  const checker = checkerOf(pack, policy, asOf, options.has('require'));
  const alone = read.records.map((each) => ({
    ...each,
    checked: checker.check(each.document, () => each.document.answersDigest()),
  }));
  const across = findingsAcross(alone.map(({ checked }) => checked));
  const all = alone.map((each) => withMore(each, across.get(each.checked) ?? []));

  const fixed = options.has('fix') ? await fixRecords(context, invocation, pack, all) : [];
  const recorded = all.map((each) => (fixed.includes(each) ? mended(each) : each));
  const renewed = new Set(fixed.map(({ key }) => key));
  const drift =
    built && (await import('../../drift/drift-check.ts')).compareWithTemplates(pack, recorded, renewed, built.stacks, policy);
  const records = drift ? recorded.map((each) => withMore(each, drift.more(each), renewed.has(each.key))) : recorded;
  const templates = drift?.templates ?? null;
  const subjects = [...records, ...(templates ?? []).map((each) => ({ key: each.key, checked: each }))];
  const { judged, resolved } = judge(subjects, baseline ?? [], asOf);
  writeKnown(context, invocation, baselineOf(judged));
  const outcome = {
    records,
    templates,
    judged,
    resolved,
    compared: baseline !== null,
    broken,
    skipped: read.skipped,
    fixed: fixed.map(({ key }) => key),
  };
  const report = checkReport(outcome, {
    version: about.version,
    lang: pack.lang,
    rules: { id: pack.id, version: pack.version, digest: pack.digest },
    asOf,
    quote,
    asCases: format === 'junit',
  });
  await writeReport(context, invocation, format, report, sources);
  if (broken.length > 0) return Exit.badInput;
  return judged.some(({ accepted }) => !accepted) ? Exit.found : Exit.done;
}

/** A record with what is only found by looking at others, or at what was built, too. */
function withMore(record: ReadRecord, more: readonly Finding[], renewed = false): ReadRecord {
  if (more.length === 0) return record;
  const { checked } = record;
  const findings = [...checked.findings, ...more];
  const verdict: Checked['verdict'] =
    checked.verdict === 'superseded' ? 'superseded' : verdictOf(checked.record, checked.recordState, findings, renewed);
  return { ...record, checked: { ...checked, verdict, findings } };
}

/** A record that was recorded again: what that settles is not found any more. */
function mended(record: ReadRecord): ReadRecord {
  const { checked } = record;
  const findings = checked.findings.filter(({ code }) => !settledByFix.includes(code));
  return {
    ...record,
    checked: { ...checked, findings, verdict: verdictOf(checked.record, checked.recordState, findings, true) },
  };
}

async function readKnown(
  context: Context,
  { options }: Invocation,
  sources: Map<string, string>,
): Promise<readonly KnownFinding[] | null> {
  const given = options.get('baseline')?.[0];
  if (!given) return null;
  const { known, findings, text } = readBaseline(await readAll(context, given.value, given.place), given.value);
  if (findings.length > 0) throw new BadInput(findings, new Map([[given.value, text]]));
  sources.set(given.value, text);
  return known;
}

function writeKnown({ io, lang }: Context, { options }: Invocation, known: readonly KnownFinding[]): void {
  const given = options.get('write-baseline')?.[0];
  if (given) writeOut(io, given, baselineText(known, baselineComments[speechIn(lang)]));
}

const baselineComments: Readonly<Record<Speech, string>> = {
  en: 'Findings of `tsunagi check` that are known. One with a reason is accepted, until the day under `until` if there is one.',
  ja: '把握済みの tsunagi check の指摘です。reason を書いたものは、until の日まで（なければ無期限に）承認されます。',
};
