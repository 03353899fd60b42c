import * as z from 'zod';
import type { Expected, Kind } from '../../model/finding.ts';
import { idPattern } from '../../model/pack.ts';

// The error of each schema is the name of the expected type, which `checkShape` turns into a finding, so that the sentence
// stays in one place. The error for an unknown key is the list of allowed keys.

type Schema = z.core.$ZodType;

const as = (expected: Expected) => ({ error: expected });

export const string = z.string(as('string'));
export const name = z.string();
export const boolean = z.boolean(as('boolean'));
export const number = z.number(as('number'));
export const aboveZero = z.number(as('above-zero')).check(z.gt(0, as('above-zero')));
export const positive = z.int(as('positive')).check(z.gt(0, as('positive')));
export const day = z.iso.date(as('day'));
export const id = matching(idPattern, 'id');
/** A tag as browsers accept it, such as `zh-Hant-TW`: language, script, region. */
export const language = matching(/^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?$/, 'language');
export const url = matching(/^https?:\/\/[^\s]+$/, 'url');
/** A type of CloudFormation or Terraform. */
export const resourceType = matching(/^(\w+(::\w+){1,3}|[a-z]+_\w+)$/, 'resource-type');
/** `Statistic`, and the forms of `ExtendedStatistic` (CloudWatch user guide, "CloudWatch statistics definitions"). */
export const statistic = matching(
  /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)\d{1,2}(\.\d+)?|p100|(TM|WM|TC|TS|PR)\([^():]*:[^()]*\))$/,
  'statistic',
);
/** Of an alarm, in seconds. */
export const period = either([z.literal([10, 20, 30]), positive.check(z.multipleOf(60, as('period')))], 'period');
export const version = matching(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'version');

/** The meaning of a value or key in a pack: what it refers to, or how it is read. */
export type Meaning =
  | 'question'
  | 'quantity'
  | 'number-question'
  | 'number-quantity'
  | 'service'
  | 'offering'
  | 'variant'
  | 'companion'
  | 'pattern'
  | 'mitigation'
  | 'topic'
  | 'text'
  | 'string'
  | 'condition'
  | 'conditions'
  | 'question-condition'
  | 'values';

export interface Things {
  readonly kind: Kind;
  readonly item: Schema;
  /** Whether the pack has them as a mapping by id or as a list in order. */
  readonly held: 'by-id' | 'in-order';
  /** The keys whose contents have their own layers; null: these things have no layer. */
  readonly layers: readonly string[] | null;
}

/** Annotations of schemas for the pack builder. */
export const meanings = new WeakMap<Schema, Meaning>();
export const thingsIn = new WeakMap<Schema, Things>();
export const valuesIfAbsent = new WeakMap<Schema, { readonly value: unknown }>();

function means<T extends Schema>(meaning: Meaning, schema: T): T {
  meanings.set(schema, meaning);
  return schema;
}

/** A reference by id, as a value or as a key. */
export function idOf(meaning: Meaning, expected: Expected = 'string') {
  return means(meaning, z.string(as(expected)));
}

/** Things by id, such as services; `how`: what the builder makes of them. Marks the schema, so that it is found by identity. */
export function things<K extends string, T extends Schema>(
  kind: Kind,
  item: T,
  how: Partial<Pick<Things, 'held' | 'layers'>> = {},
  shape: z.ZodType<Record<K, z.output<T>>> = by(name, item),
) {
  thingsIn.set(shape, { kind, item, held: 'in-order', layers: null, ...how });
  return shape;
}

export function list<T extends Schema>(items: T) {
  return z.array(items, as('list'));
}

export function filledList<T extends Schema>(items: T) {
  return list(items).check(z.minLength(1, as('filled')));
}

export function filledBy<K extends z.core.$ZodRecordKey, T extends Schema>(keys: K, values: T) {
  const filled = by(keys, values).check(z.refine((entries: object) => Object.keys(entries).length > 0, as('filled')));
  // The JSON Schema cannot be derived from the refinement.
  z.globalRegistry.add(filled, { minProperties: 1 });
  return filled;
}

/** A mapping with exactly these keys. */
export function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  const keys = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? keys : ('mapping' satisfies Expected)) });
}

/** A mapping by ids or other names that the author chooses. */
export function by<K extends z.core.$ZodRecordKey, T extends Schema>(keys: K, values: T) {
  return z.record(keys, values, as('mapping'));
}

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, as('string'));
}

/** One of several shapes; a finding for a value of any other shape names `expected`. */
export function either<const T extends readonly Schema[]>(shapes: T, expected: Expected) {
  return z.union(shapes, as(expected));
}

/** An optional value, which stays absent in the pack. */
export const optional = z.optional;

/** An optional value with its default, in the form of a file. */
export function or<T extends Schema>(value: unknown, schema: T) {
  const made = z.optional(schema);
  valuesIfAbsent.set(made, { value });
  return made;
}

/** Names a schema; the JSON Schema describes it under this name. */
export function part<T extends Schema>(id: string, schema: T): T {
  z.globalRegistry.add(schema, { id });
  return schema;
}

function matching(pattern: RegExp, expected: Expected) {
  return z.string(as(expected)).check(z.regex(pattern, as(expected)));
}

export const text = part('text', means('text', either([name, by(name, string)], 'text')));
export const value = part('value', either([string, number, boolean], 'value'));
/** A value that is read as text. */
export const valueText = means('string', either([string, number, boolean], 'value'));
const range = mapping({ from: optional(number), above: optional(number), to: optional(number), below: optional(number) });
export const test = part('test', either([value, list(value), range], 'test'));
export const condition = part('condition', means('condition', by(name, test)));
/** One condition, or a list: any of them may hold. */
export const conditions = means('conditions', either([list(condition), condition], 'condition'));
/** A condition without derived quantities. */
export const questionCondition = means('question-condition', optional(condition));
export const conditionalValues = part(
  'conditionalValues',
  means('values', either([value, list(mapping({ when: questionCondition, value }))], 'values')),
);

export type FileText = z.infer<typeof text>;
export type FileTest = z.infer<typeof test>;
export type FileCondition = z.infer<typeof condition>;
export type FileConditionalValues = z.infer<typeof conditionalValues>;

/** The days from one ISO day to another; `NaN` if one of them is invalid. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
