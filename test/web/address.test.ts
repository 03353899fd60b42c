import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answers } from '../../src/model/decision.ts';
import type { Pack } from '../../src/model/pack.ts';
import { addressOf, parametersOf, readAddress, shortDigest } from '../../src/web/address.ts';
import { anyAnswers } from '../support/any-answers.ts';
import { builtInPack } from '../support/built-in.ts';

const pack = builtInPack('en');
const empty = { from: [], to: [], at: null, lang: null };

test('reads back from an address what it was made of', () => {
  fc.assert(
    fc.property(anyAnswers, fc.string(), fc.option(fc.constantFrom('result', 'ordering')), (answers, title, at) => {
      const own = { answers, title, from: [title, 'a'], to: ['b'], at, lang: 'ja' };
      const address = addressOf(own, pack, 'sqs/fifo');
      const read = readAddress(parametersOf(address) ?? new URLSearchParams('unread'), pack);
      const rules = shortDigest(pack.digest);
      expect(read).toEqual({ ...own, rules, result: 'sqs/fifo', problems: [], renamed: [] });
    }),
    { numRuns: 100 },
  );
});

test('names the answers in the order in which they were given', () => {
  const answers: Answers = { timing: { value: 'push', from: 'prompt' }, data: { value: null, from: 'prompt' } };
  expect(addressOf({ ...empty, answers, title: 'a & b' }, pack, null)).toBe(
    `#v1&timing=push&data=unknown&title=a+%26+b&rules=${shortDigest(pack.digest)}`,
  );
});

test('keeps the answer to a question whose id is also a key of the address', () => {
  const other: Pack = { ...pack, questions: pack.questions.slice(0, 1).map((question) => ({ ...question, id: 'title' })) };
  const answers: Answers = { title: { value: 'stream', from: 'prompt' } };
  const address = addressOf({ ...empty, answers, title: 'a to b' }, other, null);
  expect(readAddress(new URLSearchParams(address.slice('#v1&'.length)), other)).toMatchObject({ answers, title: 'a to b' });
});

test("reports and leaves out what today's rules do not have", () => {
  const other: Pack = { ...pack, renamed: { kind: 'data' } };
  const read = readAddress(new URLSearchParams('kind=message&colour=red&fanout=none&throughput=many&__proto__=x'), other);
  expect(read.answers).toEqual({ data: { value: 'message', from: 'prompt' } });
  expect(read.renamed).toEqual([{ from: 'kind', to: 'data' }]);
  const problems = ['unknown-question', 'unknown-value', 'not-a-number', 'unknown-question'];
  expect(read.problems.map(({ code }) => code)).toEqual(problems);
});

test('does not read an address of another version', () => {
  expect(parametersOf('#v2&data=message')).toBeNull();
  expect([...(parametersOf('') ?? ['unread'])]).toEqual([]);
});
