import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answers } from '../../src/model/decision.ts';
import type { Pack } from '../../src/model/pack.ts';
import { addressOf, parametersOf, readAddress, shortDigest } from '../../src/web/address.ts';
import { builtInPack } from '../support/built-in.ts';
import { anyAnswers } from './any-answers.ts';

const pack = builtInPack('en');

test('what an address was made of is read from it again', () => {
  fc.assert(
    fc.property(anyAnswers, fc.string(), fc.option(fc.constantFrom('result', 'ordering')), (answers, title, at) => {
      const address = addressOf({ answers, title, at }, 'ja', pack, 'sqs/fifo');
      const read = readAddress(parametersOf(address) ?? new URLSearchParams('unread'), pack);
      expect(read).toEqual({
        ...{ answers, title, at, lang: 'ja', rules: shortDigest(pack.digest), result: 'sqs/fifo' },
        ...{ problems: [], renamed: [] },
      });
    }),
    { numRuns: 100 },
  );
});

test('answers are named, in the order in which they were given', () => {
  const answers: Answers = { timing: { value: 'push', from: 'prompt' }, data: { value: null, from: 'prompt' } };
  expect(addressOf({ answers, title: 'a & b', at: null }, null, pack, null)).toBe(
    `#v1&timing=push&data=unknown&title=a+%26+b&rules=${shortDigest(pack.digest)}`,
  );
});

test('a question that has the name of another key can be answered', () => {
  const [first] = pack.questions;
  if (!first) throw new Error('no question');
  const other: Pack = { ...pack, questions: [{ ...first, id: 'title' }] };
  const answers: Answers = { title: { value: 'stream', from: 'prompt' } };
  const address = addressOf({ answers, title: 'a to b', at: null }, null, other, null);
  expect(readAddress(new URLSearchParams(address.slice('#v1&'.length)), other)).toMatchObject({ answers, title: 'a to b' });
});

test('what the rules of today do not have is reported and left out', () => {
  const other: Pack = { ...pack, renamed: { kind: 'data' } };
  const read = readAddress(new URLSearchParams('kind=message&colour=red&fanout=none&throughput=many&__proto__=x'), other);
  expect(read.answers).toEqual({ data: { value: 'message', from: 'prompt' } });
  expect(read.renamed).toEqual([{ from: 'kind', to: 'data' }]);
  expect(read.problems.map(({ code }) => code)).toEqual([
    ...['unknown-question', 'unknown-value', 'not-a-number', 'unknown-question'],
  ]);
});

test('an address of another version is not read', () => {
  expect(parametersOf('#v2&data=message')).toBeNull();
  expect([...(parametersOf('') ?? ['unread'])]).toEqual([]);
});
