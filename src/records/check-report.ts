import { groupedBy } from '../engine/lists.ts';
import type { driftFindings } from '../messages/en/drift.ts';
import type { recordFindings } from '../messages/en/record-findings.ts';
import { type CheckMessages, check as en } from '../messages/en/reports.ts';
import { check as ja } from '../messages/ja/reports.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Code, Finding } from '../model/finding.ts';
import { standardInput } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { locationText, type SourceLocation } from '../model/source-location.ts';
import { reportFinding } from '../output/findings.ts';
import {
  type FindingState,
  fails,
  messageIn,
  type Report,
  type ReportCase,
  type ReportFinding,
  type ReportFormat,
} from '../output/reports/report.ts';
import { rulesCommand } from '../output/shell-command.ts';
import { escapeControls } from '../output/style.ts';
import { readingCodes } from '../pack/reading-codes.ts';
import { recordTitle } from './answers-file.ts';
import type { Judged, KnownFinding } from './baseline.ts';
import { type Checked, isUnrecorded, verdictOf } from './check.ts';
import { joinedFinding, sharedPart } from './outdated-facts.ts';

type DriftCode = keyof typeof driftFindings;

/** The meaning of each code of `check` for a record. */
export const recordCodes: { readonly [C in Extract<keyof typeof recordFindings, `check-${string}`>]: string } = {
  'check-rules': 'The decision was made with rules that are not in force, nor extended by the rules in force.',
  'check-service': 'The rules now recommend a different service.',
  'check-reason': 'The service is the same, but not its variant, companions or leaf.',
  'check-undecided': 'The rules ask more than is answered: something new, or the answers were changed or never decided.',
  'check-gap': 'The rules have no branch for these answers.',
  'check-edited': 'The answers were changed by hand after the decision.',
  'check-facts-old': 'The decision relies on facts that were checked longer ago than the rules allow.',
  'check-facts-expired': 'The decision relies on facts that are past their `valid-until`.',
  'check-review': 'The decision is past its `review-by`.',
  'check-duplicate-id': 'Two records have the same id.',
  'check-not-superseded': 'Two records, or a record and its status, disagree about which one supersedes the other.',
  'check-not-human': 'No person gave an answer that the decision relies on (`--require human`).',
};

/** The meaning of each code of `check --against`. */
export const driftCodes: { readonly [C in Extract<DriftCode, `check-${string}`>]: string } = {
  'check-built-missing': 'No resource matches the decision.',
  'check-built-with': 'No resource matches a companion of the decision.',
  'check-built-other': 'A resource is of another service or variant than decided.',
  'check-built-undecided': 'No record accounts for a resource of one of the services.',
  'check-built-needs': 'A resource lacks what it needs, such as a dead-letter queue.',
  'check-built-less': 'A resource keeps messages for less time, or takes fewer, than answered.',
  'check-built-unknown': 'What a resource becomes, or has, is known only at deployment.',
  'check-built-unseen': 'Part was not checked: a nested stack, a macro, an incomplete plan.',
  'check-built-name': 'A record names a resource that does not exist.',
  'check-built-unmapped': 'The rules do not say which resources a service is built as, or (`scan`) what AsyncAPI answers.',
};

/** Codes for templates and plans, in addition to those for any YAML. */
export const templateCodes: { readonly [C in Exclude<DriftCode, `check-${string}`>]: string } = {
  'not-a-template': 'A file is neither a CloudFormation template nor a Terraform plan or state as JSON.',
  'no-templates': 'A folder has no templates in it.',
  'broken-manifest': 'The manifest of a cdk.out folder cannot be read.',
  'plan-wrapped': 'A plan has lines of the GitHub action hashicorp/setup-terraform around it.',
  'unread-version': 'A plan or an AsyncAPI document is of a version that is not read.',
};

/** Codes for answers files, in addition to those for any YAML. */
export const answersFileCodes = {
  'not-one-value': 'A question is answered with a list or a mapping.',
  'answer-outside': 'A question is beside `answers:` instead of under it.',
} as const satisfies { readonly [C in Code]?: string };

const descriptions = { ...readingCodes, ...answersFileCodes, ...recordCodes, ...driftCodes, ...templateCodes };

export interface CheckedTemplate {
  /** Its file, with its number if the file holds several; identifies it in a baseline. */
  readonly key: string;
  readonly form: string;
  readonly resources: number;
  /** Findings about the template itself, not about a record. */
  readonly findings: readonly Finding[];
}

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
  /** The folder of the rules, for commands; absent: the built-in ones. */
  readonly rules: string | undefined;
}

/** The report of a check, which lists findings as the format needs them. */
export function checkReport(outcome: CheckOutcome, pack: Pack, asOf: string, listing: ReportFormat['listing']): Report {
  const { records, templates, judged, compared, resolved, skipped, rules } = outcome;
  const { lang, id, digest } = pack;
  const messages = inLanguage(lang, { en, ja });
  const names = new Map(records.map(({ record }) => [record.key, escapeControls(record.title ?? record.key)]));
  const withSeveral = new Set(records.flatMap(({ record }) => (record.index > 0 ? record.file : [])));
  const selections = new Map(
    records.flatMap(({ record: { key, file, id, title } }) => (withSeveral.has(file) ? [[key, id ?? title]] : [])),
  );
  const broken = outcome.broken.map((finding) => shownFinding(finding, []));
  const reported = judged.map((each) => ({ key: each.record, finding: shownJudged([each]) }));
  const gone = resolved.map((each) => resolvedFinding(each, names.get(each.record) ?? each.record, messages));
  const joined = groupedBy(judged, ({ finding, state }) => JSON.stringify([sharedPart(finding), state])).map(shownJudged);
  const shown = listing === 'each' ? reported.map(({ finding }) => finding) : joined.sort((a, b) => urgency(a) - urgency(b));
  const counted = [...broken, ...shown];
  const failing = counted.filter(fails).length;
  const accepted = counted.length - failing;
  const listed = listing === 'unaccepted' ? shown.filter(({ state }) => !state?.accepted) : shown;
  return {
    command: 'check',
    subject: `${id}@${pack.version}`,
    lang,
    descriptions,
    ...(listing === 'cases' ? { findings: [], cases: casesOf() } : { findings: [...broken, ...listed, ...gone] }),
    summary: [...summaryLines(outcome, messages, asOf), messages.ended(failing, accepted)],
    figures: { records: records.length, failing, accepted, asOf },
    details: {
      rules: { id, version: pack.version, digest },
      records: records.map(checkedValue),
      skipped,
      ...(templates && { templates: templates.map(({ key, form, resources }) => ({ file: key, form, resources })) }),
    },
  };

  /** @param of the same finding of several records */
  function shownJudged(of: readonly [Judged, ...Judged[]]): ReportFinding {
    const [{ finding, record, state }] = of;
    const [found, keys] = [of.map((each) => each.finding), of.map((each) => each.record)];
    const shown = shownFinding(joinedFinding(finding, found), keys);
    const about = { ...shown, args: { record, ...shown.args } };
    return compared ? withState(about, state, messages, lang) : about;
  }

  /** @param keys the keys of the records that it is about; none: it is about a file */
  function shownFinding(finding: Finding, keys: readonly string[]) {
    const shown = reportFinding(finding, lang);
    const about = keys.flatMap((key) => names.get(key) ?? []);
    const selected = selections.get(keys[0] ?? '');
    // The message names neither the file nor the rules.
    const file = finding.at?.file === standardInput ? '-' : (finding.at?.file ?? '');
    const command = rulesCommand(rules, [], ['-a', file, ...(selected ? ['--select', selected] : [])]);
    return {
      ...shown,
      problem: about.length === 0 ? shown.problem : messages.of(about, shown.problem),
      mitigation: shown.mitigation.replace('<command>', () => command),
    };
  }

  /** A case for each file that could not be read, each record in force, and each template. */
  function casesOf(): ReportCase[] {
    const caseOf = (name: string, start: SourceLocation | null, own: readonly ReportFinding[]): ReportCase => {
      const lines = own.map((each) => `${each.at ? `${locationText(each.at)}: ` : ''}${messageIn(lang, each)} [${each.code}]`);
      return { name, at: own[0]?.at ?? start, passed: own.length === 0, code: own[0]?.code, problem: lines.join('\n') };
    };
    const failingOf = (key: string): ReportFinding[] =>
      reported.flatMap((each) => (each.key === key && fails(each.finding) ? each.finding : []));
    const fileOf = ({ at, code }: ReportFinding): string => at?.file ?? code;
    const live = records.flatMap((each) => (verdictOf(each) === 'superseded' ? [] : each.record));
    const nameOf = (record: LinkRecord): string => `${record.file}: ${recordTitle(record)}`;
    // Readers of JUnit ignore a second case of the same name.
    const alike = new Set(groupedBy(live, nameOf).flatMap((same) => (same.length > 1 ? same : [])));
    return [
      ...groupedBy(broken, fileOf).map((own) => caseOf(fileOf(own[0]), null, own)),
      ...live.map((record) => {
        const name = alike.has(record) ? `${nameOf(record)} (${record.key})` : nameOf(record);
        return caseOf(name, record.locationOf([]), failingOf(record.key));
      }),
      ...(templates ?? []).map(({ key }) => caseOf(key, null, failingOf(key))),
    ];
  }
}

/** For people, errors come before warnings and notes, and among each, what is new first: a long comment is cut. */
function urgency({ level, state }: ReportFinding): number {
  return 2 * ['error', 'warning', 'note'].indexOf(level) + Number(state?.class === 'still-open');
}

/** Adds the state in the baseline to a finding, and lowers accepted ones to notes. */
function withState(shown: ReportFinding, state: FindingState, messages: CheckMessages, lang: string): ReportFinding {
  const { class: kind, accepted, reason, until } = state;
  const finding = { ...shown, state };
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
    problem: messages.of([record], messages.resolved(code, detail)),
    mitigation: messages.takeOut,
    at,
    args: { record: known.record, detail },
    state: { class: 'resolved', accepted: false, reason, until },
  };
}

function summaryLines(outcome: CheckOutcome, messages: CheckMessages, asOf: string): string[] {
  const { records, templates, judged, resolved, compared, broken, skipped } = outcome;
  const found = records.map(verdictOf);
  const fixed = records.filter((each) => each.fixed).length;
  const counts = Object.entries(messages.verdicts).flatMap(([verdict, text]) => {
    const count = found.filter((each) => each === verdict).length;
    return count > 0 ? [messages.counted(text, count)] : [];
  });
  const incomplete = broken.length === 0 ? [] : [messages.unread(new Set(broken.map(({ at }) => at?.file)).size)];
  const open = judged.filter(({ state }) => state.class === 'still-open').length;
  const resources = (templates ?? []).reduce((sum, each) => sum + each.resources, 0);
  return [
    ...(skipped.length > 0 ? [messages.skipped(skipped.length)] : []),
    messages.checked(records.length, asOf, records.length === 0 ? [messages.noneRead] : [...counts, ...incomplete]),
    ...(templates ? [messages.against(templates.length, resources)] : []),
    ...(records.some(isUnrecorded) ? [messages.unrecorded] : []),
    ...(fixed > 0 ? [messages.fixed(fixed)] : []),
    ...(compared ? [messages.classes(judged.length - open, open, resolved.length)] : []),
  ];
}

function checkedValue(checked: Checked): object {
  const { record, recordState, fixed } = checked;
  const { file, index, id, title, status, expect: expected } = record;
  const { service = null, variant = null, with: companions = [], leaves = [], possible = [], asks = [] } = recordState ?? {};
  const today = { service, variant, with: companions, leaves, possible, asks };
  return { file, index, id, title, status, verdict: verdictOf(checked), expected, ...today, fixed };
}
