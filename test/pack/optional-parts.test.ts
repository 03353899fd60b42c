import { describe, expect, test } from 'vitest';
import { computed } from '../../src/engine/formula.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { derivedOf } from '../support/parts.ts';
import { marked, memoryFiles, sourceIn } from './memory.ts';
import { optionalParts as own, small } from './small.ts';

const load = (text: string) => loadPackFolder(memoryFiles({ ...small, 'ours/pack.yaml': text }), 'ours');

// A change of these files is a change of what packs mean: read it before you keep it (`npx vitest run test/pack -u`).
test.each([
  ['small', small, 'pack'],
  ['optional-parts', { ...small, 'ours/pack.yaml': own }, 'ours'],
])(
  'reads a whole pack in one language, with ids, defaults, and yes and no for true and false: %s',
  async (name, files, folder) => {
    const source = sourceIn(files, folder);
    const read = { pack: source.in('ja'), cases: source.cases };
    await expect(`${JSON.stringify(read, null, 1)}\n`).toMatchFileSnapshot(`expected/${name}.snap`);
  },
);

test('passes sharing on key by key, but its condition as a whole', () => {
  const theirs =
    'pack: {format: 1, id: theirs, version: 0.1.0, extends: ../ours}\nservices: {a: {sharing: {same: {native: false}}}}\n';
  const files = { ...small, 'ours/pack.yaml': own, 'theirs/pack.yaml': theirs };
  const sharing = loadPackFolder(memoryFiles(files), 'theirs').source?.in('ja').services[0]?.sharing;
  expect(sharing).toMatchObject({ among: 'producer', text: '理由' });
  expect(sharing?.same).toEqual({ native: ['no'] });
});

describe('reports each mistake in them at its place', () => {
  test.each([
    ['bad-formula', 'rate * kib / 1024', '«rate * kib * rate»', {}],
    ['bad-formula', 'rate * kib / 1024', '«rate - kib»', {}],
    ['bad-formula', 'rate * kib / 1024', '«1024 / rate»', {}],
    ['bad-formula', 'rate * kib / 1024', '«(rate * kib»', {}],
    ['bad-formula', 'rate * kib / 1024', '«rate + kib»', {}],
    ['bad-formula', 'rate * kib / 1024', '«rate * kib /»', {}],
    ['bad-formula', 'rate * kib / 1024', '«rate / 0»', {}],
    ['bad-formula', 'rate * kib / 1024', '«rate * 99999999 * 99999999»', {}],
    ['bad-formula', 'rate * kib / 1024', '«12 * 3»', {}],
    ['bad-input', 'rate * kib / 1024', '«rate * native»', { question: 'native' }],
    ['bad-input', 'rate * kib / 1024', '«rate * parts»', { question: 'parts' }],
    ['bad-input', 'rate * kib / 1024', '«rate * others»', { question: 'others' }],
    ['bad-input', 'rate * kib / 1024', '«rate * data-rate»', { question: 'data-rate' }],
    ['unknown-question', 'rate * kib / 1024', '«rate * kibs»', { id: 'kibs', suggestion: 'kib' }],
    ['unknown-question', 'question: data-rate', 'question: «data-rat»', { suggestion: 'data-rate' }],
    ['unknown-question', '{rate: 1000, data-rate: 1}', '{rate: 1000, «date-rate»: 1}', { suggestion: 'data-rate' }],
    ['fact-without-limits', 'data-rate: {max: 100}', '«data-rate»: {min: 101, max: 100}', { kind: 'mitigation' }],
    ['fact-without-limits', 'native: {values: [yes]}', '«native»: {values: []}', { kind: 'mitigation', id: 'split' }],
    ['values-on-number', 'data-rate: {max: 100}', 'data-rate: {«values»: [1]}', { question: 'data-rate' }],
    ['unknown-question', 'if-unmet: [kib', 'if-unmet: [«kibi»', { id: 'kibi' }],
    ['duplicate-id', '  data-rate: {name', '  «rate»: {name', { kind: 'derived', id: 'rate' }],
    ['unknown-service', 'as: b', 'as: «c»', { id: 'c' }],
    ['unknown-question', 'size, property: room', '«sise», property: room', { id: 'sise' }],
    ['wrong-type', 'per: 1024', 'per: «0»', { expected: 'above-zero' }],
    ['unknown-value', 'value: stream', 'value: «steam»', { id: 'steam' }],
  ])('%s: %s becomes %s', (code, from, to, args) => {
    expect(own).toContain(from);
    const { text, place } = marked(own.replace(from, to));
    const found = load(text).findings.find((each) => each.code === code);
    expect(found).toMatchObject({ args, at: { ...place, file: 'ours/pack.yaml' } });
  });

  test('a formula may not use a question that the tree asks', () => {
    const again = 'nodes:\n  again: {ask: rate, branches: [{when: 1, because: x, then: again}]}\nservices:\n';
    const { findings } = load(own.replace('services:\n', again));
    expect(findings.map(({ code }) => code)).toContain('bad-input');
  });
});

test.each([
  ['a * b * 2', 1, 2, 4],
  ['a / 4 / 2 * b', 16, 0.5, 1],
  ['1.5*b*a/10', 2, 2, 0.6],
])('%s with a = %d and b = %d is %d', (text, a, b, result) => {
  const quantity = derivedOf('d', text);
  const values = quantity.inputs.map((id) => (id === 'a' ? a : b));
  expect(computed(quantity, values)).toBe(result);
});
