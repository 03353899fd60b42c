import * as z from 'zod';
import { exactOptional, nullable, number, string } from 'zod';
import { answerSources } from '../../src/engine/answer.ts';
import type { Decision } from '../../src/model/decision.ts';
import { part } from '../../src/pack/schema/common.ts';

/** The shape of `tsunagi/decision@1`, as `-f json` prints a decision. Only the published JSON Schema is made from it. */

const boolean = z.boolean();
const strings = z.array(string());
const count = z.int().check(z.gte(0));
const value = part('decisionValue', z.union([string(), number()]));

const need = part('need', z.strictObject({ question: string(), value, unit: string() }));
const limit = part(
  'limit',
  z.strictObject({
    values: exactOptional(strings),
    min: exactOptional(number()),
    max: exactOptional(number()),
    kind: z.enum(['limit', 'quota']),
    raise: nullable(string()),
  }),
);

const step = part(
  'step',
  z.strictObject({
    node: string(),
    question: string(),
    answer: value,
    from: z.enum(answerSources),
    because: string(),
    layer: string(),
  }),
);

const sizing = part(
  'sizingResult',
  z.strictObject({
    id: string(),
    unit: string(),
    count,
    by: string(),
    need: number(),
    each: number(),
    source: string(),
  }),
);

const recommendation = part(
  'recommendation',
  z.strictObject({
    service: string(),
    name: string(),
    variant: nullable(string()),
    with: strings,
    summary: string(),
    because: strings,
    pattern: nullable(string()),
    tradeOffs: strings,
    cost: strings,
    sizing: z.array(sizing),
    leaves: strings,
    layer: string(),
  }),
);

const reason = part(
  'reason',
  z.strictObject({
    question: nullable(string()),
    answer: nullable(value),
    text: string(),
    source: exactOptional(string()),
    need: exactOptional(nullable(need)),
    limit: exactOptional(limit),
  }),
);

const candidate = part(
  'candidate',
  z.strictObject({
    service: string(),
    verdict: z.enum(['recommended', 'viable', 'ruled-out']),
    reasons: z.array(reason),
    wins: nullable(z.strictObject({ changes: nullable(z.record(string(), value)), fallsShort: z.boolean(), proved: boolean })),
  }),
);

const warning = part(
  'warning',
  z.strictObject({
    code: string(),
    text: string(),
    mitigation: nullable(
      z.strictObject({
        id: string(),
        name: string(),
        text: string(),
        tradeOff: string(),
        cost: string(),
        source: string(),
      }),
    ),
    source: nullable(string()),
    need: nullable(need),
    limit: nullable(limit),
    short: string(),
    service: nullable(string()),
    holdsFor: string(),
  }),
);

const unmet = part(
  'unmet',
  z.strictObject({
    requirement: string(),
    need,
    limit,
    service: string(),
    source: string(),
    text: string(),
    short: string(),
    holdsFor: string(),
  }),
);

const instead = part(
  'instead',
  z.strictObject({
    neighbour: string(),
    name: string(),
    url: string(),
    complements: z.boolean(),
    because: string(),
    facts: z.array(z.strictObject({ short: string(), text: string(), source: string() })),
    givesUp: string(),
    quotas: z.array(z.strictObject({ need, limit, short: string(), source: string() })),
    source: string(),
  }),
);

const derived = part(
  'derivedValue',
  z.strictObject({
    id: string(),
    name: string(),
    value: number(),
    unit: string(),
    from: strings,
    mitigation: nullable(string()),
  }),
);

const lead = z.strictObject({
  variant: nullable(string()),
  pattern: nullable(string()),
  with: strings,
  answer: value,
  possible: strings,
});

const bound = exactOptional(number());

const flip = part(
  'flip',
  z.strictObject({
    question: string(),
    from: nullable(value),
    to: value,
    span: nullable(z.strictObject({ from: bound, above: bound, to: bound, below: bound })),
    service: nullable(string()),
    possible: strings,
    asks: strings,
    fallsShort: z.boolean(),
  }),
);

const metric = part(
  'decisionMetric',
  z.strictObject({
    namespace: string(),
    metric: string(),
    dimensions: strings,
    statistic: string(),
    meaning: string(),
    alarm: nullable(
      z.strictObject({
        comparison: string(),
        threshold: number(),
        period: count,
        evaluationPeriods: count,
        datapointsToAlarm: count,
        treatMissingData: z.enum(['missing', 'breaching', 'notBreaching', 'ignore']),
        basis: z.enum(['aws', 'shape', 'starter']),
        why: string(),
      }),
    ),
    source: string(),
  }),
);

const redesign = part(
  'redesign',
  z.strictObject({
    variant: nullable(string()),
    pattern: nullable(string()),
    with: strings,
    question: string(),
    from: value,
    to: value,
  }),
);

const decision: z.ZodType<Decision> = part(
  'decision',
  z.strictObject({
    schema: z.literal('tsunagi/decision@1'),
    lang: string(),
    status: z.enum(['decided', 'open']),
    rules: z.strictObject({ id: string(), version: string(), digest: string() }),
    answers: z.record(string(), value),
    path: z.array(step),
    recommendation: nullable(recommendation),
    candidates: z.array(candidate),
    warnings: z.array(warning),
    flips: z.array(flip),
    open: nullable(z.strictObject({ possible: strings, asks: strings, ask: string(), why: string(), leads: z.array(lead) })),
    lookAlso: z.array(z.never()),
    monitoring: nullable(z.strictObject({ utilization: z.array(metric), saturation: z.array(metric), errors: z.array(metric) })),
    unmet: z.array(unmet),
    instead: z.array(instead),
    derived: z.array(derived),
    redesigns: z.array(redesign),
    assumptions: z.array(z.strictObject({ question: string(), answer: value, from: z.enum(['assumed', 'default']) })),
  }),
);

/** `-f json` of one document prints a decision, of several a list of them. */
export const decisions = z.union([decision, z.array(decision)]);

export const decisionDescriptions: Readonly<Record<string, string>> = {
  decision: 'What `tsunagi -f json` prints for one set of answers.',
  'decision.lang': 'The language of all texts.',
  'decision.status': '`decided`: one service, if the assumptions hold. `open`: several are still possible.',
  'decision.rules': 'The rules that decided.',
  'decision.answers': 'Given answers by id of the question, then defaults used.',
  'decision.path': 'The steps through the tree, each with the answer taken and why.',
  'decision.recommendation': 'What is recommended; null while it is open.',
  'decision.candidates': 'Each service of the rules, with what speaks for or against it.',
  'decision.warnings': 'What to be careful of, and what to do; a code occurs again where open variants differ in it.',
  'decision.redesigns': 'Other answers to assumptions that keep the service, with what is then built.',
  'decision.assumptions': 'What was taken for missing answers, if only for some answers to open questions.',
  'decision.unmet': 'What the recommendation does not meet: each limit, of the service and then of its companions.',
  'decision.instead': 'Services outside the candidates that are better for these answers.',
  'decision.derived': 'Quantities that were computed from answers.',
  'derivedValue.mitigation': 'The mitigation that changes what the service is sent, and so the quantity; null: none.',
  'decision.flips': 'Single changes after which the recommendation is no longer certain, or meets what it missed.',
  'flip.span': 'The numbers that lead there as `to` does; `above` and `below` are exclusive. Null: a choice.',
  'flip.fallsShort': 'Whether the new service then misses a requirement; false while it is open.',
  'decision.open': 'What is still possible, the questions that are asked next, and the one that settles most.',
  'decision.lookAlso': 'Always empty: neighbours stand under `instead`.',
  'decision.monitoring': 'CloudWatch metrics to watch, by the USE method.',
  'recommendation.with': 'Ids of the services that complete it.',
  'recommendation.tradeOffs': 'What is given up.',
  'recommendation.cost': 'What AWS bills.',
  'recommendation.sizing': 'How many units the answers need.',
  'recommendation.leaves': 'The leaves of the tree that the answers lead to.',
  'candidate.wins': 'The fewest answers to change so that it is recommended; null: there are none, or no plausible ones.',
  need: 'What the answers need.',
  limit: 'What a limit or quota admits: values, or numbers from min to max, both inclusive.',
  'limit.raise': 'Whether and how a quota can be raised.',
  'warning.code': 'Id of the fact or advice that it comes from.',
  'warning.short': 'The limit in a few words.',
  'warning.service': 'The service or neighbour whose limit it is. Null: it is not about a limit.',
  'warning.holdsFor': 'While the variant is open: the variants, or answers, that it holds for. Empty: all.',
};
