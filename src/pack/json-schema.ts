import type { Pack, Question } from '../model/pack.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of a pack's files where the pack is known: its cases expect its services.
 *
 * @param published the schema of the files of any pack
 */
export function packSchemaOf(pack: Pack, published: JsonSchema): JsonSchema {
  const services = [...pack.services.map(({ id }) => id), null];
  return changed(published, ['$defs', 'case', 'properties', 'expect', 'properties', 'service'], ({ description }) => ({
    enum: services,
    description,
  }));
}

/**
 * The JSON Schema of answers files for a pack: its questions with their values, and the ids of what it recommends.
 *
 * @param published the schema of answers files for another pack
 */
export function answersSchemaOf(pack: Pack, published: JsonSchema): JsonSchema {
  const questions = new Map(pack.questions.map((question) => [question.id, answerSchema(question)]));
  for (const [old, id] of Object.entries(pack.renamed)) {
    const question = questions.get(id);
    if (question) questions.set(old, question);
  }
  const answers = { type: ['object', 'null'], properties: Object.fromEntries(questions), additionalProperties: false };
  const services = pack.services.map(({ id }) => id);
  const variants = pack.services.flatMap((service) => service.variants.map(({ id }) => id));
  const companions = { type: 'array', items: { type: 'string', ...oneOfIds([...services, ...Object.keys(pack.neighbours)]) } };
  const changes: readonly (readonly [path: readonly string[], JsonSchema])[] = [
    [['answers'], answers],
    [['expect', 'properties', 'service'], { type: ['string', 'null'], ...oneOfIds(services, null) }],
    [['expect', 'properties', 'variant'], { type: ['string', 'null'], ...oneOfIds(variants, null) }],
    [['expect', 'properties', 'with'], companions],
  ];
  return changes.reduce<JsonSchema>(
    (schema, [path, to]) => changed(schema, ['properties', ...path], ({ description }) => ({ ...to, description })),
    { ...published, title: `Answers for ${pack.id}` },
  );
}

/** The schema of the files of packs, or of those that extend others, out of the published one, which has both. */
export function fileSchema({ $schema, $defs, ...pack }: JsonSchema, kind: 'pack' | 'overlay'): JsonSchema {
  const { overlay = {}, ...parts } = $defs as Readonly<Record<string, JsonSchema>>;
  return withParts({ $schema, ...(kind === 'pack' ? pack : overlay) }, parts);
}

/** A schema with those of some named parts that it, or one of them, refers to. */
export function withParts(schema: JsonSchema, parts: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const needed = new Set<string>();
  const collect = (of: unknown): void => {
    for (const [, name = ''] of JSON.stringify(of).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      collect(parts[name]);
    }
  };
  collect(schema);
  return { ...schema, $defs: Object.fromEntries(Object.entries(parts).filter(([name]) => needed.has(name))) };
}

/** A schema with another one at a path. */
function changed(schema: JsonSchema, [key, ...rest]: readonly string[], change: (old: JsonSchema) => JsonSchema): JsonSchema {
  if (key === undefined) return change(schema);
  return { ...schema, [key]: changed(schema[key] as JsonSchema, rest, change) };
}

/** Any of some ids, or null where it may be; where there are no ids, whatever a record says. */
function oneOfIds(ids: readonly string[], ...more: readonly null[]): JsonSchema {
  return ids.length > 0 ? { enum: [...new Set(ids), ...more] } : {};
}

/**
 * A value, or a value with what is noted of it. One flat list of choices: editors show the question once for each list that
 * a value passes through.
 */
function answerSchema(question: Question): JsonSchema {
  const { ask, why } = question;
  const unanswered = [{ type: 'string', const: 'unknown' }, { type: 'string', const: '' }, { type: 'null' }];
  const values = [...valueSchemas(question), ...unanswered];
  const noted = {
    value: { anyOf: values, description: 'The answer.' },
    note: { type: 'string', description: 'Why this is the answer.' },
    from: { type: 'string', description: 'Who gave the answer, or what did: flag, env, prompt, default, or a name.' },
  };
  return {
    anyOf: [...values, { type: 'object', properties: noted, additionalProperties: false }],
    title: ask,
    ...(why === '' ? {} : { description: why }),
  };
}

function valueSchemas({ type, min, max, integer, values }: Question): JsonSchema[] {
  if (type === 'number') {
    return [{ type: integer ? 'integer' : 'number', minimum: min, ...(max === null ? {} : { maximum: max }) }];
  }
  const ids = values.map(({ value }) => value);
  const choices = values.map(({ value, text }) => ({ type: 'string', const: value, description: text }));
  return [...choices, ...(ids.includes('yes') && ids.includes('no') ? [{ type: 'boolean' }] : [])];
}
