import * as z from 'zod/mini';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { day, either, list, mapping, optional, string } from '../pack/schema/common.ts';
import { checkShape } from '../pack/shape.ts';
import { at } from '../pack/source-node.ts';
import { readYaml, toYaml } from '../pack/yaml.ts';
import type { Checked } from './check.ts';

/** A finding that was known when the baseline was written. With a reason it is an accepted exception, until a day or for good. */
export interface KnownFinding {
  /** The record's id, else its file and number. */
  readonly record: string;
  readonly code: string;
  /** What tells it from other findings of the same code in the record; empty where there is only one. */
  readonly detail: string;
  readonly reason: string | null;
  /** The last ISO day on which the exception holds. */
  readonly until: string | null;
  readonly at: Place | null;
}

/** A finding, and whether the baseline knew it. `accepted`: it has a reason there that still holds, and does not fail a check. */
export interface Judged {
  readonly finding: Finding;
  readonly record: string;
  readonly class: 'new' | 'still-open';
  readonly accepted: boolean;
  readonly known: KnownFinding | null;
}

/** What has become of the findings of a baseline. */
export interface Judgement {
  readonly judged: readonly Judged[];
  /** Those that are not found any more, although their records were looked at. */
  readonly resolved: readonly KnownFinding[];
}

/** Holds the findings of checked records against a baseline on an ISO day. */
export function judge(
  all: readonly { readonly key: string; readonly checked: Pick<Checked, 'findings'> }[],
  baseline: readonly KnownFinding[],
  asOf: string,
): Judgement {
  const known = new Map(baseline.map((each) => [keyOf(each.record, each.code, each.detail), each]));
  const seen = new Set<KnownFinding>();
  const judged = all.flatMap(({ key, checked }) =>
    checked.findings.map((finding): Judged => {
      const entry = known.get(keyOf(key, finding.code, detailOf(finding))) ?? null;
      if (entry) seen.add(entry);
      const holds = entry !== null && entry.reason !== null && (entry.until === null || entry.until >= asOf);
      return { finding, record: key, class: entry ? 'still-open' : 'new', accepted: holds, known: entry };
    }),
  );
  const records = new Set(all.map(({ key }) => key));
  return { judged, resolved: baseline.filter((each) => !seen.has(each) && records.has(each.record)) };
}

/** A baseline that knows today's findings, with the reasons that the one before gave. In the order of records and codes. */
export function baselineOf(judged: readonly Judged[]): KnownFinding[] {
  const all = judged.map(({ finding, record, known }) => ({
    record,
    code: finding.code,
    detail: detailOf(finding),
    reason: known?.reason ?? null,
    until: known?.until ?? null,
    at: null,
  }));
  const key = (each: KnownFinding): string => keyOf(each.record, each.code, each.detail);
  return [...new Map(all.map((each) => [key(each), each])).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What a finding says, so that one that says something else later is a new one. */
function detailOf({ code, args }: Finding): string {
  switch (code) {
    case 'check-service':
      return args.got;
    case 'check-reason':
      return `${args.key}: ${args.got}`;
    case 'check-undecided':
      return args.possible.join(', ');
    case 'check-facts-old':
    case 'check-facts-expired':
      return args.facts.join(', ');
    case 'check-review':
      return args.day;
    case 'check-not-superseded':
      return args.by;
    case 'check-not-human':
      return args.question;
    case 'check-built-missing':
      return args.wanted;
    case 'check-built-with':
      return args.companion;
    case 'check-built-variant':
    case 'check-built-other':
    case 'check-built-undecided':
      return `${args.resource}: ${args.built}`;
    case 'check-built-needs':
    case 'check-built-needs-unknown':
      return `${args.resource}: ${args.need}`;
    case 'check-built-less':
      return `${args.resource}: ${args.property}`;
    case 'check-built-unknown':
      return `${args.resource}: ${args.wanted}`;
    case 'check-built-unseen':
      return args.resource;
    case 'check-built-name':
      return args.name;
    case 'check-built-unmapped':
      return args.service;
    default:
      return '';
  }
}

function keyOf(record: string, code: string, detail: string): string {
  return JSON.stringify([record, code, detail]);
}

export interface BaselineFile {
  readonly known: readonly KnownFinding[];
  readonly findings: readonly Finding[];
  readonly text: string;
}

/** Reads the known findings of an earlier check. A file without any is one, too. Throws nothing. */
export function readBaseline(bytes: Uint8Array, file: string): BaselineFile {
  const { text, documents, findings: broken } = readYaml(bytes, file);
  const [written, second] = documents;
  const findings = [...broken];
  if (second) findings.push(finding('unknown-key', second.at, { key: '---', allowed: ['schema', 'findings'] }));
  if (!written || findings.length > 0) return { known: [], findings, text };
  const shaped = checkShape(baseline, written, [], findings);
  const known = (shaped?.findings ?? []).map(({ record, code, detail = '', reason, until }, index) => ({
    record,
    code,
    detail,
    // Blank is no reason.
    reason: reason?.trim() ? reason.trim() : null,
    until: until ?? null,
    at: at(written, ['findings', index])?.at ?? null,
  }));
  return { known, findings, text };
}

/** Known findings as a file: one entry after another, in a fixed order, so that a change of it can be read. */
export function baselineText(known: readonly KnownFinding[], comment: string): string {
  const findings = known.map(({ record, code, detail, reason, until }) => ({
    record,
    code,
    ...(detail === '' ? {} : { detail }),
    reason,
    ...(until === null ? {} : { until }),
  }));
  return `# ${comment}\n${toYaml({ schema: baselineSchemaId, findings })}`;
}

const baselineSchemaId = 'tsunagi/baseline@1';

/** The shape of a baseline: findings that are known, and why those that are accepted are. */
const baseline = mapping({
  schema: optional(z.literal(baselineSchemaId, { error: 'string' })),
  findings: either(
    [
      list(
        mapping({
          record: string,
          code: string,
          detail: optional(string),
          reason: optional(either([string, z.null()], 'string')),
          until: optional(either([day, z.null()], 'day')),
        }),
      ),
      z.null(),
    ],
    'list',
  ),
});
