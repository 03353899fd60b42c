import * as z from 'zod/mini';
import type { Pack, Question } from '../model/pack.ts';
import { describe, type JsonSchema } from './descriptions.ts';
import { answersDocument, noted } from './schema/answers.ts';
import { answersDescriptions } from './schema/answers-descriptions.ts';
import { boolean, either, mapping, optional } from './schema/common.ts';
import { decisionDescriptions, decisions } from './schema/decision.ts';
import { packFile } from './schema/pack.ts';
import { packDescriptions } from './schema/pack-descriptions.ts';

/** The JSON Schema of a pack's files, from the schemas that packs are read with. References are not part of it. */
export function packSchema(): JsonSchema {
  return published('A file of a tsunagi pack', packFile, packDescriptions);
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
  const document = answersDocument(mapping(Object.fromEntries([...questions, ...renamed])));
  return published(`Answers for ${pack.id}`, document, answersDescriptions);
}

function answer(question: Question): z.ZodMiniType {
  const value = either([valueSchema(question), z.literal('unknown'), z.literal(''), z.null()], 'value');
  const schema = either([value, noted(value)], 'value');
  return schema.register(z.globalRegistry, {
    title: question.ask,
    ...(question.why === '' ? {} : { description: question.why }),
  });
}

function valueSchema(question: Question): z.ZodMiniType {
  if (question.type === 'number') {
    const bounds = [z.gte(question.min), ...(question.max === null ? [] : [z.lte(question.max)])];
    return (question.integer ? z.int() : z.number()).check(...bounds);
  }
  const values = question.values.map(({ value }) => value);
  const isYesNo = values.includes('yes') && values.includes('no');
  const choices = question.values.map(({ value, text }) => z.literal(value).register(z.globalRegistry, { description: text }));
  return either([...choices, ...(isYesNo ? [boolean] : [])], 'value');
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
