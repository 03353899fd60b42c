import * as z from 'zod';
import { exactOptional, nullable, number, string } from 'zod';
import { part } from '../../src/pack/schema/common.ts';

/** The shape of `tsunagi/report@1`, which `check` and `rules lint|test` print as JSON; only for the published JSON Schema. */

const boolean = z.boolean();
const strings = z.array(string());
const words = nullable(string());
const count = z.int().check(z.gte(0));
const place = nullable(part('reportPlace', z.strictObject({ file: string(), line: count, col: count, length: count })));
const target = { path: string(), at: place };

const finding = z.strictObject({
  code: string(),
  level: z.enum(['error', 'warning', 'note']),
  problem: string(),
  mitigation: string(),
  at: place,
  args: z.record(string(), z.unknown()),
  docs: words,
  witness: nullable(z.strictObject({ answers: string(), command: string() })),
  state: exactOptional(
    z.strictObject({ class: z.enum(['new', 'still-open', 'resolved']), accepted: boolean, reason: words, until: words }),
  ),
});

const expected = z.strictObject({
  service: words,
  variant: exactOptional(words),
  with: exactOptional(strings),
  leaves: exactOptional(strings),
  rules: exactOptional(string()),
  digest: exactOptional(string()),
  answersDigest: exactOptional(string()),
});

const record = z.strictObject({
  file: string(),
  index: count,
  id: words,
  title: words,
  status: words,
  verdict: string(),
  expected: nullable(expected),
  service: words,
  variant: words,
  with: strings,
  leaves: strings,
  possible: strings,
  asks: strings,
  fixed: boolean,
});

const fates = { killed: count, survived: count, unproved: count, equivalent: count };
const mutant = z.strictObject({
  ...target,
  from: string(),
  to: string(),
  fate: z.enum(['killed', 'survived', 'unproved', 'equivalent']),
  killer: words,
});

export const report = z.strictObject({
  schema: z.literal('tsunagi/report@1'),
  tool: z.strictObject({ name: string(), version: string(), command: z.enum(['check', 'rules lint', 'rules test']) }),
  subject: words,
  lang: string(),
  summary: z.object({ errors: count, warnings: count, notes: count }).catchall(z.union([string(), number()])),
  findings: z.array(finding),
  cases: exactOptional(z.array(z.strictObject({ name: string(), at: place, passed: boolean, problem: string() }))),
  rules: exactOptional(z.strictObject({ id: string(), version: string(), digest: string() })),
  records: exactOptional(z.array(record)),
  skipped: exactOptional(strings),
  templates: exactOptional(z.array(z.strictObject({ file: string(), form: string(), resources: count }))),
  coverage: exactOptional(z.record(string(), z.strictObject({ total: count, covered: count, percent: number() }))),
  threshold: exactOptional(nullable(number())),
  uncovered: exactOptional(z.array(z.strictObject({ ...target, kind: string(), id: string() }))),
  mutants: exactOptional(z.strictObject({ ...fates, results: z.array(mutant) })),
});

export const reportDescriptions: Readonly<Record<string, string>> = {
  'file.findings.witness': 'Answers that show the finding, and the command that decides them.',
  'file.findings.state': 'How it compares with the baseline.',
  'file.records': 'Printed by `check`, as are `rules`, `skipped` and `templates`.',
  'file.coverage': 'Printed by `rules test`, as are `threshold`, `uncovered` and `mutants`.',
};
