import * as z from 'zod/mini';
import { nullable, number, string } from 'zod/mini';
import type { CheckedRecords, Explanation } from '../../src/mcp/tool-results.ts';
import { instead, unmet } from './next.ts';

/** The shapes of what the MCP tools `explain_link` and `check_records` answer. Only the published JSON Schemas are made from them. */

const strings = z.array(string());
const value = z.union([string(), number()]);

export const explanation: z.ZodMiniType<Explanation> = z.strictObject({
  schema: z.literal('tsunagi/explanation@1'),
  lang: string(),
  status: z.enum(['decided', 'open']),
  rules: z.strictObject({ id: string(), version: string(), digest: string() }),
  answers: z.record(string(), z.strictObject({ value, from: string() })),
  recommendation: nullable(z.strictObject({ service: string(), variant: nullable(string()), name: string() })),
  why: strings,
  unmet,
  instead,
  steps: z.array(z.strictObject({ question: string(), value, from: string(), because: string() })),
  whyNot: z.array(
    z.strictObject({
      service: string(),
      name: string(),
      verdict: z.enum(['recommended', 'viable', 'ruled-out']),
      reasons: strings,
      recommendedIf: string(),
    }),
  ),
  changes: z.array(z.strictObject({ question: string(), text: string(), result: string() })),
  sources: strings,
});

export const explanationDescriptions: Readonly<Record<string, string>> = {
  'file.answers': 'Given answers, each with who or what gave it.',
  'file.why': 'Why this service.',
  'file.unmet': 'What the recommendation does not meet.',
  'file.instead': 'Services outside the candidates that are better for these answers, or are added if they complement it.',
  'file.steps': 'The way through the rules, each answer with the reason that the rules give.',
  'file.whyNot': 'All other services, with the reasons against them.',
  'file.whyNot.recommendedIf': 'The fewest changes of answers that make it the recommendation.',
  'file.changes': 'Single changes of an answer that lead elsewhere.',
  'file.sources': 'Where the facts that count here are published.',
};

export const checked: z.ZodMiniType<CheckedRecords> = z.strictObject({
  schema: z.literal('tsunagi/checked@1'),
  lang: string(),
  status: z.enum(['ok', 'found', 'unreadable']),
  records: z.array(
    z.strictObject({
      file: string(),
      id: nullable(string()),
      title: nullable(string()),
      status: nullable(string()),
      verdict: string(),
      service: nullable(string()),
    }),
  ),
  findings: z.array(
    z.strictObject({
      code: string(),
      level: z.enum(['error', 'warning', 'note']),
      text: string(),
      file: nullable(string()),
      line: nullable(z.int()),
    }),
  ),
});

export const checkedDescriptions: Readonly<Record<string, string>> = {
  'file.status': '`unreadable`: a file could not be read, or is no answers file.',
  'file.records.verdict': 'What holds of the record today, such as `same` or `other-service`.',
  'file.records.service': 'What its answers lead to today; null while open.',
  'file.findings': 'What no longer holds, and what to do.',
};
