import type { JsonSchema } from './descriptions.ts';
import { packSchema } from './json-schema.ts';

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
