import * as z from 'zod/mini';
import type { Expected } from '../../model/diagnostic.ts';
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

export const text = part('text', either([name, by(name, string)], 'text'));
export const value = part('value', either([string, number, boolean], 'value'));

export function list<T extends Schema>(items: T) {
  return z.array(items, as('list'));
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

export const optional = z.optional;

/** A schema with the name that it has in the JSON Schema, where it is described as well. */
export function part<T extends Schema>(id: string, schema: T): T {
  z.globalRegistry.add(schema, { id });
  return schema;
}

function matching(pattern: RegExp, expected: Expected) {
  return z.string(as(expected)).check(z.regex(pattern, as(expected)));
}

const range = mapping({ from: optional(number), below: optional(number) });
export const test = part('test', either([value, list(value), range], 'test'));
export const condition = part('condition', by(name, test));
