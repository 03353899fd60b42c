import { type CheckMessages, check as en } from '../messages/en/reports.ts';
import { check as ja } from '../messages/ja/reports.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Finding, Place } from '../model/diagnostic.ts';
import { messageOf } from '../output/findings.ts';
import {
  docsLink,
  fails,
  messageIn,
  placeText,
  type Report,
  type ReportCase,
  type ReportFinding,
} from '../output/reports/report.ts';
import { readingCodes } from '../pack/reading-codes.ts';
import type { Judged, KnownFinding } from './baseline.ts';
import { type Checked, verdicts } from './check.ts';
import { answersFileCodes, driftCodes, recordCodes, templateCodes } from './check-codes.ts';

const descriptions = Object.fromEntries(
  Object.entries({ ...readingCodes, ...answersFileCodes, ...recordCodes, ...driftCodes, ...templateCodes }).map(
    ([code, what]) => [code, { what }],
  ),
);

/** A record that was checked, and where it stands. */
export interface CheckedRecord {
  readonly file: string;
  /** Its id, else its file and number: what a baseline calls it. */
  readonly key: string;
  readonly checked: Checked;
}

/** A template that the records were compared with. */
export interface CheckedTemplate {
  /** Its file, with its number where the file holds several: what a baseline calls it. */
  readonly key: string;
  readonly form: string;
  readonly resources: number;
  /** What is found of it alone, and of no record. */
  readonly findings: readonly Finding[];
}

/** All that came out of a check. */
export interface CheckOutcome {
  readonly records: readonly CheckedRecord[];
  /** Null: they were compared with none. */
  readonly templates: readonly CheckedTemplate[] | null;
  readonly judged: readonly Judged[];
  readonly resolved: readonly KnownFinding[];
  /** There was a baseline to compare with. */
  readonly compared: boolean;
  /** What is wrong with files themselves. */
  readonly broken: readonly Finding[];
  /** Files that are no answers files. */
  readonly skipped: readonly string[];
  /** Keys of the records that were recorded again. */
  readonly fixed: readonly string[];
}

export interface CheckReportContext {
  readonly version: string;
  readonly lang: string;
  /** `id@version` and digest of the rules. */
  readonly rules: { readonly id: string; readonly version: string; readonly digest: string };
  readonly asOf: string;
  /** A word as a shell takes it. */
  readonly quote: (word: string) => string;
  /** Each record as a case, for formats that are lists of those. */
  readonly asCases: boolean;
}

/** What a check came to as a report. */
export function checkReport(outcome: CheckOutcome, context: CheckReportContext): Report {
  const { lang, version, rules, asOf, asCases } = context;
  const messages = inLanguage(lang, { en, ja });
  const names = new Map(outcome.records.map((each) => [each.key, nameOf(each)]));
  const findings = [
    ...outcome.broken.map((finding) => reportFinding(finding, null, messages, context)),
    ...outcome.judged.map((judged) => ({
      ...reportFinding(judged.finding, names.get(judged.record) ?? null, messages, context),
      args: { record: judged.record, ...judged.finding.args },
      ...(outcome.compared ? stateOf(judged) : {}),
    })),
  ].map((finding) => (finding.state ? withState(finding, messages, lang) : finding));
  const resolved = outcome.resolved.map((known) => resolvedFinding(known, names.get(known.record) ?? known.record, messages));
  const failing = findings.filter(fails);
  return {
    tool: { name: 'tsunagi', version, command: 'check' },
    subject: `${rules.id}@${rules.version}`,
    lang,
    checks: asCases ? [] : Object.keys(outcome.templates ? { ...recordCodes, ...driftCodes } : recordCodes),
    descriptions,
    findings: asCases ? [] : [...findings, ...resolved],
    ...(asCases ? { cases: casesOf(outcome, findings, lang) } : {}),
    summary: summaryOf(outcome, failing.length, findings.length - failing.length, messages, asOf),
    figures: { records: outcome.records.length, failing: failing.length, accepted: findings.length - failing.length, asOf },
    details: {
      rules,
      records: outcome.records.map((each) => recordValue(each, outcome)),
      skipped: outcome.skipped,
      ...(outcome.templates
        ? { templates: outcome.templates.map(({ key, form, resources }) => ({ file: key, form, resources })) }
        : {}),
    },
  };
}

function nameOf({ key, checked: { record } }: CheckedRecord): string {
  return record.title ?? record.id ?? key;
}

function reportFinding(
  finding: Finding,
  record: string | null,
  messages: CheckMessages,
  { lang, quote }: CheckReportContext,
): ReportFinding {
  const { code, level, at, args } = finding;
  const { problem, mitigation } = messageOf(finding, lang);
  // The sentence cannot know the file that it is about.
  const file = quote(at?.file ?? '');
  return {
    code,
    level,
    problem: record === null ? problem : messages.of(record, problem),
    mitigation: mitigation.replaceAll(/<(file|ファイル)>/g, () => file),
    at,
    args,
    docs: Object.hasOwn(descriptions, code) ? docsLink(code) : null,
    witness: null,
  };
}

function stateOf({ class: judged, accepted, known }: Judged): Pick<ReportFinding, 'state'> {
  return { state: { class: judged, accepted, reason: known?.reason ?? null, until: known?.until ?? null } };
}

/** Says beside a finding what the baseline knows of it; one that is accepted is only noted. */
function withState(finding: ReportFinding, messages: CheckMessages, lang: string): ReportFinding {
  const { state } = finding;
  if (!state || state.class === 'new') return finding;
  const { accepted, reason, until } = state;
  const said =
    accepted && reason !== null
      ? messages.accepted(reason, until)
      : reason === null
        ? messages.noReason
        : messages.expired(until ?? '');
  const mitigation = accepted ? said : messageIn(lang, { problem: said, mitigation: finding.mitigation });
  return { ...finding, level: accepted ? 'note' : finding.level, mitigation };
}

function resolvedFinding(known: KnownFinding, record: string, messages: CheckMessages): ReportFinding {
  const { code, detail, at, reason, until } = known;
  return {
    code,
    level: 'note',
    problem: messages.of(record, messages.resolved(code, detail)),
    mitigation: messages.takeOut,
    at,
    args: { record: known.record, detail },
    docs: Object.hasOwn(descriptions, code) ? docsLink(code) : null,
    witness: null,
    state: { class: 'resolved', accepted: false, reason, until },
  };
}

function casesOf(outcome: CheckOutcome, findings: readonly ReportFinding[], lang: string): ReportCase[] {
  const brokenFiles = new Map<string, ReportFinding[]>();
  for (const finding of findings.slice(0, outcome.broken.length)) {
    const name = finding.at?.file ?? finding.code;
    brokenFiles.set(name, [...(brokenFiles.get(name) ?? []), finding]);
  }
  const judged = outcome.judged.map(
    (each, index) => [each.finding, findings[outcome.broken.length + index] as ReportFinding] as const,
  );
  const caseOf = (name: string, all: readonly Finding[], start: Place | null): ReportCase => {
    const own = judged.filter(([found, finding]) => all.includes(found) && fails(finding)).map(([, finding]) => finding);
    const problem = own.map((finding) => lineOf(finding, lang)).join('\n');
    return { name, at: own[0]?.at ?? start, passed: own.length === 0, problem };
  };
  return [
    ...[...brokenFiles].map(([name, found]): ReportCase => {
      return { name, at: found[0]?.at ?? null, passed: false, problem: found.map((each) => lineOf(each, lang)).join('\n') };
    }),
    ...outcome.records
      .filter(({ checked }) => checked.verdict !== 'superseded')
      .map(({ file, checked }): ReportCase => {
        const { id, title } = checked.record;
        const name = [file, title ?? id ?? `#${checked.record.index + 1}`].join(': ');
        return caseOf(name, checked.findings, checked.record.placeOf([]));
      }),
    ...(outcome.templates ?? []).map(({ key, findings: all }) => caseOf(key, all, null)),
  ];
}

/** A finding with its place: a case may have several, each elsewhere. */
function lineOf(finding: ReportFinding, lang: string): string {
  return `${finding.at ? `${placeText(finding.at)}: ` : ''}${messageIn(lang, finding)}`;
}

function summaryOf(outcome: CheckOutcome, failing: number, accepted: number, messages: CheckMessages, asOf: string): string[] {
  const { records, templates, judged, resolved, compared, skipped, fixed } = outcome;
  const counts = verdicts
    .map((verdict) => [verdict, records.filter(({ checked }) => checked.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0);
  const unrecorded = counts.find(([verdict]) => verdict === 'unrecorded')?.[1] ?? 0;
  const open = judged.filter((each) => each.class === 'still-open').length;
  return [
    ...(skipped.length > 0 ? [messages.skipped(skipped.length)] : []),
    messages.checked(
      records.length,
      asOf,
      records.length === 0
        ? [messages.noneRead]
        : counts.reverse().map(([verdict, count]) => messages.counted(messages.verdicts[verdict], count)),
    ),
    ...(templates
      ? [
          messages.against(
            templates.length,
            templates.reduce((sum, { resources }) => sum + resources, 0),
          ),
        ]
      : []),
    ...(unrecorded > 0 ? [messages.unrecorded(unrecorded)] : []),
    ...(fixed.length > 0 ? [messages.fixed(fixed.length)] : []),
    ...(compared ? [messages.classes(judged.length - open, open, resolved.length)] : []),
    messages.ended(failing, accepted),
  ];
}

function recordValue({ file, key, checked }: CheckedRecord, { fixed }: CheckOutcome): object {
  const { record, verdict, recordState } = checked;
  return {
    file,
    index: record.index,
    id: record.id,
    title: record.title,
    status: record.status,
    verdict,
    expected: record.expect,
    service: recordState?.service ?? null,
    variant: recordState?.variant ?? null,
    with: recordState?.with ?? [],
    leaves: recordState?.leaves ?? [],
    possible: recordState?.possible ?? [],
    asks: recordState?.asks ?? [],
    fixed: fixed.includes(key),
  };
}
