import * as z from 'zod/mini';
import type { Expected, Kind } from '../../model/diagnostic.ts';
import { idPattern } from '../../model/pack.ts';

// Each schema's error is the name of what was expected, so that `checkShape` can make a finding of it and the sentence
// stays in one place. That of a mapping with a key too many is the list of the keys that it may have.

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
export const language = matching(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'language');
export const url = matching(/^https?:\/\/[^\s]+$/, 'url');
export const version = matching(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'version');

/** What a value or a key means in a pack: what it refers to, or how it is read. */
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
  | 'neighbour'
  | 'topic'
  | 'text'
  | 'string'
  | 'condition'
  | 'conditions'
  | 'question-condition'
  | 'values';

/** Things by id. */
export interface Things {
  readonly kind: Kind;
  readonly item: Schema;
  /** Whether they are held by id or, with their ids, in their order. */
  readonly held: 'by-id' | 'in-order';
  /** The keys below which things have a layer of their own; null: these have none. */
  readonly layers: readonly string[] | null;
}

/** What the builder of packs looks up by schema. */
export const meanings = new WeakMap<Schema, Meaning>();
export const thingsIn = new WeakMap<Schema, Things>();
export const valuesIfAbsent = new WeakMap<Schema, { readonly value: unknown }>();

function means<T extends Schema>(meaning: Meaning, schema: T): T {
  meanings.set(schema, meaning);
  return schema;
}

/** The id of something in the pack, as a value or as the key of a mapping. */
export function idOf(meaning: Meaning, expected: Expected = 'string') {
  return means(meaning, z.string(as(expected)));
}

/** A mapping of things by their ids. */
export function things<K extends string, T extends Schema>(
  kind: Kind,
  item: T,
  how: Partial<Pick<Things, 'held' | 'layers'>> = {},
  shape: z.ZodMiniType<Record<K, z.output<T>>> = by(name, item),
) {
  thingsIn.set(shape, { kind, item, held: 'in-order', layers: null, ...how });
  return shape;
}

export function list<T extends Schema>(items: T) {
  return z.array(items, as('list'));
}

/** The same, with at least one item. */
export function filledList<T extends Schema>(items: T) {
  return list(items).check(z.minLength(1, as('filled')));
}

/** A mapping by ids with at least one entry. */
export function filledBy<K extends z.core.$ZodRecordKey, T extends Schema>(keys: K, values: T) {
  const filled = by(keys, values).check(z.refine((entries: object) => Object.keys(entries).length > 0, as('filled')));
  // What the JSON Schema says of it.
  z.globalRegistry.add(filled, { minProperties: 1 });
  return filled;
}

/** A mapping with exactly these keys. */
export function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  const keys = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? keys : ('mapping' satisfies Expected)) });
}

/** A mapping by ids, or by other names that the author chooses. */
export function by<K extends z.core.$ZodRecordKey, T extends Schema>(keys: K, values: T) {
  return z.record(keys, values, as('mapping'));
}

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, as('string'));
}

/** What is one of several shapes; `expected` is said where it is none of them. */
export function either<const T extends readonly Schema[]>(shapes: T, expected: Expected) {
  return z.union(shapes, as(expected));
}

/** What may be absent, and then is in the pack neither. */
export const optional = z.optional;

/** What may be absent, and what stands in the pack then, written as a file has it. */
export function or<T extends Schema>(value: unknown, schema: T) {
  const made = z.optional(schema);
  valuesIfAbsent.set(made, { value });
  return made;
}

/** A schema with the name that it has in the JSON Schema, where it is described as well. */
export function part<T extends Schema>(id: string, schema: T): T {
  z.globalRegistry.add(schema, { id });
  return schema;
}

function matching(pattern: RegExp, expected: Expected) {
  return z.string(as(expected)).check(z.regex(pattern, as(expected)));
}

export const text = part('text', means('text', either([name, by(name, string)], 'text')));
export const value = part('value', either([string, number, boolean], 'value'));
/** A value of which only the text counts. */
export const valueText = means('string', either([string, number, boolean], 'value'));
const range = mapping({ from: optional(number), below: optional(number) });
export const test = part('test', either([value, list(value), range], 'test'));
export const condition = part('condition', means('condition', by(name, test)));
/** One condition, or several of which one must hold. */
export const conditions = means('conditions', either([list(condition), condition], 'condition'));
/** A condition that no derived quantity can be part of. */
export const questionCondition = means('question-condition', optional(condition));
export const conditionalValues = part(
  'conditionalValues',
  means('values', either([value, list(mapping({ when: questionCondition, value }))], 'values')),
);

export type FileText = z.infer<typeof text>;
export type FileTest = z.infer<typeof test>;
export type FileCondition = z.infer<typeof condition>;
export type FileConditionalValues = z.infer<typeof conditionalValues>;
