import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/engine/formula.ts';
import { parseFormula } from '../../src/pack/formula.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { marked, memoryFiles } from './memory.ts';
import { optionalParts as own, small } from './small.ts';

const load = (text: string) => loadPackFolder(memoryFiles({ ...small, 'ours/pack.yaml': text }), 'ours');

test('reads every optional part of services, mitigations and neighbours', () => {
  const { source, findings } = load(own);
  expect(findings).toEqual([]);
  const pack = source?.in('ja');
  expect(pack?.questions.slice(0, 2).map(({ about }) => about)).toEqual(['both', undefined]);
  expect(pack?.derived).toEqual([
    {
      id: 'data-rate',
      name: 'データ量',
      formula: 'rate * kib / 1024',
      expression: {
        operator: '/',
        left: { operator: '*', left: { question: 'rate' }, right: { question: 'kib' } },
        right: { number: 1024 },
      },
      unit: 'MiB/秒',
      layer: 'ours',
    },
  ]);
  const [service] = pack?.services ?? [];
  expect(service).toMatchObject({ tradeOff: 'It waits.', cost: 'Each request.' });
  expect(service?.sizing).toEqual([
    {
      id: 'shards',
      unit: 'シャード',
      each: { rate: 1000, 'data-rate': 1 },
      multipleOf: 3,
      when: { 'data-rate': { from: 2 } },
      unless: [{ data: ['message'] }, { rate: { below: 5 } }],
      source: 'https://example.com/s',
      checked: '2026-11-25',
    },
  ]);
  const quota = { question: 'data-rate', kind: 'quota', raise: '申請すれば引き上げられます。' };
  expect(service?.facts.find(({ id }) => id === 'volume')).toMatchObject(quota);
  expect(service?.builtAs?.needs[0]).toMatchObject({
    with: 'b',
    metBy: [{ type: 'aws_join', has: null, refers: 'from', joins: 'to', as: 'b', where: { open: 'true' } }],
  });
  expect(service?.builtAs?.reaches).toEqual([{ type: 'aws_a', question: 'size', property: 'room', per: 1024, absent: 0 }]);
  expect(service?.builtAs?.settles).toEqual([
    { question: 'size', value: null, type: 'aws_a', property: 'limit', per: 8 },
    { question: 'data', value: 'stream', where: { kind: 'log' }, consumers: 2 },
  ]);
  expect(service?.sharing).toMatchObject({
    among: 'producer',
    same: { data: ['stream', 'message'], native: ['yes'] },
    text: '理由',
    caution: '注意',
  });
  expect(pack?.mitigations['split']).toEqual({
    id: 'split',
    name: '分割',
    kind: 'workaround',
    lifts: { 'data-rate': { values: null, min: null, max: 100 }, native: { values: ['yes'], min: null, max: null } },
    unless: [{ data: ['stream'] }, { 'data-rate': { from: 50 } }],
    text: '分割する。',
    tradeOff: 'Order.',
    source: '',
    checked: '2026-11-25',
  });
  const better = { when: { data: ['message'], 'data-rate': { below: 5 } }, ifUnmet: ['kib', 'data-rate'], services: ['a/fifo'] };
  expect(pack?.neighbours['bus']).toMatchObject({
    cost: 'Each event.',
    facts: [{ id: 'size', question: 'kib', max: 256, raise: null }],
    better: [{ ...better, because: 'It routes by content.', givesUp: '順序。' }],
  });
  expect(pack?.advice[0]?.when).toEqual({ 'data-rate': { from: 10 } });
});

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
    ['bad-formula', 'rate * kib / 1024', '«rate * kib * rate»', { reason: 'repeated', at: 14 }],
    ['bad-formula', 'rate * kib / 1024', '«rate - kib»', { reason: 'operator', at: 6, found: '-' }],
    ['bad-formula', 'rate * kib / 1024', '«1024 / rate»', { reason: 'nonlinear', at: 8 }],
    ['bad-formula', 'rate * kib / 1024', '«(rate * kib»', { reason: 'bracket', at: 0 }],
    ['bad-formula', 'rate * kib / 1024', '«rate * kib /»', { reason: 'operand', at: 0 }],
    ['bad-formula', 'rate * kib / 1024', '«rate / 0»', { reason: 'divisor', at: 8 }],
    ['bad-formula', 'rate * kib / 1024', '«12 * 3»', { reason: 'no-input' }],
    ['bad-input', 'rate * kib / 1024', '«rate * native»', { question: 'native', reason: 'choice' }],
    ['bad-input', 'rate * kib / 1024', '«rate * parts»', { question: 'parts', reason: 'assumed' }],
    ['bad-input', 'rate * kib / 1024', '«rate * others»', { question: 'others', reason: 'group' }],
    ['bad-input', 'rate * kib / 1024', '«rate * data-rate»', { question: 'data-rate', reason: 'derived' }],
    ['unknown-question', 'rate * kib / 1024', '«rate * kibs»', { id: 'kibs', suggestion: 'kib' }],
    ['unknown-question', 'question: data-rate', 'question: «data-rat»', { suggestion: 'data-rate' }],
    ['unknown-question', '{rate: 1000, data-rate: 1}', '{rate: 1000, «date-rate»: 1}', { suggestion: 'data-rate' }],
    ['fact-without-limits', 'native: {values: [yes]}', '«native»: {}', { kind: 'mitigation', id: 'split' }],
    ['values-on-number', 'data-rate: {max: 100}', 'data-rate: {«values»: [1]}', { question: 'data-rate' }],
    ['unknown-question', 'if-unmet: [kib', 'if-unmet: [«kibi»', { id: 'kibi' }],
    ['duplicate-id', '  data-rate: {name', '  «rate»: {name', { kind: 'derived', id: 'rate' }],
    ['unknown-service', 'as: b', 'as: «c»', { id: 'c' }],
    ['unknown-question', 'size, property: room', '«sise», property: room', { id: 'sise' }],
    ['wrong-type', 'per: 1024', 'per: «0»', { expected: 'positive' }],
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
    const args = expect.objectContaining({ reason: 'asked' });
    expect(findings).toContainEqual(expect.objectContaining({ code: 'bad-input', args }));
  });
});

test.each([
  ['a + b * 2', 1, 2, 5],
  ['(a + b) * 2', 1, 2, 6],
  ['a / 4 / 2 + b', 16, 0.5, 2.5],
  ['1.5 * (a + (b))', 2, 2, 6],
])('%s with a = %d and b = %d is %d', (text, a, b, result) => {
  const reading = parseFormula(text);
  expect('expression' in reading && evaluate(reading.expression, (id) => (id === 'a' ? a : b))).toBe(result);
});
