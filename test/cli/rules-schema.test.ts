import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { answersDescriptions, packDescriptions } from '../../scripts/schema/descriptions.ts';
import { overlaySchema, packSchema } from '../../scripts/schema/json-schemas.ts';
import { answersFindings, packFindings } from '../pack/broken.ts';
import { marked } from '../pack/memory.ts';
import { optionalParts, small, smallWith } from '../pack/small.ts';
import { filesBelow, textOf } from '../support/repository.ts';
import { printed, run } from '../support/run.ts';

/** Checks as an editor would whether each document of a YAML text conforms to a schema. */
async function checker(kind: 'pack' | 'overlay' | 'answers', more: readonly string[] = [], world = {}) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const valid = ajv.compile(JSON.parse(await printed(['rules', 'schema', kind, ...more], world)));
  return (text: string): boolean => parseAllDocuments(text).every((document) => valid(document.toJS({ maxAliasCount: -1 })));
}

/** YAML files in a folder of the repository. */
function yamlIn(folder: string): string[] {
  return filesBelow(folder, /\.yaml$/).filter((file) => !file.includes('templates/'));
}

/** Each schema as it is published. */
const published = { pack: packSchema, overlay: overlaySchema, answers: () => JSON.parse(textOf('dist/schema/answers.json')) };

type Node = Readonly<Record<string, unknown>>;

/** The keys and the named parts of a schema, each with its path. */
function* described(schema: unknown, path: string): Generator<readonly [path: string, of: Node]> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [word, inside] of Object.entries(schema)) {
    const named = word === 'properties' || word === '$defs';
    if (named) for (const [key, of] of Object.entries(inside as object)) yield [`${path}.${key}`, of];
    for (const [key, of] of Object.entries(named ? inside : { [word]: inside })) yield* described(of, `${path}.${key}`);
  }
}

describe.each(['pack', 'overlay', 'answers'] as const)('the schema of %s', async (kind) => {
  const text = await printed(['rules', 'schema', kind]);
  const schema = JSON.parse(text);

  test('is the published one, printed or written to a file', async () => {
    expect(schema, 'run `npm run build`').toEqual(published[kind]());
    const { files, out } = await run(['rules', 'schema', kind, '-o', 'schema.json']);
    expect({ files, out }).toEqual({ files: { 'schema.json': text }, out: '' });
  });

  test('describes each key', () => {
    const all = [...described(schema, kind)];
    expect(all.length).toBeGreaterThan(40);
    const bare = all.filter(([, { title, description }]) => !((title ?? description) as string)?.trim());
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  test('has each key that is described', () => {
    const texts = new Set([...described(schema, kind)].map(([, { description }]) => description));
    const table = kind === 'answers' ? answersDescriptions : packDescriptions;
    expect(Object.entries(table).filter(([, text]) => !texts.has(text))).toEqual([]);
  });
});

test('the schema of answers has one list of choices a question, so that editors show it once', async () => {
  const { properties } = JSON.parse(await printed(['rules', 'schema', 'answers']));
  const questions = Object.entries<{ anyOf: Node[] }>(properties.answers.properties);
  expect(questions.filter(([, { anyOf }]) => anyOf.some((choice) => 'anyOf' in choice))).toEqual([]);
  expect(properties.expect.properties.service).toMatchObject({ enum: expect.arrayContaining(['sqs', null]) });
});

const check = { pack: await checker('pack'), overlay: await checker('overlay'), answers: await checker('answers') };
const acceptsAnswersToSmall = await checker('answers', ['--rules', 'pack'], { files: small });

test('each schema accepts the files of its kind, and that of overlays whole packs', async () => {
  const { files } = await run(['rules', 'init', 'pack']);
  const made = ['pack/pack.yaml', 'pack/cases.yaml'].map((name) => files[name] ?? '');
  const refused = (kind: keyof typeof check, texts: readonly string[]) => texts.filter((text) => !check[kind](text));
  const packs = [...yamlIn('rules'), 'test/support/small-pack.yaml'].map(textOf);
  expect(refused('pack', [...packs, ...Object.values(small), ...made])).toEqual([]);
  const extending = packs.map((text) => text.replace('format: 1', 'format: 1\n  extends: other'));
  expect(refused('overlay', [optionalParts, ...extending])).toEqual([]);
  expect(refused('answers', [...yamlIn('examples').map(textOf), await printed(['init'])])).toEqual([]);
});

/** Codes of texts that are wrong by their shape alone. */
const shapes = ['unknown-key', 'wrong-type', 'not-one-of', 'not-a-mapping'];

test.each(packFindings.filter(([code]) => shapes.includes(code)))(
  'the schema of packs refuses what loading refuses: %s: %s',
  (_, written, file, old) => {
    expect(check.pack(marked(smallWith(file, old, written)[file] ?? '').text)).toBe(false);
  },
);

const wrongAnswers = answersFindings
  .filter(([code]) => code !== 'file-empty' && code !== 'answered-twice')
  .map(([code, written]) => [code, written] as const);

test.each(wrongAnswers)('the schema of answers refuses what reading refuses: %s: %s', (_, written) => {
  expect(acceptsAnswersToSmall(marked(written).text)).toBe(false);
});

test.each([
  'answers: {data: message, native: true, size: 256}',
  'answers: {data: {value: stream, note: x}, native: unknown, size: }',
  'answers: {kind: stream}',
  'answers:',
  'title: x\nschema: tsunagi/answers@1\nstatus: proposed\nreview-by: 2027-06-30\nexpect: {service: null, variant: null}',
])('the schema of answers has the questions of the rules in force, and accepts %s', (text) => {
  expect(acceptsAnswersToSmall(text)).toBe(true);
});

test.each([
  ['pack', 'patterns: {a: {name: x, text: y, source: "https://a.b/"}}', 'patterns: {a: {name: x, text: y, source: a}}'],
  ['overlay', 'questions: {a: {ask: x}}', 'questions: {a: {aks: x}}'],
  ['overlay', 'services: {a: {facts: {b: {max: 10}}}}', 'services: {a: {facts: {b: {max: ten}}}}'],
  ['overlay', 'advice: {a: null}', 'advice: {a: 1}'],
  ['overlay', 'mitigations: {a: {source: null}}', 'mitigations: {a: {sauce: null}}'],
  ['overlay', 'cases: [{name: a, answers: null}]', 'cases: [{name: a}]'],
  ['overlay', 'nodes: {a: {services: [{service: b, summary: x}]}, c: null}', 'nodes: {a: {services: [{service: b}]}}'],
  ['overlay', 'pack: {format: 1, id: a, version: 1.0.0, extends: b}', 'pack: {format: 1, id: a}'],
  ['answers', 'answers: {message-kib: 1}', 'answers: {message-kib: -1}'],
] as const)('the schema of %s accepts %s and refuses %s', (kind, right, wrong) => {
  expect([right, wrong].map(check[kind])).toEqual([true, false]);
});

test('the published schema of overlays resolves its references to that of packs', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  for (const name of ['pack', 'overlay']) {
    ajv.addSchema(JSON.parse(textOf(`dist/schema/${name}.json`)), `https://x.example/${name}.json`);
  }
  const isOverlay = (text: string): boolean =>
    parseAllDocuments(text).every((document) => ajv.validate('https://x.example/overlay.json', document.toJS()));
  expect([optionalParts, 'advice: {a: 1}'].map(isOverlay)).toEqual([true, false]);
});

test('refuses an unknown schema and names the nearest', async () => {
  const { exit, err } = await run(['rules', 'schema', 'answer']);
  expect(exit).toBe(2);
  expect(err).toContain('[unknown-choice]');
  expect(err).toContain('`answers`');
});
