import * as z from 'zod';
import { toolArguments } from '../../src/mcp/tool-arguments.ts';
import type { Pack } from '../../src/model/pack.ts';
import { answersSchemaOf, type JsonSchema, withParts } from '../../src/pack/json-schema.ts';
import { packFile } from '../../src/pack/schema/pack.ts';
import { answersDocument } from '../../src/records/answers-file.ts';
import { explanation, explanationDescriptions } from './agents.ts';
import { decisionDescriptions, decisions } from './decision.ts';
import { answersDescriptions, packDescriptions } from './descriptions.ts';
import { nextDescriptions, nextStep } from './next.ts';
import { report, reportDescriptions } from './report.ts';

/** The JSON Schema of the files of any pack, from the schemas that packs are read with. References are not part of it. */
export function packSchema(): JsonSchema {
  return published('A file of a tsunagi pack', packFile, packDescriptions);
}

/** The JSON Schemas of what the MCP tools take, by tool. */
export function inputSchemas(): Readonly<Record<string, JsonSchema>> {
  const inputs = Object.entries(toolArguments).map(([name, takes]) => {
    const { $schema: _, ...schema } = z.toJSONSchema(takes, { io: 'input' });
    return [name, schema];
  });
  return Object.fromEntries(inputs);
}

function published(title: string, schema: z.core.$ZodType, descriptions: Readonly<Record<string, string>>): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    // Each format comes with a pattern that says the same, which every validator knows.
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== undefined) delete jsonSchema.format;
      // Names of properties are texts anyway.
      delete jsonSchema.propertyNames;
      // These bounds are those of exact integers in JSON, not of this value.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { $schema, title, ...described(rest, 'file', descriptions) };
}

type Descriptions = Readonly<Record<string, string>>;

/**
 * Puts descriptions into a schema, for the hover of editors. They are keyed by path: the named part of the schema (`file` for
 * the whole), then keys, joined by dots. What an author names is `*` there, and a list's items have the list's own path.
 * A path that begins with `*` is the end of any other that has no description.
 */
function described(schema: JsonSchema, path: string, descriptions: Descriptions): JsonSchema {
  const inside = (value: unknown, at: string): unknown =>
    typeof value === 'object' && value !== null ? described(value as JsonSchema, at, descriptions) : value;
  return Object.fromEntries(
    Object.entries(schema).map(([word, value]) => {
      if (word === 'anyOf' || word === 'oneOf') return [word, (value as unknown[]).map((shape) => inside(shape, path))];
      if (word === 'items') return [word, inside(value, path)];
      if (word === 'additionalProperties') return [word, inside(value, `${path}.*`)];
      if (word === 'properties') return [word, keysOf(value as Readonly<Record<string, JsonSchema>>, `${path}.`, descriptions)];
      if (word === '$defs') return [word, keysOf(value as Readonly<Record<string, JsonSchema>>, '', descriptions)];
      return [word, value];
    }),
  );
}

function keysOf(schemas: Readonly<Record<string, JsonSchema>>, above: string, descriptions: Descriptions): object {
  return Object.fromEntries(
    Object.entries(schemas).map(([key, of]) => {
      const at = above + key;
      return [key, { ...described(of, at, descriptions), ...said(at, descriptions) }];
    }),
  );
}

function said(path: string, descriptions: Descriptions): { readonly description?: string } {
  const ending = Object.keys(descriptions).find((key) => key.startsWith('*.') && path.endsWith(key.slice(1)));
  const description = descriptions[path] ?? descriptions[ending ?? ''];
  return description === undefined ? {} : { description };
}

/** What an overlay replaces as a whole, and therefore gives as a whole. */
const whole = ['text', 'value', 'test', 'condition', 'conditionalValues', 'place', 'node', 'leaf', 'case', 'metric', 'better'];

/** Whatever is inherited may be removed. */
const parts = { removed: { type: 'null', description: 'Removes what is inherited.' } };

const removed: JsonSchema = { $ref: '#/$defs/removed' };

/** A case that is inherited goes when its answers do. */
const removedCase: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string', description: 'Name of the inherited case.' }, answers: parts.removed },
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
  const title = 'A file of a tsunagi pack that extends another';
  const { $defs: _, ...file }: JsonSchema = { ...schema, title, properties: Object.fromEntries(properties) };
  return withParts(file, { ...strict, ...partial, ...parts });

  /** A schema of which no key is required, nor of what is merged below it. */
  function part(of: JsonSchema): JsonSchema {
    if (typeof of['$ref'] === 'string') return partOf(of['$ref'].replace('#/$defs/', ''), of);
    // Without the key that distinguishes them, several may fit.
    const { oneOf, anyOf = oneOf, ...besides } = of;
    if (anyOf) return { ...besides, anyOf: (anyOf as readonly JsonSchema[]).map(part) };
    if (of['type'] !== 'object') return of;
    const { required, ...rest } = of;
    const keys = Object.entries((of['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
    const others = of['additionalProperties'];
    return {
      ...rest,
      ...(keys.length > 0 && { properties: Object.fromEntries(keys.map(([key, value]) => [key, removable(value)])) }),
      ...(typeof others === 'object' && { additionalProperties: removable(others as JsonSchema) }),
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

/**
 * The JSON Schemas that editors check files with, by the names of their files: `pack` for the files of any pack, `overlay` for
 * those of one that extends another, `answers` for answers to the built-in one, `decision` for decisions (`-f json`), `next` for
 * `tsunagi next`, `explanation` for the MCP tool `explain_link`, `report` for findings (`check` and `rules lint|test` as JSON, and
 * the MCP tool `check_records`).
 */
export function publishedSchemas(builtIn: Pack): Readonly<Record<string, JsonSchema>> {
  return {
    ...packSchemas(),
    answers: answersSchemaOf(builtIn, published('', answersDocument, answersDescriptions)),
    decision: published('A decision of tsunagi', decisions, decisionDescriptions),
    next: published('What tsunagi asks next, or its decision', nextStep, nextDescriptions),
    explanation: published('Why a decision of tsunagi is as it is', explanation, explanationDescriptions),
    report: published('What a check, lint or test of tsunagi finds', report, reportDescriptions),
  };
}

/**
 * The schema of packs, which has that of overlays as a part, and one that refers to it. Most texts are in both; side by side in
 * one file they cost the package little.
 */
function packSchemas(): { readonly pack: JsonSchema; readonly overlay: JsonSchema } {
  const { $defs: strict, ...pack } = packSchema();
  const { $schema, title, $defs: partial, ...overlay } = overlaySchema();
  const parts = Object.entries({ ...(strict as object), ...(partial as object) });
  const nameOf = ([name]: readonly [string, unknown]): string => name.replace(/^some-/, '');
  parts.sort((a, b) => {
    if (nameOf(a) === nameOf(b)) return 0;
    return nameOf(a) < nameOf(b) ? -1 : 1;
  });
  return {
    pack: { ...pack, $defs: { ...Object.fromEntries(parts), overlay: { title, ...overlay } } },
    overlay: { $schema, title, $ref: 'pack.json#/$defs/overlay' },
  };
}
