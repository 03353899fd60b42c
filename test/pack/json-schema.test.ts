import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { answersSchema, packSchema } from '../../scripts/schema/json-schemas.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { plain } from '../../src/pack/source-node.ts';
import { readYaml } from '../../src/pack/yaml.ts';
import { answersFindings, packFindings } from './broken.ts';
import { bytes, marked, memoryFiles } from './memory.ts';
import { small, smallWith } from './small.ts';

const { source } = loadPackFolder(memoryFiles(small), 'pack');
if (!source) throw new Error('the small pack is broken');
const pack = source.in('en');

/** Codes of texts that are wrong by their shape alone. */
const shapeCodes = ['unknown-key', 'missing-key', 'wrong-type', 'not-one-of', 'not-a-mapping'];

function valid(schema: object, text: string): boolean {
  const json = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  return readYaml(bytes(text), 'f.yaml').documents.every((document) => json.safeParse(plain(document)).success);
}

describe('the schema of packs', () => {
  const schema = packSchema();

  test('is a draft 2020-12 schema with named parts', () => {
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', additionalProperties: false });
    expect(Object.keys(schema['$defs'] as object)).toEqual(expect.arrayContaining(['text', 'question', 'node', 'leaf', 'fact']));
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  test.each(Object.entries(small))('accepts %s', (_, text) => {
    expect(valid(schema, text)).toBe(true);
  });

  const broken = packFindings.filter(([code]) => shapeCodes.includes(code) && code !== 'missing-key');
  test.each(broken)('refuses what loading refuses: %s: %s', (_, written, file, old) => {
    expect(valid(schema, marked(smallWith(file, old, written)[file] as string).text)).toBe(false);
  });
});

describe('the schema of answers', () => {
  const schema = answersSchema(pack);

  test.each([
    'answers: {data: message, native: true, size: 256}',
    'answers: {data: {value: stream, note: x}, native: unknown, size: }',
    'answers: {kind: stream}',
    'answers:',
    'title: x\nschema: tsunagi/answers@1\nstatus: proposed\nreview-by: 2027-06-30\nexpect: {service: null, variant: null}',
  ])('accepts %s', (text) => {
    expect(valid(schema, text)).toBe(true);
  });

  const broken = answersFindings.filter(([code]) => code !== 'file-empty' && code !== 'answered-twice');
  test.each(broken.map(([code, written]) => [code, written] as const))('refuses what reading refuses: %s: %s', (_, written) => {
    expect(valid(schema, marked(written).text)).toBe(false);
  });
});
