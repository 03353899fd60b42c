import type * as z from 'zod/mini';
import {
  aboveZero,
  boolean,
  by,
  condition,
  day,
  either,
  list,
  mapping,
  name,
  number,
  oneOf,
  optional,
  part,
  positive,
  string,
  text,
  url,
  value,
} from './common.ts';

/** The shape of services and neighbours, with all that is known of them. */

const holds = by(name, either([string, number, boolean], 'value'));
/** Which resources a service is built as, and what it needs beside them. */
const builtAs = part(
  'builtAs',
  mapping({
    resources: list(
      mapping({
        type: string,
        variants: optional(list(string)),
        where: optional(holds),
        unless: optional(holds),
        general: optional(boolean),
        arn: optional(string),
      }),
    ),
    aside: optional(list(string)),
    needs: optional(
      by(
        name,
        mapping({
          variants: optional(list(string)),
          with: optional(string),
          name: text,
          text,
          source: url,
          'met-by': list(
            mapping({
              type: string,
              has: optional(string),
              refers: optional(string),
              joins: optional(string),
              as: optional(string),
              where: optional(holds),
            }),
          ),
        }),
      ),
    ),
    settles: optional(
      list(
        mapping({
          question: string,
          value: optional(either([string, number, boolean], 'value')),
          type: optional(string),
          where: optional(holds),
          property: optional(string),
          per: optional(positive),
          consumers: optional(positive),
          to: optional(list(string)),
        }),
      ),
    ),
    reaches: optional(list(mapping({ type: string, question: string, property: string, per: positive, absent: number }))),
  }),
);

const fact = part(
  'fact',
  mapping({
    topic: string,
    question: optional(string),
    values: optional(list(value)),
    min: optional(number),
    max: optional(number),
    when: optional(condition),
    kind: optional(oneOf(['limit', 'quota'])),
    raise: optional(text),
    mitigation: optional(string),
    short: text,
    text,
    source: url,
    checked: day,
    'valid-until': optional(day),
    certainty: optional(oneOf(['aws', 'secondary', 'unverified'])),
  }),
);

const sharing = part(
  'sharing',
  mapping({
    among: oneOf(['any', 'producer']),
    same: optional(condition),
    text,
    caution: text,
    source: url,
    checked: day,
  }),
);

const alarm = part(
  'alarm',
  mapping({
    comparison: string,
    threshold: number,
    period: positive,
    'evaluation-periods': positive,
    'datapoints-to-alarm': optional(positive),
    'treat-missing-data': optional(oneOf(['missing', 'breaching', 'notBreaching', 'ignore'])),
    basis: oneOf(['aws', 'shape', 'starter']),
    why: text,
  }),
);

const metric = part(
  'metric',
  mapping({
    metric: string,
    namespace: string,
    dimensions: optional(list(string)),
    statistic: string,
    meaning: text,
    variants: optional(list(string)),
    alarm: optional(alarm),
    source: url,
    checked: day,
  }),
);

const sizing = part(
  'sizing',
  mapping({ unit: text, each: by(name, aboveZero), unless: optional(condition), source: url, checked: day }),
);

/** What is given up, and what AWS bills. */
export const drawbacks = { 'trade-off': optional(text), cost: optional(text) };

const variant = part(
  'variant',
  mapping({
    name: text,
    summary: optional(text),
    ...drawbacks,
    facts: optional(by(name, fact)),
    sharing: optional(sharing),
    sizing: optional(by(name, sizing)),
  }),
);

export const service = part(
  'service',
  mapping({
    name: text,
    url: optional(url),
    summary: text,
    differentiator: optional(text),
    ...drawbacks,
    facts: optional(by(name, fact)),
    variants: optional(by(name, variant)),
    sharing: optional(sharing),
    sizing: optional(by(name, sizing)),
    monitoring: optional(
      mapping({
        utilization: optional(list(metric)),
        saturation: optional(list(metric)),
        errors: optional(list(metric)),
      }),
    ),
    'built-as': optional(builtAs),
  }),
);

const better = part(
  'better',
  mapping({
    when: condition,
    'if-unmet': optional(list(string)),
    services: optional(list(string)),
    because: text,
    'gives-up': text,
    source: url,
    checked: day,
  }),
);
export const neighbour = part(
  'neighbour',
  mapping({
    name: text,
    url: optional(url),
    summary: text,
    cost: optional(text),
    facts: optional(by(name, fact)),
    variants: optional(by(name, variant)),
    better: optional(list(better)),
  }),
);

export type FileFact = z.infer<typeof fact>;
export type FileSharing = z.infer<typeof sharing>;
export type FileSizing = z.infer<typeof sizing>;
export type FileVariant = z.infer<typeof variant>;
export type FileMetric = z.infer<typeof metric>;
export type FileService = z.infer<typeof service>;
export type FileNeighbour = z.infer<typeof neighbour>;
export type FileBetter = z.infer<typeof better>;
export type FileBuiltAs = z.infer<typeof builtAs>;
