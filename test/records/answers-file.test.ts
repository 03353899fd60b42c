import { describe, expect, test } from 'vitest';
import { readAnswersFile } from '../../src/records/answers-file.ts';
import { blankAnswers } from '../../src/records/blank-answers.ts';
import { answersFindings, named } from '../pack/broken.ts';
import { bytes, marked, pointed, sourceIn } from '../pack/memory.ts';
import { small } from '../pack/small.ts';
import { answersOf } from '../support/answers.ts';
import { run } from '../support/run.ts';

const source = sourceIn(small);
const pack = source.in('en');

function read(text: string) {
  return readAnswersFile(bytes(text), 'a.yaml', pack);
}

describe('each error is reported once, with its place', () => {
  test.each(answersFindings.map(named))('$code: $written', ({ code, written, args }) => {
    const { text, place } = marked(written);
    const { documents, findings } = read(text);
    expect(findings.map(pointed)).toEqual([{ code, place }]);
    expect(findings[0]?.at?.file).toBe('a.yaml');
    expect(findings[0]?.args).toMatchObject(args);
    expect(documents).toEqual([]);
  });

  test('broken YAML gives only syntax errors', () => {
    expect(read('answers: {dat: [}\n').findings.every(({ code }) => code === 'yaml-syntax')).toBe(true);
  });

  test('one run reports the errors of all documents, and reads the valid ones', () => {
    const text = 'answers: {dat: 1, data: x}\nstatu: y\n---\ntitle: good\nanswers: {data: stream}\n---\n- 1\n';
    const { documents, findings } = read(text);
    expect(findings.map(({ code, at }) => [code, at?.line])).toEqual([
      ['unknown-question', 1],
      ['unknown-value', 1],
      ['unknown-key', 2],
      ['not-a-mapping', 7],
    ]);
    expect(documents.map(({ title, index }) => [title, index])).toEqual([['good', 1]]);
  });
});

test('a complete record is read, with the place of each value', () => {
  const { documents, findings, text } = read(`schema: tsunagi/answers@1
id: orders-to-billing
from: orders
to: [billing, stock]
answers:
  size: 256
  data: {value: message, note: "one order, one message"}
expect: {service: a, variant: fifo, with: [b], leaves: [queue], rules: small@1.0.0, digest: "sha256:0", answers-digest: "sha256:1"}
review-by: 2027-06-30
notes: as agreed
decided-by: [both teams]
superseded-by: newer
`);
  expect(findings).toEqual([]);
  expect(text).toContain('orders-to-billing');
  const [document] = documents;
  const digests = { digest: 'sha256:0', answersDigest: 'sha256:1' };
  expect(document).toMatchObject({
    ...{ title: null, from: ['orders'], to: ['billing', 'stock'], status: null, index: 0 },
    ...{ reviewBy: '2027-06-30', notes: 'as agreed', decidedBy: ['both teams'], supersedes: [], supersededBy: 'newer' },
    expect: { service: 'a', variant: 'fifo', with: ['b'], leaves: ['queue'], rules: 'small@1.0.0', ...digests },
  });
  expect(Object.entries(document?.answers ?? {})).toEqual([
    ['data', { value: 'message', from: 'file', note: 'one order, one message' }],
    ['size', { value: 256, from: 'file' }],
  ]);
  expect(document?.locationOf(['answers', 'data'], 'key')).toEqual({ file: 'a.yaml', line: 7, col: 3, length: 4 });
  expect(document?.locationOf(['answers', 'data', 'value'])).toMatchObject({ line: 7, col: 17, length: 7 });
  expect(document?.locationOf(['expect', 'leaves', 0])).toMatchObject({ line: 8, col: 57 });
  expect(document?.locationOf(['answers', 'native'])).toBeNull();
});

test.each([
  ['true is yes', '{native: true}', { native: 'yes' }],
  ['false is no', '{native: false}', { native: 'no' }],
  ['no is no', '{native: no}', { native: 'no' }],
  ['unknown has no value, and an empty value is no answer', '{native: unknown, data: , size: ""}', { native: null }],
  ['nothing', '', {}],
  ['old names of questions are read', '{kind: stream}', { data: 'stream' }],
  ['JSON', '{"data": "stream", "size": 1e2}', { data: 'stream', size: 100 }],
])('answers: %s', (_, text, values) => {
  const { documents, findings } = read(`answers: ${text}`);
  expect(findings).toEqual([]);
  expect(documents[0]?.answers).toEqual(answersOf(values, 'file'));
});

describe('a blank file', () => {
  test.each(['en', 'ja'])('reads without a finding and answers nothing (%s)', (lang) => {
    const own = source.in(lang);
    const blank = blankAnswers(own);
    const { documents, findings } = readAnswersFile(bytes(blank), 'a.yaml', own);
    expect(findings).toEqual([]);
    expect(documents).toMatchObject([{ answers: {} }]);
    for (const { id, ask, values } of own.questions) {
      expect(blank).toContain(ask);
      expect(blank).toContain(`\n  # ${id}:\n`);
      for (const { value, text } of values) expect(blank).toContain(`${value}: ${text}`);
    }
  });

  test('is filled in by uncommenting its lines', () => {
    const filled = blankAnswers(pack)
      .replace('  # data:', '  data: stream')
      .replace('  # size:', '  size: {value: 3, note: small}')
      .replace('# title: ', 'title: ');
    const { documents, findings } = read(filled);
    expect(findings).toEqual([]);
    expect(documents[0]?.answers).toMatchObject({ data: { value: 'stream' }, size: { value: 3, note: 'small' } });
  });
});

describe('the schema for editors', () => {
  test.each([
    ['link.yaml', '/memory/node_modules/tsunagi', 'node_modules/tsunagi'],
    ['links/orders/link.yaml', '/memory/node_modules/tsunagi', '../../node_modules/tsunagi'],
    ['link.yaml', '/node_modules/tsunagi', '../node_modules/tsunagi'],
    ['links/orders/link.yaml', '/memory', '../..'],
  ])('has the right relative path in the file of `init %s` with the package in %s', async (file, home, path) => {
    const { files } = await run(['init', file], { files: { 'links/orders/other.yaml': '', [`${home}/bin/tsunagi.js`]: '' } });
    expect(files[file]?.split('\n')[0]).toBe(`# yaml-language-server: $schema=${path}/dist/schema/answers.json`);
  });

  test('is not named where the package is not installed', async () => {
    expect((await run(['init'])).out).not.toContain('yaml-language-server');
  });
});
