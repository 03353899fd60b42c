import * as z from 'zod/mini';
import type { Pack, Question } from '../model/pack.ts';
import { answersDocument, expectation, noted } from './schema/answers.ts';
import { boolean, either, mapping, oneOf, optional, string } from './schema/common.ts';
import { decisionDescriptions, decisions } from './schema/decision.ts';
import { answersDescriptions, packDescriptions } from './schema/descriptions.ts';
import { packFile } from './schema/pack.ts';

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

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Descriptions = Readonly<Record<string, string>>;

/**
 * Puts descriptions into a schema, for the hover of editors. They are keyed by path: the named part of the schema (`file` for
 * the whole), then keys, joined by dots. What an author names is `*` there, and a list's items have the list's own path.
 */
function describe(schema: JsonSchema, descriptions: Descriptions): JsonSchema {
  const { $defs, ...file } = schema;
  const parts = Object.entries(($defs ?? {}) as Readonly<Record<string, JsonSchema>>);
  const within = (of: JsonSchema, path: string) => described(of, path, descriptions);
  return {
    ...within(file, 'file'),
    ...($defs === undefined
      ? {}
      : { $defs: Object.fromEntries(parts.map(([name, of]) => [name, { ...within(of, name), ...said(name, descriptions) }])) }),
  };
}

/** A schema with descriptions at the keys below it. */
function described(schema: JsonSchema, path: string, descriptions: Descriptions): JsonSchema {
  const inside = (value: unknown, at: string): unknown =>
    typeof value === 'object' && value !== null ? described(value as JsonSchema, at, descriptions) : value;
  return Object.fromEntries(
    Object.entries(schema).map(([word, value]) => {
      if (word === 'anyOf' || word === 'oneOf') return [word, (value as unknown[]).map((shape) => inside(shape, path))];
      if (word === 'items') return [word, inside(value, path)];
      if (word === 'additionalProperties') return [word, inside(value, `${path}.*`)];
      if (word === 'properties') return [word, keysOf(value as Readonly<Record<string, JsonSchema>>, path, descriptions)];
      return [word, value];
    }),
  );
}

function keysOf(properties: Readonly<Record<string, JsonSchema>>, path: string, descriptions: Descriptions): object {
  return Object.fromEntries(
    Object.entries(properties).map(([key, of]) => {
      // A key with a title of its own is a question of the pack, which says itself what it is.
      const at = of['title'] === undefined ? `${path}.${key}` : `${path}.*`;
      return [key, { ...described(of, at, descriptions), ...said(at, descriptions) }];
    }),
  );
}

function said(path: string, descriptions: Descriptions): { readonly description?: string } {
  const description = descriptions[path];
  return description === undefined ? {} : { description };
}

/** What an overlay replaces as a whole, and therefore gives as a whole. */
const whole = ['text', 'value', 'test', 'condition', 'conditionalValues', 'place', 'node', 'leaf', 'case', 'metric', 'better'];

/** Whatever is inherited may be removed. */
const removed: JsonSchema = { type: 'null', description: 'Removes what is inherited.' };

/** A case that is inherited goes when its answers do. */
const removedCase: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string', description: 'Name of the inherited case.' }, answers: removed },
  required: ['name', 'answers'],
};

/**
 * The JSON Schema of the files of a pack that extends another: as that of packs, but what is merged may leave out what it
 * inherits. Whether it does inherit it, only reading both packs can tell.
 */
export function overlaySchema(): JsonSchema {
  const schema = packSchema();
  const strict = schema['$defs'] as Readonly<Record<string, JsonSchema>>;
  const partial: Record<string, JsonSchema> = {};
  const properties = Object.entries(schema['properties'] as Readonly<Record<string, JsonSchema>>).map(([key, section]) => {
    if (key === 'tree') return [key, section] as const;
    if (key === 'cases') return [key, { ...section, items: { anyOf: [section['items'], removedCase] } }] as const;
    return [key, part(section)] as const;
  });
  partial['some-pack'] = { ...partial['some-pack'], required: ['format', 'id', 'version', 'extends'] };
  return {
    ...schema,
    title: 'A file of a tsunagi pack that extends another',
    properties: Object.fromEntries(properties),
    $defs: { ...strict, ...partial },
  };

  /** A schema of which no key is required, nor of what is merged below it. */
  function part(of: JsonSchema): JsonSchema {
    if (typeof of['$ref'] === 'string') return partOf(of['$ref'].replace('#/$defs/', ''), of);
    // Without the key that tells them apart, several may fit.
    const { oneOf, anyOf = oneOf, ...besides } = of;
    if (anyOf) return { ...besides, anyOf: (anyOf as readonly JsonSchema[]).map(part) };
    if (of['type'] !== 'object') return of;
    const { required, ...rest } = of;
    const keys = Object.entries((of['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
    const others = of['additionalProperties'];
    return {
      ...rest,
      ...(keys.length > 0 ? { properties: Object.fromEntries(keys.map(([key, value]) => [key, removable(value)])) } : {}),
      ...(typeof others === 'object' ? { additionalProperties: removable(others as JsonSchema) } : {}),
    };
  }

  /** An editor shows what a key means before what each shape of it does. */
  function removable({ description, ...of }: JsonSchema): JsonSchema {
    return { ...(description === undefined ? {} : { description }), anyOf: [part(of), removed] };
  }

  function partOf(name: string, reference: JsonSchema): JsonSchema {
    if (whole.includes(name)) return reference;
    const key = `some-${name}`;
    // Once for each name, also while it is being made.
    if (!(key in partial)) {
      partial[key] = {};
      partial[key] = part(strict[name] as JsonSchema);
    }
    return { ...reference, $ref: `#/$defs/${key}` };
  }
}
