import { describe, expect, test } from 'vitest';
import { loadPackFolder } from '../../src/pack/index.ts';
import { memoryFiles } from './memory.ts';
import { small } from './small.ts';

const head = 'pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack}\n';
const own = `services:
  a:
    built-as:
      resources: [{type: aws_a}]
      needs:
        beside:
          with: b
          name: {en: something, ja: 何か}
          text: {en: Why., ja: 理由。}
          source: https://example.com/need
          met-by: [{type: aws_join, refers: from, joins: to, as: b, where: {open: true}}]
      reaches: [{type: aws_a, question: size, property: room, per: 1024, absent: 0}]
      settles: [{question: size, type: aws_a, property: limit, per: 8}, {question: data, value: stream, where: {kind: log}, consumers: 2}]
`;
const load = (text: string) => loadPackFolder(memoryFiles({ ...small, 'ours/pack.yaml': head + text }), 'ours');

describe('what a service is built as', () => {
  test('is read with what it joins and how far it reaches', () => {
    const { source, findings } = load(own);
    expect(findings).toEqual([]);
    const builtAs = source?.services[0]?.builtAs;
    expect(builtAs?.needs[0]).toMatchObject({
      with: 'b',
      metBy: [{ type: 'aws_join', has: null, refers: 'from', joins: 'to', as: 'b', where: { open: 'true' } }],
    });
    expect(builtAs?.reaches).toEqual([{ type: 'aws_a', question: 'size', property: 'room', per: 1024, absent: 0 }]);
    expect(builtAs?.settles).toEqual([
      { question: 'size', value: null, type: 'aws_a', property: 'limit', per: 8 },
      { question: 'data', value: 'stream', where: { kind: 'log' }, consumers: 2 },
    ]);
  });

  test.each([
    ['as: b', 'as: c', 'unknown-service'],
    ['question: size, property: room', 'question: sise, property: room', 'unknown-question'],
    ['per: 1024', 'per: 0', 'wrong-type'],
    ['value: stream', 'value: steam', 'unknown-value'],
  ])('is told where it is wrong: %s to %s', (before, after, code) => {
    const { findings } = load(own.replace(before, after));
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.at?.file).toBe('ours/pack.yaml');
  });
});
