import * as z from 'zod/mini';
import { answersSchemaId } from '../../engine/answer.ts';
import { by, day, either, list, mapping, name, oneOf, optional, string } from './common.ts';

/** The shape of an answers file. The pack defines the allowed answers. */

const orNull = <T extends z.core.$ZodType>(schema: T) => either([schema, z.null()], 'id-or-null');

/** One name, or several. */
const names = either([string, list(string)], 'string');

const expect = mapping({
  service: orNull(string),
  variant: optional(orNull(string)),
  with: optional(list(string)),
  leaves: optional(list(string)),
  rules: optional(string),
  digest: optional(string),
  'answers-digest': optional(string),
});

/** One document of an answers file; `answers` is the schema of that key. */
export function answersDocument<T extends z.core.$ZodType>(answers: T) {
  return mapping({
    schema: optional(z.literal(answersSchemaId, { error: 'string' })),
    id: optional(string),
    title: optional(string),
    from: optional(names),
    to: optional(names),
    answers: optional(either([answers, z.null()], 'answers')),
    expect: optional(expect),
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

/** The schema for reading; answers are validated later against the pack's questions. */
export const readDocument = answersDocument(by(name, z.unknown()));
export const documentKeys = readDocument._zod.def.shape;
export const readNoted = mapping({ value: optional(z.unknown()), note: optional(string), from: optional(string) });

export type FileExpect = z.infer<typeof expect>;
