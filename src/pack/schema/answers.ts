import * as z from 'zod/mini';
import { answersSchemaId } from '../../engine/answer.ts';
import { by, day, either, list, mapping, name, oneOf, optional, string } from './common.ts';

/** The shape of an answers file. What the answers themselves may be is the pack's to say. */

const orNull = <T extends z.core.$ZodType>(schema: T) => either([schema, z.null()], 'id-or-null');

/** One name, or several. */
const names = either([string, list(string)], 'string');

const noted = <T extends z.core.$ZodType>(value: T) =>
  mapping({ value: optional(value), note: optional(string), from: optional(string) });

/** @param ids of services, of variants, and of what can complete a recommendation, where the pack is known */
export function expectation<S extends z.core.$ZodType, V extends z.core.$ZodType, W extends z.core.$ZodType>(ids: {
  readonly service: S;
  readonly variant: V;
  readonly companion: W;
}) {
  return mapping({
    service: orNull(ids.service),
    variant: optional(orNull(ids.variant)),
    with: optional(list(ids.companion)),
    leaves: optional(list(string)),
    rules: optional(string),
    digest: optional(string),
    'answers-digest': optional(string),
  });
}

export const expect = expectation({ service: string, variant: string, companion: string });

/** One document of an answers file; `answers` is what stands under that key, `expected` what stands under `expect`. */
export function answersDocument<T extends z.core.$ZodType, E extends z.core.$ZodType = typeof expect>(answers: T, expected: E) {
  return mapping({
    schema: optional(z.literal(answersSchemaId, { error: 'string' })),
    id: optional(string),
    title: optional(string),
    from: optional(names),
    to: optional(names),
    answers: optional(either([answers, z.null()], 'answers')),
    expect: optional(expected),
    'review-by': optional(day),
    status: optional(oneOf(['proposed', 'accepted', 'superseded'])),
    notes: optional(string),
    date: optional(day),
    'decided-by': optional(names),
    supersedes: optional(names),
    'superseded-by': optional(string),
    built: optional(list(string)),
  });
}

/** For reading: the answers are read by the pack's questions. */
export const readDocument = answersDocument(by(name, z.unknown()), expect);
export const documentKeys = readDocument._zod.def.shape;
export const readNoted = noted(z.unknown());

export type FileExpect = z.infer<typeof expect>;
