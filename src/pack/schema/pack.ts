import * as z from 'zod/mini';
import {
  boolean,
  by,
  condition,
  day,
  either,
  id,
  language,
  list,
  mapping,
  name,
  number,
  oneOf,
  optional,
  part,
  positive,
  string,
  test,
  text,
  url,
  value,
  version,
} from './common.ts';
import { drawbacks, neighbour, service } from './services.ts';

/** The shape of a pack's files, as `docs/pack-format.md` has it. What ids refer to is looked at later, in `build`. */

export const formatSupported = 1;

export const packHead = part(
  'pack',
  mapping({
    format: z.literal(formatSupported, { error: 'number' }),
    id,
    version,
    title: text,
    languages: list(language).check(z.minLength(1, { error: 'languages' })),
    extends: optional(string),
    renamed: optional(by(name, string)),
    'fact-age-days': optional(positive),
    topics: optional(by(id, text)),
  }),
);

const conditionalValues = part(
  'conditionalValues',
  either([value, list(mapping({ when: optional(condition), value }))], 'values'),
);

const asked = {
  group: oneOf(['core', 'follow-up', 'requirement']),
  name: optional(text),
  ask: text,
  why: optional(text),
  default: optional(conditionalValues),
  assume: optional(conditionalValues),
  about: optional(oneOf(['producer', 'consumer', 'both'])),
};
const choice = part('choice', mapping({ text, example: optional(text) }));

export const question = part(
  'question',
  z.discriminatedUnion(
    'type',
    [
      mapping({ type: z.literal('choice'), ...asked, values: by(name, choice) }),
      mapping({ type: z.literal('boolean'), ...asked, values: mapping({ yes: choice, no: choice }) }),
      mapping({
        type: z.literal('number'),
        ...asked,
        min: optional(number),
        max: optional(number),
        integer: optional(boolean),
        unit: optional(text),
        example: optional(text),
      }),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? 'choice boolean number' : 'mapping') },
  ),
);

export const derived = part('derived', mapping({ name: text, formula: string, unit: optional(text) }));

const option = part(
  'option',
  mapping({
    service: string,
    variant: optional(string),
    when: optional(condition),
    with: optional(list(string)),
    pattern: optional(string),
    summary: text,
    because: optional(list(text)),
    handles: optional(by(name, mapping({ by: optional(string), text }))),
    mitigations: optional(by(name, string)),
  }),
);

export interface FileNode {
  ask: string;
  branches: FileBranch[];
}
interface FileBranch {
  when: z.infer<typeof test>;
  because: z.infer<typeof text>;
  then: FilePlace;
}
export interface FileLeaf {
  leaf?: string | undefined;
  services: z.infer<typeof option>[];
}
export type FilePlace = string | FileNode | FileLeaf;

const place: z.ZodMiniType<FilePlace> = part(
  'place',
  z.lazy(() => either([name, node, leafInPlace], 'place')),
);
// biome-ignore lint/suspicious/noThenProperty: it is a key of the format, and no value is ever awaited
const branch = part('branch', mapping({ when: test, because: text, then: place }));
const node = part('node', mapping({ ask: string, branches: list(branch) }));
const leafInPlace = part('leafInPlace', mapping({ leaf: id, services: list(option) }));
const leaf = part('leaf', mapping({ services: list(option) }));

export const tree = place;
export const named: z.ZodMiniType<FileNode | FileLeaf> = either([node, leaf], 'node');

const drawing = part(
  'drawing',
  mapping({
    'both-ways': optional(boolean),
    'each-consumer': optional(boolean),
    'dead-letters': optional(boolean),
    before: optional(list(string)),
  }),
);

export const pattern = mapping({ name: text, text, drawing: optional(drawing), ...drawbacks, source: optional(url) });

const lift = part('lift', mapping({ values: optional(list(value)), min: optional(number), max: optional(number) }));
export const mitigation = part(
  'mitigation',
  mapping({
    name: optional(text),
    kind: optional(oneOf(['practice', 'workaround'])),
    lifts: optional(by(name, lift)),
    sends: optional(by(name, number)),
    unless: optional(either([list(condition), condition], 'condition')),
    text,
    ...drawbacks,
    source: optional(url),
    checked: optional(day),
  }),
);

export const advice = part(
  'advice',
  mapping({
    when: condition,
    services: optional(list(string)),
    patterns: optional(list(string)),
    warning: optional(mapping({ text, mitigation: optional(string), source: optional(url) })),
    'look-also': optional(mapping({ neighbour: string, text })),
    with: optional(list(string)),
    checks: optional(by(name, list(string))),
    because: optional(text),
  }),
);

export const testCase = part(
  'case',
  mapping({
    name: string,
    answers: by(name, either([value, z.null()], 'value')),
    assume: optional(boolean),
    defaults: optional(boolean),
    expect: mapping({
      service: either([string, z.null()], 'id-or-null'),
      variant: optional(either([string, z.null()], 'id-or-null')),
      with: optional(list(string)),
      pattern: optional(either([string, z.null()], 'id-or-null')),
      warnings: optional(list(string)),
      possible: optional(list(string)),
      unmet: optional(list(string)),
      instead: optional(list(string)),
      mitigations: optional(list(string)),
      sizing: optional(by(name, number)),
    }),
  }),
);

/** One file of a pack: any part of it. */
export const packFile = mapping({
  pack: optional(packHead),
  questions: optional(by(name, question)),
  derived: optional(by(name, derived)),
  tree: optional(tree),
  nodes: optional(by(name, named)),
  services: optional(by(name, service)),
  patterns: optional(by(name, pattern)),
  mitigations: optional(by(name, mitigation)),
  neighbours: optional(by(name, neighbour)),
  advice: optional(by(name, advice)),
  cases: optional(list(testCase)),
});

export type FileText = z.infer<typeof text>;
export type FileTest = z.infer<typeof test>;
export type FileCondition = z.infer<typeof condition>;
export type FileConditionalValues = z.infer<typeof conditionalValues>;
export type FileQuestion = z.infer<typeof question>;
export type FileOption = z.infer<typeof option>;
export type FilePattern = z.infer<typeof pattern>;
export type FileMitigation = z.infer<typeof mitigation>;
export type FileAdvice = z.infer<typeof advice>;
export type FileCase = z.infer<typeof testCase>;
