import { expect, test } from 'vitest';
import { spansAround } from '../../src/engine/compile.ts';
import { sourceIn } from '../pack/memory.ts';
import { clean } from '../proof/clean.ts';

const pack = sourceIn(clean).in('en');

test.each([
  ['rate', [0], [{ below: 100 }]],
  ['rate', [500], [{ from: 100 }]],
  ['rate', [500, 0], [{}]],
  ['size', [101], [{ from: 101, to: 256 }]],
  ['size', [1, 300], [{ to: 100 }, { from: 257, to: 500 }]],
  ['kind', ['task'], []],
  ['no-question', [1], []],
] as const)('%s %j', (question, values, spans) => {
  expect(spansAround(pack, question, values)).toEqual(spans);
});
