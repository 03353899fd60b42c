import * as z from 'zod';
import { nullable, number, string } from 'zod';
import type { Explanation } from '../../src/mcp/tool-results.ts';
import { instead, unmet } from './next.ts';

/** The shape of what the MCP tool `explain_link` answers. Only the published JSON Schema is made from it. */

const strings = z.array(string());
const value = z.union([string(), number()]);

export const explanation: z.ZodType<Explanation> = z.strictObject({
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
