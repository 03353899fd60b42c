import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answers } from '../../src/model/decision.ts';
import type { Pack } from '../../src/model/pack.ts';
import { addressOf, parametersOf, readAddress, shortDigest } from '../../src/web/address.ts';
import { anyAnswers } from '../support/any-answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { forAll, runs } from '../support/runs.ts';

const pack = builtInPack('en');
const rules = shortDigest(pack.digest);

test('reads back from an address what it was made of', () =>
  forAll(runs(100), [anyAnswers, fc.string(), fc.option(fc.constantFrom('result', 'ordering'))], (answers, title, at) => {
    const own = { answers, title, from: [title, 'a'], to: ['b'], at, lang: 'ja' };
    const read = readAddress(parametersOf(addressOf(own, pack, 'sqs/fifo')) ?? new URLSearchParams('unread'), pack);
    expect(read).toEqual({ ...own, rules, result: 'sqs/fifo', problems: [] });
  }));

test('names the answers in the order in which they were given, also if the id of a question is a key of the address', () => {
  const answers: Answers = { timing: { value: 'push', from: 'default' }, data: { value: null, from: 'prompt' } };
  const address = addressOf({ answers, title: 'a & b', from: [], to: [], at: null, lang: null }, pack, null);
  expect(address).toBe(`#v1&default.timing=push&data=unknown&title=a+%26+b&rules=${rules}`);
  const other: Pack = { ...pack, questions: pack.questions.slice(0, 1).map((question) => ({ ...question, id: 'title' })) };
  const read = readAddress(new URLSearchParams('set.title=stream&title=a'), other);
  expect(read).toMatchObject({ answers: { title: { value: 'stream', from: 'prompt' } }, title: 'a' });
  expect(readAddress(parametersOf(address) ?? new URLSearchParams(), pack).answers).toEqual(answers);
  expect(addressOf(read, other, null)).toBe(`#v1&set.title=stream&title=a&rules=${rules}`);
});

test("reports and leaves out what today's rules do not have", () => {
  const other: Pack = { ...pack, renamed: { kind: 'data' } };
  const read = readAddress(new URLSearchParams('kind=message&colour=red&fanout=none&throughput=many&__proto__=x'), other);
  expect(read.answers).toEqual({ data: { value: 'message', from: 'prompt' } });
  const problems = ['unknown-question', 'unknown-value', 'not-a-number', 'unknown-question'];
  expect(read.problems.map(({ code }) => code)).toEqual(problems);
});
