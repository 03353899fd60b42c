import * as z from 'zod/mini';
import type { Pack, Question } from '../model/pack.ts';
import { describe, type JsonSchema } from './descriptions.ts';
import { answersDocument, expectation, noted } from './schema/answers.ts';
import { answersDescriptions } from './schema/answers-descriptions.ts';
import { boolean, either, mapping, oneOf, optional, string } from './schema/common.ts';
import { decisionDescriptions, decisions } from './schema/decision.ts';
import { packFile } from './schema/pack.ts';
import { packDescriptions } from './schema/pack-descriptions.ts';

/**
 * The JSON Schema of a pack's files, from the schemas that packs are read with. References are not part of it.
 *
 * @param pack the pack whose files they are, if it is known: then cases expect its services
 */
export function packSchema(pack: Pack | null = null): JsonSchema {
  const schema = published('A file of a tsunagi pack', packFile, packDescriptions);
  return pack ? withServices(schema, ['$defs', 'case', 'properties', 'expect', 'properties', 'service'], pack) : schema;
}

/** A schema that has the ids of a pack's services, or null, at a path. */
function withServices(schema: JsonSchema, path: readonly string[], pack: Pack): JsonSchema {
  const [key, ...rest] = path;
  if (key === undefined) {
    const { description } = schema;
    return { enum: [...pack.services.map(({ id }) => id), null], description };
  }
  return { ...schema, [key]: withServices(schema[key] as JsonSchema, rest, pack) };
}

/** The JSON Schema of what `-f json` prints. */
export function decisionSchema(): JsonSchema {
  return published('A decision of tsunagi', decisions, decisionDescriptions);
}

/** The JSON Schema of answers files for a pack: its questions, with their values. */
export function answersSchema(pack: Pack): JsonSchema {
  const questions = pack.questions.map((question) => [question.id, optional(answer(question))] as const);
  const renamed = Object.entries(pack.renamed).flatMap(([old, id]) =>
    questions.filter(([known]) => known === id).map(([, of]) => [old, of] as const),
  );
  const services = pack.services.map(({ id }) => id);
  const variants = pack.services.flatMap((service) => service.variants.map(({ id }) => id));
  const expected = expectation({
    service: anyOf(services),
    variant: anyOf(variants),
    companion: anyOf([...services, ...Object.keys(pack.neighbours)]),
  });
  const document = answersDocument(mapping(Object.fromEntries([...questions, ...renamed])), expected);
  return published(`Answers for ${pack.id}`, document, answersDescriptions);
}

/** Any of some ids; where there are none, whatever a record says. */
function anyOf(ids: readonly string[]): z.ZodMiniType<string> {
  return ids.length > 0 ? oneOf([...new Set(ids)]) : string;
}

function answer(question: Question): z.ZodMiniType {
  const value = either([...valueSchemas(question), z.literal('unknown'), z.literal(''), z.null()], 'value');
  const schema = either([value, noted(value)], 'value');
  return schema.register(z.globalRegistry, {
    title: question.ask,
    ...(question.why === '' ? {} : { description: question.why }),
  });
}

function valueSchemas(question: Question): readonly z.ZodMiniType[] {
  if (question.type === 'number') {
    const bounds = [z.gte(question.min), ...(question.max === null ? [] : [z.lte(question.max)])];
    return [(question.integer ? z.int() : z.number()).check(...bounds)];
  }
  const values = question.values.map(({ value }) => value);
  const isYesNo = values.includes('yes') && values.includes('no');
  const choices = question.values.map(({ value, text }) => z.literal(value).register(z.globalRegistry, { description: text }));
  return [...choices, ...(isYesNo ? [boolean] : [])];
}

function published(title: string, schema: z.core.$ZodType, descriptions: Readonly<Record<string, string>>): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    // Each format comes with a pattern that says the same, which every validator knows.
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== undefined) delete jsonSchema.format;
    },
  });
  return { $schema, title, ...describe(rest, descriptions) };
}
