/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Descriptions = Readonly<Record<string, string>>;

/**
 * Puts descriptions into a schema, for the hover of editors. They are keyed by path: the named part of the schema (`file` for
 * the whole), then keys, joined by dots. What an author names is `*` there, and a list's items have the list's own path.
 */
export function describe(schema: JsonSchema, descriptions: Descriptions): JsonSchema {
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
