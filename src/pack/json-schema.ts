import type { Pack, Question } from '../model/pack.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of answers files for a pack, with its questions, values and services, from that for another pack. */
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

/** Extracts the schema for packs, or for packs that extend others, from the published one, which has both. */
export function fileSchema({ $schema, $defs, ...pack }: JsonSchema, kind: 'pack' | 'overlay'): JsonSchema {
  const { overlay = {}, ...parts } = $defs as Readonly<Record<string, JsonSchema>>;
  return withParts({ $schema, ...(kind === 'pack' ? pack : overlay) }, parts);
}

/** Adds the named parts that a schema refers to, directly or indirectly, as `$defs`. */
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

/** Replaces the part of a schema at a path. */
function changed(schema: JsonSchema, [key, ...rest]: readonly string[], change: (old: JsonSchema) => JsonSchema): JsonSchema {
  if (key === undefined) return change(schema);
  return { ...schema, [key]: changed(schema[key] as JsonSchema, rest, change) };
}

/** One of the ids, or null if `more` has it; without ids, any value. */
function oneOfIds(ids: readonly string[], ...more: readonly null[]): JsonSchema {
  return ids.length > 0 ? { enum: [...new Set(ids), ...more] } : {};
}

/** A value, with or without a note. The choices are one flat list: editors repeat the question for each nested one. */
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
    ...(why !== '' && { description: why }),
  };
}

function valueSchemas({ type, min, max, integer, values }: Question): JsonSchema[] {
  if (type === 'number') return [{ type: integer ? 'integer' : 'number', minimum: min, ...(max !== null && { maximum: max }) }];
  const ids = values.map(({ value }) => value);
  const choices = values.map(({ value, text }) => ({ type: 'string', const: value, description: text }));
  return [...choices, ...(ids.includes('yes') && ids.includes('no') ? [{ type: 'boolean' }] : [])];
}
