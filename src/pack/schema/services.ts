import * as z from 'zod';
import type { Expected } from '../../model/finding.ts';
import * as s from './common.ts';

/** The shape of services and neighbours. */

const properties = s.by(s.name, s.valueText);
const variants = s.or([], s.list(s.idOf('variant')));

export const settlement = s.mapping({
  question: s.idOf('question'),
  value: s.or(null, s.either([s.string, s.number, s.boolean], 'value')),
  type: s.optional(s.resourceType),
  where: s.optional(properties),
  property: s.optional(s.string),
  per: s.optional(s.positive),
  consumers: s.optional(s.positive),
  to: s.optional(s.list(s.string)),
  from: s.optional(s.list(s.string)),
});

const conditional = { when: s.optional(s.condition), unless: s.optional(s.conditions) };
const sourced = { source: s.url, checked: s.day };
export const allowed = { values: s.or(null, s.list(s.value)), min: s.or(null, s.number), max: s.or(null, s.number) };

const need = s.mapping({
  variants,
  // Not a neighbour: only services are recommended with others, so nothing would ask for a neighbour's needs.
  with: s.optional(s.idOf('service')),
  unless: s.optional(s.conditions),
  name: s.text,
  text: s.text,
  source: s.url,
  'met-by': s.list(
    s.mapping({
      type: s.resourceType,
      has: s.or(null, s.string),
      refers: s.or(null, s.string),
      joins: s.optional(s.string),
      as: s.optional(s.idOf('offering')),
      where: s.optional(properties),
    }),
  ),
});

const connector = s.mapping({
  type: s.resourceType,
  refers: s.optional(s.string),
  program: s.optional(s.string),
  kind: s.optional(s.string),
});
const usage = s.optional(s.mapping({ actions: s.optional(s.list(s.string)), through: s.optional(s.list(connector)) }));

/** The resources that a service is built as, and those that it needs. AWS defines the types, so only their form is checked. */
const builtAs = s.part(
  'builtAs',
  s.mapping({
    resources: s.list(
      s.mapping({
        type: s.resourceType,
        variants,
        where: s.or({}, properties),
        unless: s.or({}, properties),
        general: s.or(false, s.boolean),
        apart: s.or(false, s.boolean),
        arn: s.optional(s.string),
      }),
    ),
    aside: s.or([], s.list(s.string)),
    needs: s.or({}, s.things('need', need)),
    reaches: s.optional(
      s.list(
        s.mapping({
          type: s.resourceType,
          where: s.optional(properties),
          question: s.idOf('number-question'),
          property: s.string,
          per: s.aboveZero,
          absent: s.number,
        }),
      ),
    ),
    settles: s.optional(s.list(settlement)),
    sending: usage,
    receiving: usage,
  }),
);

export const fact = s.part(
  'fact',
  s.mapping({
    topic: s.idOf('topic'),
    question: s.or(null, s.idOf('quantity')),
    ...allowed,
    ...conditional,
    kind: s.or('limit', s.oneOf(['limit', 'quota'])),
    raise: s.or(null, s.text),
    mitigation: s.or(null, s.idOf('mitigation')),
    short: s.text,
    text: s.text,
    ...sourced,
    'valid-until': s.or(null, s.day),
    certainty: s.or('aws', s.oneOf(['aws', 'secondary', 'unverified'])),
  }),
);

/** What CloudWatch accepts (API reference, PutMetricAlarm; for a fixed threshold). */
export const alarm = s.part(
  'alarm',
  s
    .mapping({
      comparison: s.oneOf([
        'GreaterThanOrEqualToThreshold',
        'GreaterThanThreshold',
        'LessThanThreshold',
        'LessThanOrEqualToThreshold',
      ]),
      threshold: s.number,
      period: s.period,
      'evaluation-periods': s.positive,
      'datapoints-to-alarm': s.or(null, s.positive),
      'treat-missing-data': s.or('missing', s.oneOf(['missing', 'breaching', 'notBreaching', 'ignore'])),
      basis: s.oneOf(['aws', 'shape', 'starter']),
      why: s.text,
    })
    .check(
      z.refine((written) => (written['datapoints-to-alarm'] ?? 0) <= written['evaluation-periods'], {
        path: ['datapoints-to-alarm'],
        error: 'datapoints' satisfies Expected,
      }),
    ),
);

const metric = s.part(
  'metric',
  s.mapping({
    namespace: s.string,
    metric: s.string,
    dimensions: s.or([], s.list(s.string)),
    statistic: s.statistic,
    meaning: s.text,
    alarm: s.or(null, alarm),
    ...sourced,
    variants,
    with: s.optional(s.idOf('service')),
    ...conditional,
  }),
);
const metrics = s.or([], s.list(metric));

const sharing = s.part(
  'sharing',
  s.mapping({
    among: s.oneOf(['any', 'producer']),
    same: s.or({}, s.questionCondition),
    text: s.text,
    caution: s.text,
    ...sourced,
  }),
);

const sizing = s.part(
  'sizing',
  s.mapping({
    unit: s.text,
    each: s.filledBy(s.idOf('number-quantity'), s.aboveZero),
    'multiple-of': s.optional(s.aboveZero),
    ...conditional,
    ...sourced,
  }),
);

export const drawbacks = { 'trade-off': s.optional(s.text), cost: s.optional(s.text) };
const facts = s.or({}, s.things('fact', fact, { layers: [] }));
const deployment = { sharing: s.optional(sharing), sizing: s.optional(s.things('sizing', sizing)) };

const variant = s.part('variant', s.mapping({ name: s.text, summary: s.or('', s.text), ...drawbacks, facts, ...deployment }));
const named = { name: s.text, url: s.or('', s.url), summary: s.text };
const known = { facts, variants: s.or({}, s.things('variant', variant)) };

export const service = s.part(
  'service',
  s.mapping({
    ...named,
    differentiator: s.or('', s.text),
    ...drawbacks,
    ...known,
    ...deployment,
    monitoring: s.or({}, s.mapping({ utilization: metrics, saturation: metrics, errors: metrics })),
    'built-as': s.optional(builtAs),
  }),
);

const better = s.part(
  'better',
  s.mapping({
    when: s.condition,
    'if-unmet': s.or([], s.list(s.idOf('quantity'))),
    services: s.or([], s.list(s.idOf('offering'))),
    complements: s.or(false, s.boolean),
    because: s.text,
    'gives-up': s.text,
    ...sourced,
  }),
);

export const neighbour = s.part(
  'neighbour',
  s.mapping({
    ...named,
    cost: s.optional(s.text),
    ...known,
    better: s.or([], s.list(better)),
  }),
);
