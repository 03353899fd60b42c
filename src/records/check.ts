import { unknown } from '../engine/answer.ts';
import { GapError } from '../engine/gap-error.ts';
import { append } from '../engine/lists.ts';
import { isAsExpected, type OutcomePart } from '../engine/outcome.ts';
import type { CheckMessages } from '../messages/en/reports.ts';
import type { Policy } from '../model/decision.ts';
import { type Code, type Finding, type FindingArgs, finding } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { lineText, type SourceLocation } from '../model/source-location.ts';
import { answersDigestOf } from '../pack/digest.ts';
import { otherRules, recordName } from './answers-file.ts';
import { outdatedFacts } from './outdated-facts.ts';
import { giverOf, isFromPerson, type RecordState, reasonsOf, recordStateOf } from './record-state.ts';

export type RecordVerdict = keyof CheckMessages['verdicts'];

export interface Checked {
  readonly record: LinkRecord;
  /** The result of its answers today; null if they were not decided again. */
  readonly recordState: RecordState | null;
  /** Whether `--fix` has just written that result into the record. */
  readonly fixed: boolean;
  readonly findings: readonly Finding[];
}

/** Checks records, each by itself and then against each other. `human`: a person must have given each answer that decides. */
export function checkRecords(
  records: readonly LinkRecord[],
  pack: Pack,
  policy: Policy,
  asOf: string,
  human: boolean,
): Checked[] {
  const outdated = outdatedFacts(pack, asOf);
  const across = findingsAcross(records);
  return records.map((record) => {
    const about = across.get(record) ?? [];
    if (record.status === 'superseded') return { record, recordState: null, fixed: false, findings: about };
    const { recordState, findings } = decided(pack, record, policy);
    // A proposal that decides nothing yet: nothing can be wrong with its decision.
    const isOpen = recordState?.service === null && !record.expect?.service && record.status === 'proposed';
    const at = locationIn(record, ['expect', 'service'], ['expect'], ['answers']);
    const all = [
      // Why another service is recommended now: the cause before its effect.
      ...edited(record),
      ...(isOpen ? [] : findings),
      ...(recordState && !isOpen ? outdated.findingsFor(record, recordState, policy, at) : []),
      ...overdue(record, asOf),
      ...(human && recordState?.service !== null ? notFromPersons(record, recordState) : []),
      ...about,
    ];
    return { record, recordState, fixed: false, findings: all };
  });
}

/** A finding for a record of other rules than those in force, unless these extend them. */
export function decidedElsewhere(record: LinkRecord, pack: Pack, level?: Finding['level']): Finding[] {
  return otherRules(record.expect, locationIn(record, ['expect', 'rules']), pack, level);
}

function decided(pack: Pack, record: LinkRecord, policy: Policy): { recordState: RecordState | null; findings: Finding[] } {
  const foreign = decidedElsewhere(record, pack);
  if (foreign.length > 0) return { recordState: null, findings: foreign };
  try {
    const recordState = recordStateOf(pack, record.answers, policy);
    return { recordState, findings: differences(pack, record, policy, recordState) };
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    const { node, question } = error;
    const gap = finding('check-gap', locationIn(record, ['answers', question], ['answers']), { node, question });
    return { recordState: null, findings: [gap] };
  }
}

function differences(pack: Pack, record: LinkRecord, policy: Policy, recordState: RecordState): Finding[] {
  const { expect } = record;
  const { service, possible, asks } = recordState;
  if (service === null) {
    const args = { expected: expect?.service ?? null, possible, asks };
    return [finding('check-undecided', locationIn(record, ['answers']), args)];
  }
  if (!expect) return [];
  if (expect.service !== service) {
    const expected = expect.service ?? 'null';
    const against = reasonsOf(pack, record.answers, policy, recordState).against(expected, expect.variant ?? null);
    const args = { expected, got: service, against };
    return [finding('check-service', locationIn(record, ['expect', 'service'], ['expect']), args)];
  }
  const keys = ['variant', 'with', 'leaves'] as const;
  return keys.flatMap((key) => {
    const expected = expect[key];
    if (expected === undefined || isAsExpected(expected, recordState[key])) return [];
    const args = { key, service, expected: textOf(expected), got: textOf(recordState[key]) };
    return [finding('check-reason', locationIn(record, ['expect', key], ['expect']), args)];
  });
}

function edited(record: LinkRecord): Finding[] {
  const expected = record.expect?.answersDigest;
  if (expected === undefined || expected === answersDigestOf(record.answers, record.keyOf)) return [];
  return [finding('check-edited', record.locationOf(['answers'], 'key') ?? locationIn(record, ['expect', 'answers-digest']), {})];
}

/** Findings for answers that no person gave, including those that the rules fill in. */
function notFromPersons(record: LinkRecord, recordState: RecordState | null): Finding[] {
  const filled = recordState?.assumptions ?? [];
  const given = Object.entries(record.answers)
    .filter(([, answer]) => !isFromPerson(answer))
    .map(([question, answer]) => ({ question, value: answer.value ?? unknown, by: giverOf(answer) }));
  return [...given, ...filled.map(({ question, answer, from }) => ({ question, value: answer, by: from }))].map(
    ({ question, value, by }) =>
      finding('check-not-human', locationIn(record, ['answers', question], ['answers']), { question, value: String(value), by }),
  );
}

function overdue(record: LinkRecord, asOf: string): Finding[] {
  const { reviewBy } = record;
  if (reviewBy === null || reviewBy >= asOf) return [];
  return [finding('check-review', locationIn(record, ['review-by']), { day: reviewBy, asOf }, 'warning')];
}

/** By code the verdict, of which the first counts, and the arguments by which two findings with the code differ. */
export const codes = {
  'check-rules': ['defect', 'rules'],
  'check-undecided': ['undecided', 'possible'],
  'check-gap': ['undecided'],
  'check-service': ['other-service', 'got'],
  'check-reason': ['other-reason', 'key', 'got'],
  'check-built-missing': ['built-otherwise', 'wanted'],
  'check-built-with': ['built-otherwise', 'companion'],
  'check-built-other': ['built-otherwise', 'resource', 'built'],
  'check-built-undecided': ['built-otherwise', 'resource', 'built'],
  'check-built-needs': ['built-otherwise', 'resource', 'need'],
  'check-built-less': ['built-otherwise', 'resource', 'property', 'least'],
  'check-built-unseen': ['built-otherwise', 'resource'],
  'check-built-name': ['built-otherwise', 'name'],
  'check-built-unmapped': ['built-otherwise', 'service'],
  'check-built-unknown': ['built-unknown', 'resource', 'wanted'],
  'check-edited': ['edited'],
  'check-facts-old': ['stale', 'facts'],
  'check-facts-expired': ['stale', 'facts'],
  'check-review': ['review', 'day'],
  'check-duplicate-id': ['defect'],
  'check-not-superseded': ['defect', 'by'],
  'check-not-human': ['defect', 'question'],
} as const satisfies {
  readonly [C in Extract<Code, `check-${string}`>]: readonly [RecordVerdict, ...(keyof FindingArgs[C])[]];
};

/**
 * The verdict on a record; if several apply, the first in `codes` counts. `superseded`: replaced by another record, not checked.
 * `undecided`: its answers no longer decide. `other-reason`: the same service, but a different variant, companions or leaves.
 * `built-otherwise`: the templates build something different. `built-unknown`: perhaps they do. `stale`: it depends on outdated
 * facts. `defect`: the record itself is inconsistent, or of other rules. `open`: a proposal that is not decided yet.
 * `unrecorded`: its answers decide, but it records no result to compare with.
 */
export function verdictOf(checked: Checked): RecordVerdict {
  const { record, recordState, findings } = checked;
  if (record.status === 'superseded') return findings.length > 0 ? 'defect' : 'superseded';
  const found = Object.entries(codes).find(([code]) => findings.some((each) => each.code === code))?.[1][0] ?? null;
  const isOpen = recordState?.service === null && (found === null || found === 'defect');
  return isOpen ? 'open' : (found ?? (isUnrecorded(checked) ? 'unrecorded' : 'same'));
}

/** Whether the answers of a record decide but it records no result to compare with, so that `--fix` adds it. */
export function isUnrecorded({ record, recordState, fixed }: Checked): boolean {
  return !record.expect && !fixed && recordState?.status === 'decided';
}

/** The location of the first path that exists in the record, else of the whole record. */
function locationIn(record: LinkRecord, ...paths: readonly (readonly string[])[]): SourceLocation | null {
  for (const path of paths) {
    const location = path.length === 1 ? record.locationOf(path, 'key') : record.locationOf(path);
    if (location) return location;
  }
  return record.locationOf([]);
}

function textOf(value: OutcomePart): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

/** Findings between records: an id in force twice, and records of which only one says that it supersedes the other, or itself. */
function findingsAcross(records: readonly LinkRecord[]): ReadonlyMap<LinkRecord, readonly Finding[]> {
  const found = new Map<LinkRecord, Finding[]>();
  const live = records.filter(({ status }) => status !== 'superseded');
  const byId = new Map<string, LinkRecord>();
  /** The records with an id; by null, those without. */
  const named = new Map<string | null, LinkRecord[]>();
  for (const each of records) append(named, each.id, each);
  for (const record of records) checkItself(record);
  for (const record of live) if (record.id !== null) checkId(record, record.id);
  for (const record of live) for (const id of record.supersedes) checkSuperseded(record, id);
  for (const record of records) checkSupersededBy(record);
  return found;

  function checkItself(record: LinkRecord): void {
    const { id, supersedes, supersededBy } = record;
    if (id === null || ![...supersedes, supersededBy].includes(id)) return;
    const at = locationIn(record, ['supersedes'], ['superseded-by']);
    append(found, record, finding('check-not-superseded', at, { id, by: id, says: 'itself' }));
  }

  function checkId(record: LinkRecord, id: string): void {
    const at = byId.get(id)?.locationOf(['id']);
    if (!byId.has(id)) byId.set(id, record);
    else append(found, record, finding('check-duplicate-id', record.locationOf(['id']), { id, first: at ? lineText(at) : '' }));
  }

  function checkSuperseded(record: LinkRecord, id: string): void {
    const old = byId.get(id);
    if (!old || old === record) return;
    const at = old.locationOf(['status']) ?? old.locationOf(['id']);
    append(found, old, finding('check-not-superseded', at, { id, by: recordName(record), says: 'supersedes' }));
  }

  function checkSupersededBy(record: LinkRecord): void {
    const { id, status, supersededBy: by } = record;
    if (id === null || by === null || by === id) return;
    // The other record may be somewhere that is not checked now.
    const isDenied = named.get(by)?.every(({ supersedes }) => !supersedes.includes(id)) ?? false;
    const isInForce = status !== 'superseded' && !found.has(record);
    const args = { id, by, says: isDenied ? 'superseded-by' : 'status' } as const;
    if (isDenied || isInForce) append(found, record, finding('check-not-superseded', record.locationOf(['superseded-by']), args));
  }
}
