import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/engine/nearest.ts';
import { forAll, runs } from '../support/runs.ts';

describe('nearest', () => {
  test.each([
    ['JMS', ['amqp', 'jms'], 'jms'],
    ['jsm', ['amqp', 'jms'], 'jms'],
    ['ne', ['yes', 'no'], 'no'],
    ['Order', ['delivery', 'ordering'], 'ordering'],
    ['order', ['ordering', 'order-by-key'], null],
    ['or', ['ordering', 'delivery'], null],
    ['x', ['y', 'z'], null],
    ['', ['a'], null],
    ['sq', ['mq', 'sqs'], 'sqs'],
    ['x'.repeat(65), ['x'.repeat(64)], null],
  ])('%s of %j: %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test('finds a word with one typing mistake', async () => {
    const slips = fc.record({ at: fc.nat(), put: fc.constantFrom('', 'x', 'xy'), drop: fc.constantFrom(0, 1) });
    await forAll(runs(100), [fc.stringMatching(/^[a-w]{4,12}$/), slips], (word, { at, put, drop }) => {
      const place = at % word.length;
      const slipped = word.slice(0, place) + put.slice(0, 1) + word.slice(place + drop);
      expect(nearest(slipped, ['0000', word, '-----------'])).toBe(word);
    });
  });
});
