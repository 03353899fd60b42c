import * as z from 'zod';
import * as s from './common.ts';
import { allowed, drawbacks, neighbour, service } from './services.ts';

/** The shape of pack files, as documented in `docs/pack-format.md`, and what their ids refer to. */

export const SUPPORTED_FORMAT = 1;

export const packHead = s.part(
  'pack',
  s.mapping({
    format: z.literal(SUPPORTED_FORMAT, { error: 'number' }),
    id: s.id,
    version: s.version,
    title: s.text,
    languages: s.filledList(s.language),
    extends: s.optional(s.string),
    renamed: s.or({}, s.by(s.name, s.idOf('question'))),
    'fact-age-days': s.or(null, s.positive),
    'consumer-count': s.or(null, s.idOf('number-question')),
    topics: s.or({}, s.by(s.id, s.text)),
  }),
);

const asked = {
  group: s.oneOf(['core', 'follow-up', 'requirement']),
  name: s.optional(s.text),
  ask: s.text,
  why: s.or('', s.text),
  default: s.or([], s.conditionalValues),
  assume: s.or([], s.conditionalValues),
  about: s.optional(s.oneOf(['producer', 'consumer', 'both'])),
};
const choice = s.part('choice', s.mapping({ text: s.text, example: s.or('', s.text), asyncapi: s.optional(s.list(s.string)) }));
const numeric = {
  min: s.or(0, s.number),
  max: s.or(null, s.number),
  integer: s.or(false, s.boolean),
  unit: s.or('', s.text),
  example: s.or('', s.text),
};

const choices = s.things('value', choice, {}, s.filledBy(s.name, choice));
const yesAndNo = s.things('value', choice, {}, s.mapping({ yes: choice, no: choice }));
export const questionOf = {
  choice: s.mapping({ type: z.literal('choice'), ...asked, values: choices }),
  boolean: s.mapping({ type: z.literal('boolean'), ...asked, values: yesAndNo }),
  number: s.mapping({ type: z.literal('number'), ...asked, ...numeric }),
};
export const question = s.part(
  'question',
  z.discriminatedUnion('type', [questionOf.choice, questionOf.boolean, questionOf.number], {
    error: (issue) => (issue.code === 'invalid_union' ? 'choice boolean number' : 'mapping'),
  }),
);

const derived = s.part('derived', s.mapping({ name: s.text, formula: s.string, unit: s.or('', s.text) }));

export const option = s.part(
  'option',
  s.mapping({
    service: s.idOf('service'),
    variant: s.or(null, s.idOf('variant')),
    when: s.optional(s.condition),
    with: s.or([], s.list(s.idOf('companion'))),
    pattern: s.or(null, s.idOf('pattern')),
    summary: s.text,
    because: s.or([], s.list(s.text)),
    handles: s.or({}, s.by(s.idOf('quantity'), s.mapping({ by: s.or(null, s.idOf('companion')), text: s.text }))),
    mitigations: s.or({}, s.by(s.idOf('quantity'), s.idOf('mitigation'))),
  }),
);

export interface FileNode {
  ask: string;
  branches: { when: s.FileTest; because: s.FileText; then: FilePlace }[];
}
export interface FileLeaf {
  leaf?: string | undefined;
  services: z.infer<typeof option>[];
}
export type FilePlace = string | FileNode | FileLeaf;

export const place: z.ZodType<FilePlace> = s.part(
  'place',
  z.lazy(() => s.either([s.name, node, leafInPlace], 'place')),
);
const branch = s.part('branch', s.mapping({ when: s.test, because: s.text, then: place }));
const node = s.part('node', s.mapping({ ask: s.string, branches: s.filledList(branch) }));
const leafInPlace = s.part('leafInPlace', s.mapping({ leaf: s.id, services: s.filledList(option) }));
const leaf = s.part('leaf', s.mapping({ services: s.filledList(option) }));
export const named: z.ZodType<FileNode | FileLeaf> = s.either([node, leaf], 'node');

const drawing = s.part(
  'drawing',
  s.mapping({
    'both-ways': s.or([], s.conditions),
    'each-consumer': s.or([], s.conditions),
    'first-is-direct': s.or(false, s.boolean),
    'dead-letters': s.or(false, s.boolean),
    'dead-letters-unless': s.or([], s.conditions),
    before: s.or([], s.list(s.idOf('companion'))),
    beside: s.or([], s.list(s.idOf('companion'))),
    worker: s.or('', s.text),
  }),
);

const pattern = s.mapping({
  name: s.text,
  text: s.text,
  drawing: s.optional(drawing),
  ...drawbacks,
  source: s.or('', s.url),
});

export const lift = s.part('lift', s.mapping(allowed));
const mitigation = s.part(
  'mitigation',
  s.mapping({
    name: s.or('', s.text),
    kind: s.or('practice', s.oneOf(['practice', 'workaround'])),
    lifts: s.or(null, s.by(s.idOf('quantity'), lift)),
    sends: s.optional(s.by(s.idOf('quantity'), s.number)),
    unless: s.or([], s.conditions),
    text: s.text,
    ...drawbacks,
    source: s.or('', s.url),
    checked: s.or(null, s.day),
  }),
);

const warning = s.mapping({ text: s.text, mitigation: s.or(null, s.idOf('mitigation')), source: s.or('', s.url) });
const advice = s.part(
  'advice',
  s.mapping({
    when: s.condition,
    unless: s.optional(s.conditions),
    services: s.or([], s.list(s.idOf('offering'))),
    patterns: s.or([], s.list(s.idOf('pattern'))),
    with: s.or([], s.list(s.idOf('companion'))),
    checks: s.optional(s.by(s.idOf('companion'), s.list(s.idOf('quantity')))),
    warning: s.or(null, warning),
    because: s.or(null, s.text),
  }),
);

export const expectation = s.mapping({
  service: z.nullable(s.idOf('service', 'id-or-null')),
  variant: s.optional(z.nullable(s.idOf('variant', 'id-or-null'))),
  with: s.optional(s.list(s.idOf('companion'))),
  pattern: s.optional(z.nullable(s.idOf('pattern', 'id-or-null'))),
  warnings: s.optional(s.list(s.string)),
  possible: s.optional(s.list(s.idOf('service'))),
  unmet: s.optional(s.list(s.string)),
  instead: s.optional(s.list(s.string)),
  mitigations: s.optional(s.list(s.string)),
  sizing: s.optional(s.by(s.name, s.number)),
});
export const testCase = s.part(
  'case',
  s.mapping({
    name: s.string,
    answers: s.by(s.name, s.either([s.value, z.null()], 'value')),
    assume: s.or(true, s.boolean),
    defaults: s.or(false, s.boolean),
    expect: expectation,
  }),
);

/** The sections of a pack with things by id. */
export const sections = {
  questions: s.things('question', question, { layers: [] }),
  derived: s.things('derived', derived, { layers: [] }),
  nodes: s.things('node', named),
  services: s.things('service', service, { layers: ['facts', 'variants', 'monitoring'] }),
  patterns: s.things('pattern', pattern, { held: 'by-id' }),
  mitigations: s.things('mitigation', mitigation, { held: 'by-id' }),
  neighbours: s.things('neighbour', neighbour, { held: 'by-id', layers: ['facts', 'variants'] }),
  advice: s.things('advice', advice, { layers: [] }),
};

/** One file of a pack, which may contain any part of it. */
export const packFile = s.mapping({ pack: packHead, ...sections, tree: place, cases: s.list(testCase) }).partial();
