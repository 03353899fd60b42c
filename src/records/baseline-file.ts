import * as z from 'zod/mini';
import { type Finding, finding } from '../model/diagnostic.ts';
import { day, either, list, mapping, optional, string } from '../pack/schema/common.ts';
import { checkShape } from '../pack/shape.ts';
import { at } from '../pack/source-node.ts';
import { toYaml } from '../pack/to-yaml.ts';
import { readYaml } from '../pack/yaml.ts';
import type { KnownFinding } from './baseline.ts';

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
