import { type CheckMessages, check as en } from '../messages/en/reports.ts';
import { check as ja } from '../messages/ja/reports.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Finding, Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
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
import { quote } from '../output/shell-command.ts';
import { readingCodes } from '../pack/reading-codes.ts';
import type { Judged, KnownFinding } from './baseline.ts';
import { type Checked, type RecordVerdict, verdicts } from './check.ts';
import { answersFileCodes, driftCodes, recordCodes, templateCodes } from './check-codes.ts';

const descriptions = Object.fromEntries(
  Object.entries({ ...readingCodes, ...answersFileCodes, ...recordCodes, ...driftCodes, ...templateCodes }).map(
    ([code, what]) => [code, { what }],
  ),
);

/** A template compared with the records. */
export interface CheckedTemplate {
  /** Its file, with its number if the file holds several; identifies it in a baseline. */
  readonly key: string;
  readonly form: string;
  readonly resources: number;
  /** Findings about the template itself, not about a record. */
  readonly findings: readonly Finding[];
}

/** The result of a check. */
export interface CheckOutcome {
  readonly records: readonly Checked[];
  /** Null: no templates were given. */
  readonly templates: readonly CheckedTemplate[] | null;
  readonly judged: readonly Judged[];
  readonly resolved: readonly KnownFinding[];
  /** Whether there was a baseline to compare with. */
  readonly compared: boolean;
  readonly broken: readonly Finding[];
  readonly skipped: readonly string[];
}

/** A finding, and its comparison with the baseline; null: it is about a file. */
interface Row {
  readonly judged: Judged | null;
  readonly shown: ReportFinding;
}

/**
 * The report of a check.
 *
 * @param asCases whether each record becomes a case, for formats that list cases
 */
export function checkReport(outcome: CheckOutcome, pack: Pack, asOf: string, version: string, asCases: boolean): Report {
  const { records, templates, broken, judged, compared, resolved, skipped } = outcome;
  const { lang, id, digest } = pack;
  const messages = inLanguage(lang, { en, ja });
  const names = new Map(records.map(({ record }) => [record.key, record.title ?? record.key]));
  const rows: Row[] = [
    ...broken.map((finding) => ({ judged: null, shown: reportFinding(finding, null, messages, lang) })),
    ...judged.map((each) => {
      const name = names.get(each.record) ?? null;
      const shown = reportFinding(each.finding, name, messages, lang);
      const args = { record: each.record, ...each.finding.args };
      return { judged: each, shown: withState({ ...shown, args }, compared ? each : null, messages, lang) };
    }),
  ];
  const findings = rows.map(({ shown }) => shown);
  const gone = resolved.map((known) => resolvedFinding(known, names.get(known.record) ?? known.record, messages));
  const failing = findings.filter(fails).length;
  const accepted = findings.length - failing;
  return {
    tool: { name: 'tsunagi', version, command: 'check' },
    subject: `${id}@${pack.version}`,
    lang,
    checks: asCases ? [] : Object.keys(templates ? { ...recordCodes, ...driftCodes } : recordCodes),
    descriptions,
    findings: asCases ? [] : [...findings, ...gone],
    ...(asCases ? { cases: casesOf(outcome, rows, lang) } : {}),
    summary: [...summaryOf(outcome, messages, asOf), messages.ended(failing, accepted)],
    figures: { records: records.length, failing, accepted, asOf },
    details: {
      rules: { id, version: pack.version, digest },
      records: records.map(recordValue),
      skipped,
      ...(templates ? { templates: templates.map(({ key, form, resources }) => ({ file: key, form, resources })) } : {}),
    },
  };
}

function reportFinding(finding: Finding, record: string | null, messages: CheckMessages, lang: string): ReportFinding {
  const { code, level, at, args } = finding;
  const { problem, mitigation } = messageOf(finding, lang);
  // The message does not name the file.
  const file = quote(at?.file ?? '');
  return {
    code,
    level,
    problem: record === null ? problem : messages.of(record, problem),
    mitigation: mitigation.replaceAll(/<(file|ファイル)>/g, () => file),
    at,
    args,
    docs: docsOf(code),
    witness: null,
  };
}

function docsOf(code: string): string | null {
  return Object.hasOwn(descriptions, code) ? docsLink(code) : null;
}

/** Adds the state in the baseline to a finding, and lowers accepted ones to notes. */
function withState(shown: ReportFinding, judged: Judged | null, messages: CheckMessages, lang: string): ReportFinding {
  if (!judged) return shown;
  const { class: kind, accepted, known } = judged;
  const { reason = null, until = null } = known ?? {};
  const finding = { ...shown, state: { class: kind, accepted, reason, until } };
  if (kind === 'new') return finding;
  if (accepted && reason !== null) return { ...finding, level: 'note', mitigation: messages.accepted(reason, until) };
  const problem = reason === null ? messages.noReason : messages.expired(until ?? '');
  return { ...finding, mitigation: messageIn(lang, { problem, mitigation: finding.mitigation }) };
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
    docs: docsOf(code),
    witness: null,
    state: { class: 'resolved', accepted: false, reason, until },
  };
}

function casesOf({ records, templates }: CheckOutcome, rows: readonly Row[], lang: string): ReportCase[] {
  const broken = rows.filter(({ judged }) => judged === null);
  const fileOf = ({ shown }: Row): string => shown.at?.file ?? shown.code;
  const caseOf = (name: string, start: Place | null, own: readonly Row[]): ReportCase => {
    const lines = own.map(({ shown }) => `${shown.at ? `${placeText(shown.at)}: ` : ''}${messageIn(lang, shown)}`);
    return { name, at: own[0]?.shown.at ?? start, passed: own.length === 0, problem: lines.join('\n') };
  };
  const failingOf = (all: readonly Finding[]): Row[] =>
    rows.filter(({ judged, shown }) => judged !== null && all.includes(judged.finding) && fails(shown));
  return [
    ...[...new Set(broken.map(fileOf))].map((file) => {
      const own = broken.filter((row) => fileOf(row) === file);
      return caseOf(file, null, own);
    }),
    ...records
      .filter(({ verdict }) => verdict !== 'superseded')
      .map(({ record, findings }) => {
        const name = `${record.file}: ${record.title ?? record.id ?? `#${record.index + 1}`}`;
        return caseOf(name, record.placeOf([]), failingOf(findings));
      }),
    ...(templates ?? []).map(({ key, findings }) => caseOf(key, null, failingOf(findings))),
  ];
}

function summaryOf(outcome: CheckOutcome, messages: CheckMessages, asOf: string): string[] {
  const { records, templates, judged, resolved, compared, skipped } = outcome;
  const countOf = (verdict: RecordVerdict): number => records.filter((each) => each.verdict === verdict).length;
  const fixed = records.filter((each) => each.fixed).length;
  const counts = verdicts.toReversed().flatMap((verdict) => {
    const count = countOf(verdict);
    return count > 0 ? [messages.counted(messages.verdicts[verdict], count)] : [];
  });
  const unrecorded = countOf('unrecorded');
  const open = judged.filter((each) => each.class === 'still-open').length;
  const resources = (templates ?? []).reduce((sum, each) => sum + each.resources, 0);
  return [
    ...(skipped.length > 0 ? [messages.skipped(skipped.length)] : []),
    messages.checked(records.length, asOf, records.length === 0 ? [messages.noneRead] : counts),
    ...(templates ? [messages.against(templates.length, resources)] : []),
    ...(unrecorded > 0 ? [messages.unrecorded(unrecorded)] : []),
    ...(fixed > 0 ? [messages.fixed(fixed)] : []),
    ...(compared ? [messages.classes(judged.length - open, open, resolved.length)] : []),
  ];
}

function recordValue({ record, verdict, recordState, fixed }: Checked): object {
  const { file, index, id, title, status, expect: expected } = record;
  const { service = null, variant = null, with: companions = [], leaves = [], possible = [], asks = [] } = recordState ?? {};
  const today = { service, variant, with: companions, leaves, possible, asks };
  return { file, index, id, title, status, verdict, expected, ...today, fixed };
}
