import { unknown } from '../engine/answer.ts';
import { GapError } from '../engine/gap-error.ts';
import type { Policy } from '../model/decision.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import type { AnswersDocument } from './answers-file.ts';
import { restingOn, staleFacts } from './outdated-facts.ts';
import { filledAnswers, giverOf, isFromPerson, type RecordState, recordStateOf } from './record-state.ts';

/** What holds of a record today; where several things do, the first. */
export const verdicts = [
  'superseded',
  'undecided',
  'other-service',
  'other-reason',
  'built-otherwise',
  'edited',
  'stale',
  'review',
  'defect',
  'open',
  'unrecorded',
  'same',
] as const;

/**
 * `superseded`: another took its place, nothing is checked. `undecided`: it no longer decides. `other-reason`: the same
 * service, but another variant, other companions or other leaves. `built-otherwise`: what templates build is something else.
 * `stale`: facts that it rests on are old. `defect`: the record itself is not in order. `open`: proposed, and still to be
 * decided. `unrecorded`: it decides, but records nothing to compare with.
 */
export type RecordVerdict = (typeof verdicts)[number];

/** A record with what was found of it. */
export interface Checked {
  readonly record: LinkRecord;
  readonly verdict: RecordVerdict;
  /** What its answers lead to today; null where it was not decided again. */
  readonly recordState: RecordState | null;
  readonly findings: readonly Finding[];
}

/** A record that was checked, and where it stands. */
export interface CheckedRecord {
  readonly file: string;
  /** Its id, else its file and number: what a baseline calls it. */
  readonly key: string;
  readonly checked: Checked;
}

/** How records are checked: all of them alike. */
export interface CheckOptions {
  readonly pack: Pack;
  readonly policy: Policy;
  readonly asOf: string;
  /** Whether a person must have given every answer that a decision rests on. */
  readonly human?: boolean;
}

/** Checks records, each alone and then all together. */
export function checkRecords<T extends { readonly document: AnswersDocument }>(
  records: readonly T[],
  options: CheckOptions,
): (T & { readonly checked: Checked })[] {
  const check = checkerOf(options);
  const alone = records.map((each) => ({ ...each, checked: check(each.document, () => each.document.answersDigest()) }));
  const across = findingsAcross(alone.map(({ checked }) => checked));
  return alone.map((each) => {
    const findings = [...each.checked.findings, ...(across.get(each.checked.record) ?? [])];
    return { ...each, checked: withFindings(each.checked, findings) };
  });
}

/** Prepares checking records alone. The digest is that of the answers as they stand in the record. */
export function checkerOf(options: CheckOptions): (record: LinkRecord, digest: () => string) => Checked {
  const { pack, policy, asOf, human = false } = options;
  const stale = staleFacts(pack, asOf);
  return (record, digest) => {
    if (record.status === 'superseded') return { record, verdict: 'superseded', recordState: null, findings: [] };
    const { recordState, findings } = decided(pack, record, policy);
    return withFindings({ record, verdict: 'same', recordState, findings }, [
      ...findings,
      ...edited(record, digest),
      ...(recordState ? staleFindings(record, recordState, policy, stale, pack) : []),
      ...overdue(record, asOf),
      ...(human ? notFromPersons(pack, record, policy) : []),
    ]);
  };
}

function decided(pack: Pack, record: LinkRecord, policy: Policy): { recordState: RecordState | null; findings: Finding[] } {
  try {
    const recordState = recordStateOf(pack, record.answers, policy);
    return {
      recordState,
      findings: recordState.service === null ? undecided(record, recordState) : differences(record, recordState),
    };
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    const { node, question } = error;
    return {
      recordState: null,
      findings: [finding('check-gap', placeIn(record, ['answers', question], ['answers']), { node, question })],
    };
  }
}

function undecided(record: LinkRecord, { possible, asks }: RecordState): Finding[] {
  const expected = record.expect?.service ?? null;
  if (expected === null && record.status === 'proposed') return [];
  return [finding('check-undecided', placeIn(record, ['answers']), { expected, possible, asks })];
}

function differences(record: LinkRecord, recordState: RecordState): Finding[] {
  const { expect } = record;
  const { service } = recordState;
  if (!expect || service === null) return [];
  if (expect.service !== service) {
    const args = { expected: expect.service ?? 'null', got: service };
    return [finding('check-service', placeIn(record, ['expect', 'service'], ['expect']), args)];
  }
  const keys = ['variant', 'with', 'leaves'] as const;
  return keys.flatMap((key) => {
    const expected = expect[key];
    if (expected === undefined || same(expected, recordState[key])) return [];
    const args = { key, service, expected: textOf(expected), got: textOf(recordState[key]) };
    return [finding('check-reason', placeIn(record, ['expect', key], ['expect']), args)];
  });
}

function edited(record: LinkRecord, digest: () => string): Finding[] {
  const expected = record.expect?.answersDigest;
  if (expected === undefined || expected === digest()) return [];
  return [finding('check-edited', record.placeOf(['answers'], 'key') ?? placeIn(record, ['expect', 'answers-digest']), {})];
}

/** Answers that no person gave, and those that the rules fill in. */
function notFromPersons(pack: Pack, record: LinkRecord, policy: Policy): Finding[] {
  const given = Object.entries(record.answers)
    .filter(([, answer]) => !isFromPerson(answer))
    .map(([question, answer]) => ({ question, value: answer.value ?? unknown, by: giverOf(answer) }));
  return [...given, ...filledAnswers(pack, record.answers, policy)].map(({ question, value, by }) =>
    finding('check-not-human', placeIn(record, ['answers', question], ['answers']), { question, value: String(value), by }),
  );
}

function overdue(record: LinkRecord, asOf: string): Finding[] {
  const { reviewBy } = record;
  if (reviewBy === null || reviewBy >= asOf) return [];
  return [finding('check-review', placeIn(record, ['review-by']), { day: reviewBy, asOf }, 'warning')];
}

function staleFindings(
  record: LinkRecord,
  recordState: RecordState,
  policy: Policy,
  stale: ReturnType<typeof staleFacts>,
  pack: Pack,
): Finding[] {
  const at = placeIn(record, ['expect', 'service'], ['expect'], ['answers']);
  return (['old', 'expired'] as const).flatMap((kind) => {
    const facts = stale[kind].size > 0 ? restingOn(recordState.outcomes, stale[kind]) : [];
    if (facts.length === 0) return [];
    const instead = insteadOf(recordState, stale.without(record.answers, policy, recordState));
    const args = { facts: facts.map(stale.nameOf), instead };
    const first = (days: readonly (string | null)[]): string => days.toSorted()[0] ?? '';
    if (kind === 'expired')
      return finding('check-facts-expired', at, { ...args, until: first(facts.map((fact) => fact.validUntil)) }, 'warning');
    const checked = first(facts.map((fact) => fact.checked));
    return finding('check-facts-old', at, { ...args, checked, days: pack.factAgeDays ?? 0 }, 'warning');
  });
}

/** What is possible without the stale facts: nothing where only companions, patterns or warnings differ. */
function insteadOf(recordState: RecordState, other: RecordState | null): readonly string[] | null {
  if (other === null) return null;
  const names = ({ service, variant, possible }: RecordState): readonly string[] =>
    service !== null && variant !== null ? [`${service}/${variant}`] : possible;
  return same(names(recordState), names(other)) ? [] : names(other);
}

/** What findings make of a record: the first that applies. */
const byFindings: readonly (readonly [RecordVerdict, RegExp])[] = [
  ['undecided', /^check-(undecided|gap)$/],
  ['other-service', /^check-service$/],
  ['other-reason', /^check-reason$/],
  ['built-otherwise', /^check-built-/],
  ['edited', /^check-edited$/],
  ['stale', /^check-facts-/],
  ['review', /^check-review$/],
  ['defect', /^check-(duplicate-id|not-superseded|not-human)$/],
];

/**
 * A checked record with other findings.
 *
 * @param recorded whether the result of its answers has just been written into it
 */
export function withFindings(checked: Checked, findings: readonly Finding[], recorded = false): Checked {
  const { record, recordState } = checked;
  if (checked.verdict === 'superseded') return { ...checked, findings };
  const [found] = byFindings.find(([, codes]) => findings.some(({ code }) => codes.test(code))) ?? [null];
  const isOpen = recordState?.service === null && (found === null || found === 'defect');
  const verdict = isOpen ? 'open' : (found ?? (record.expect || recorded ? 'same' : 'unrecorded'));
  return { ...checked, findings, verdict };
}

/** The first of several things that there is in the record; what is not written cannot be pointed at. */
function placeIn(record: LinkRecord, ...paths: readonly (readonly string[])[]): Place | null {
  for (const path of paths) {
    const place = path.length === 1 ? record.placeOf(path, 'key') : record.placeOf(path);
    if (place) return place;
  }
  return record.placeOf([]);
}

function same(expected: string | null | readonly string[], got: string | null | readonly string[]): boolean {
  if (!Array.isArray(expected) || !Array.isArray(got)) return expected === got;
  const has = new Set(got);
  return has.size === new Set(expected).size && expected.every((item) => has.has(item));
}

function textOf(value: string | null | readonly string[]): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

/** What records in force get wrong between them: ids that are used twice, and superseding that only one side knows of. */
function findingsAcross(all: readonly Checked[]): ReadonlyMap<LinkRecord, readonly Finding[]> {
  const found = new Map<LinkRecord, Finding[]>();
  const report = (record: LinkRecord, each: Finding): unknown => found.set(record, [...(found.get(record) ?? []), each]);
  const live = all.map(({ record }) => record).filter(({ status }) => status !== 'superseded');
  const byId = new Map<string, LinkRecord>();
  for (const record of live) {
    const { id } = record;
    if (id === null) continue;
    const at = byId.get(id)?.placeOf(['id']);
    if (!byId.has(id)) byId.set(id, record);
    else report(record, finding('check-duplicate-id', record.placeOf(['id']), { id, first: at ? `${at.file}:${at.line}` : '' }));
  }
  for (const record of live) {
    for (const id of record.supersedes) {
      const old = byId.get(id);
      if (!old || old === record) continue;
      const at = old.placeOf(['status']) ?? old.placeOf(['id']);
      report(old, finding('check-not-superseded', at, { id, by: record.id ?? record.title ?? '' }));
    }
  }
  return found;
}
