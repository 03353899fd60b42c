import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answerable, readAnswers, readValue } from '../../src/engine/answer.ts';
import { forAll, runs } from '../support/runs.ts';
import { smallPack } from '../support/small-pack.ts';

const choice: Answerable = of({ id: 'data', type: 'choice', values: [{ value: 'stream' }, { value: 'message' }] });
const yesNo: Answerable = of({ id: 'native', type: 'boolean', values: [{ value: 'yes' }, { value: 'no' }] });
const number: Answerable = of({ id: 'size', type: 'number', max: 1000, unit: 'KiB' });
const whole: Answerable = of({ ...number, id: 'count', integer: true });

function of(question: Partial<Answerable>): Answerable {
  return { id: 'q', type: 'choice', min: 0, max: null, integer: false, unit: '', values: [], ...question };
}

function value(question: Answerable, raw: unknown, text = false): unknown {
  const reading = readValue(question, raw, { text });
  return 'problem' in reading ? reading.problem.code : reading.value;
}

describe('values', () => {
  test.each([
    [choice, 'stream', 'stream'],
    [choice, 'Stream', 'unknown-value'],
    [choice, ' stream', 'unknown-value'],
    [choice, 1, 'unknown-value'],
    [yesNo, true, 'yes'],
    [yesNo, false, 'no'],
    [yesNo, 'true', 'yes'],
    [yesNo, 'FALSE', 'no'],
    [yesNo, 'no', 'no'],
    [yesNo, 'y', 'unknown-value'],
    [number, 256, 256],
    [number, 0.5, 0.5],
    [number, -0, 0],
    [number, true, 'not-a-number'],
    [number, Infinity, 'not-a-number'],
    [number, NaN, 'not-a-number'],
    [number, 1000.1, 'number-out-of-range'],
  ])('%j %j: %j', (question, raw, expected) => {
    expect(value(question, raw)).toBe(expected);
  });

  test.each([
    [number, '256', 256],
    [number, ' 0.5 ', 0.5],
    [number, '+.5', 0.5],
    [number, '5.', 5],
    [number, '1e2', 100],
    [number, '-0', 0],
    [number, '0x10', 'not-a-number'],
    [number, '0b1', 'not-a-number'],
    [number, 'Infinity', 'not-a-number'],
    [number, '1e999', 'not-a-number'],
    [number, '1_000', 'not-a-number'],
    [number, '1,000', 'not-a-number'],
    [number, '1 0', 'not-a-number'],
    [number, '２５６', 'not-a-number'],
    [whole, '2.0', 2],
    [choice, ' stream\n', 'stream'],
    [yesNo, 'false', 'no'],
  ])('as a text %j %j: %j', (question, raw, expected) => {
    expect(value(question, raw, true)).toBe(expected);
  });

  test.each([choice, yesNo, number])('unknown and empty have no value: %j', (question) => {
    for (const raw of [undefined, null, '', 'unknown']) expect(value(question, raw)).toBeNull();
    for (const raw of ['', '  ', ' unknown ']) expect(value(question, raw, true)).toBeNull();
  });
});

describe('laws', () => {
  const questions = fc.constantFrom(choice, yesNo, number, whole);

  test('any input gives a value of the question, none or a problem, and throws nothing', () =>
    forAll(
      runs(100),
      [questions, fc.anything({ withBigInt: true, withSparseArray: true, withNullPrototype: true }), fc.boolean()],
      (question, raw, text) => {
        const reading = readValue(question, raw, { text });
        if ('problem' in reading || reading.value === null) return;
        if (question.type === 'number') {
          expect(reading.value).toBeTypeOf('number');
          expect(Number.isFinite(reading.value)).toBe(true);
          expect(reading.value).toBeGreaterThanOrEqual(question.min);
          expect(reading.value).toBeLessThanOrEqual(question.max ?? Infinity);
          expect(Object.is(reading.value, -0)).toBe(false);
        } else expect(question.values.map(({ value }) => value)).toContain(reading.value);
      },
    ));

  test('a string is a number only if JavaScript reads the same number', () =>
    forAll(runs(100), [fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.eExX_ ]{1,8}$/))], (raw) => {
      const read = value(number, raw, true);
      if (typeof read === 'number') expect(read).toBe(Number(raw) + 0);
    }));
});

describe('a record of answers', () => {
  const pack = { ...smallPack('en'), renamed: {} };
  const [first, second] = pack.questions;
  if (!first || !second) throw new Error('the small pack has questions');
  const [one, other] = first.values;

  test('is returned in pack order with notes and without empty answers', () => {
    const record = { [second.id]: 'unknown', [first.id]: { value: one?.value, note: 'so it is' } };
    const { answers, problems } = readAnswers(pack, record, 'file');
    expect(problems).toEqual([]);
    expect(Object.entries(answers)).toEqual([
      [first.id, { value: one?.value, from: 'file', note: 'so it is' }],
      [second.id, { value: null, from: 'file' }],
    ]);
    expect(readAnswers(pack, { [first.id]: '', [second.id]: { value: null } }, 'file').answers).toEqual({});
  });

  test('maps renamed ids, and refuses the old and the new one together', () => {
    const renamed = { ...pack, renamed: { former: first.id, lost: 'nowhere' } };
    const { answers } = readAnswers(renamed, { former: one?.value }, 'flag');
    expect(answers).toEqual({ [first.id]: { value: one?.value, from: 'flag' } });
    expect(readAnswers(renamed, { former: one?.value, [first.id]: other?.value }, 'flag').problems).toMatchObject([
      { problem: { code: 'answered-twice', args: { question: first.id, other: 'former' } }, key: first.id, part: 'key' },
    ]);
    expect(readAnswers(renamed, { lost: 1 }, 'flag').problems).toMatchObject([{ problem: { code: 'unknown-question' } }]);
  });

  test.each([null, undefined, [], 'text', 3])('%j is not a record', (record) => {
    expect(readAnswers(pack, record, 'file').problems).toMatchObject([{ problem: { code: 'not-answers' }, key: null }]);
  });
});
