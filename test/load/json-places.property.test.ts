import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../src/drift/read/json-places.ts';
import type { SourceNode } from '../../src/pack/source-node.ts';
import { plain } from '../../src/pack/source-node.ts';
import { SourceText } from '../../src/pack/source-text.ts';
import { readYaml } from '../../src/pack/yaml.ts';

/** Numbers that are one in YAML as well, and names that YAML has no other use for. */
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const name = fc.string({ unit: 'grapheme-ascii' }).filter((text) => text !== '' && !(text in {}) && text !== 'prototype');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: 'grapheme-ascii' }),
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const space = fc.constantFrom(0, 2, '\t');

/** All places, in order. */
function places({ at, key, entries, items }: SourceNode): unknown[] {
  return [[at, key], ...[...(entries?.values() ?? [])].flatMap(places), ...(items ?? []).flatMap(places)];
}

test('JSON reads as what it is, each part where YAML says that it stands', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { noNullPrototype: true }), space, (object, indent) => {
      const text = JSON.stringify(object, null, indent === '\t' ? 1 : indent);
      const read = readJson(new SourceText('a.json', text));
      expect(read && plain(read)).toEqual(JSON.parse(text));
      const [yaml] = readYaml(new TextEncoder().encode(text), 'a.json').documents;
      expect(read && places(read)).toEqual(yaml && places(yaml));
    }),
    { numRuns: 300 },
  );
});

test('escapes, quotes at the end of strings, and what is no JSON, twice the same or too deep', () => {
  const read = (text: string) => {
    const written = readJson(new SourceText('a.json', text));
    return written && plain(written);
  };
  expect(read('{"a\\\\": "b\\"\\\\", "\\u0063" : [1e3 ,-0.5,true]}')).toEqual({ 'a\\': 'b"\\', c: [1000, -0.5, true] });
  expect(read('{"a": 1,}')).toBeNull();
  expect(read('{"a": 1, "\\u0061": 2}')).toBeNull();
  expect(read(`${'['.repeat(2000)}${']'.repeat(2000)}`)).toBeNull();
});
