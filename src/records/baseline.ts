import * as z from 'zod';
import { BadInput, type Finding, finding, type Given } from '../model/finding.ts';
import type { Io } from '../model/io.ts';
import type { FindingState } from '../output/reports/report.ts';
import { decode } from '../pack/files.ts';
import { day, either, list, mapping, oneOf, optional, string } from '../pack/schema/common.ts';
import { checkShape } from '../pack/shape.ts';
import { Cursor, nodeAt } from '../pack/source-node.ts';
import { readYaml, toYaml } from '../pack/yaml.ts';
import { codes } from './check.ts';
import { changeFiles } from './file-transaction.ts';

/** A finding listed in a baseline. With a reason, it is an accepted exception, until a day or forever. */
export type KnownFinding = ReturnType<typeof readBaseline>[number];

/** A finding compared with the baseline. */
export type Judged = ReturnType<typeof judge>['judged'][number];

/**
 * Compares the findings of checked records with a baseline: each finding, the entries that no longer occur, and the exceptions
 * that this check did not look for (`kept`), since another check needs their reasons.
 *
 * @param looksFor whether findings with a code were looked for
 */
export function judge(
  all: readonly { readonly key: string; readonly findings: readonly Finding[] }[],
  baseline: readonly KnownFinding[],
  asOf: string,
  looksFor: (code: string) => boolean,
) {
  const keys = new Set(all.map(({ key }) => key));
  const wasLookedFor = ({ record, code }: KnownFinding): boolean => keys.has(record) && looksFor(code);
  const entries = baseline.filter(wasLookedFor);
  const known = new Map(entries.map((each) => [keyOf(each), each]));
  const seen = new Set<KnownFinding>();
  const judged = all.flatMap(({ key, findings }) =>
    findings.map((finding) => {
      const entry = known.get(keyOf({ record: key, code: finding.code, detail: detailOf(finding) }));
      if (entry) seen.add(entry);
      const { reason = null, until = null } = entry ?? {};
      const accepted = reason !== null && (until === null || until >= asOf);
      const state: FindingState = { class: entry ? 'still-open' : 'new', accepted, reason, until };
      return { finding, record: key, state };
    }),
  );
  const kept = baseline.filter((each) => each.reason !== null && !wasLookedFor(each));
  return { judged, resolved: entries.filter((each) => !seen.has(each)), kept };
}

/** Today's findings with the known reasons, and the exceptions that were not looked for (`kept`), by record and code. */
export function baselineOf({ judged, kept }: Pick<ReturnType<typeof judge>, 'judged' | 'kept'>): KnownFinding[] {
  const today = judged.map(({ finding, record, state: { reason, until } }) => {
    return { record, code: finding.code, detail: detailOf(finding), reason, until, at: null };
  });
  const all = [...kept, ...today];
  return [...new Map(all.map((each) => [keyOf(each), each])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const codesByName: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(codes));

function detailOf({ code, args }: Finding): string {
  const values = new Map<string, unknown>(Object.entries(args));
  const [, ...names] = codesByName.get(code) ?? [];
  const texts = names.map((name) => values.get(name));
  return texts.map((value) => (Array.isArray(value) ? value.join(', ') : String(value))).join(': ');
}

function keyOf({ record, code, detail }: Pick<KnownFinding, 'record' | 'code' | 'detail'>): string {
  return JSON.stringify([record, code, detail]);
}

/** Reads a baseline, which may be empty, and adds its text to `sources`; throws BadInput if it is not one. */
export function readBaseline(bytes: Uint8Array, file: string, sources: Map<string, string>) {
  const { text, documents, findings: broken } = readYaml(bytes, file);
  sources.set(file, text);
  const [written, second] = documents;
  const findings = [...broken];
  if (second) findings.push(finding('unknown-key', second.at, { key: '---', allowed: ['schema', 'findings'] }));
  const shaped = written && findings.length === 0 ? checkShape(baseline, new Cursor(written), findings) : null;
  if (findings.length > 0) throw new BadInput(findings, sources);
  return (shaped?.findings ?? []).map(({ record, code, detail = '', reason, until }, index) => ({
    // The record's id, else its file and number.
    record,
    code,
    // Distinguishes findings with the same code in a record; empty if there can be only one.
    detail,
    // A blank reason counts as none.
    reason: reason?.trim() || null,
    // The last ISO day of the exception; null: no limit.
    until: until ?? null,
    at: nodeAt(written ?? null, ['findings', index])?.at ?? null,
  }));
}

/** Writes a baseline; throws BadInput instead of overwriting one that has changed since it was read (`before`). */
export function writeBaseline(
  io: Pick<Io, 'files'>,
  target: Given,
  known: readonly KnownFinding[],
  comment: string,
  before: { readonly file: string; readonly text: string | undefined } | null,
): void {
  changeFiles(io, (transaction) => {
    if (before && transaction.identity(before.file) === transaction.identity(target.value)) {
      const now = transaction.read(target);
      if (now === null || decode(now).text !== before.text) {
        throw new BadInput([finding('file-changed', target.location, { path: target.value })]);
      }
    }
    transaction.set(target, baselineText(known, comment), '--write-baseline');
  });
}

/** Known findings as a file, in a fixed order, so that its diffs are readable. */
function baselineText(known: readonly KnownFinding[], comment: string): string {
  const findings = known.map(({ record, code, detail, reason, until }) => ({
    record,
    code,
    ...(detail !== '' && { detail }),
    reason,
    ...(until !== null && { until }),
  }));
  return `# ${comment}\n${toYaml({ schema: baselineSchemaId, findings })}`;
}

const baselineSchemaId = 'tsunagi/baseline@1';

const baseline = mapping({
  schema: optional(z.literal(baselineSchemaId, { error: 'string' })),
  findings: either(
    [
      list(
        mapping({
          record: string,
          code: oneOf(Object.keys(codes)),
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
