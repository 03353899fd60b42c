import { expect, test } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { answersOf } from '../support/answers.ts';
import { smallPack } from '../support/small-pack.ts';

test.each([
  ['async', 'is still possible', 'Some answers to the open questions lead to it.'],
  ['sync', 'the tree leaves aside', 'A caller that waits needs an answer over the same connection.'],
])('with %s, a service that %s also names the limits that it passes only with a mitigation', (completion, _, first) => {
  const answers = answersOf({ completion, 'message-kib': 2000 });
  const { candidates } = decide(smallPack('en'), answers, { assume: true, defaults: false });
  const queue = candidates.find(({ service }) => service === 'sqs');
  expect(queue?.verdict).toBe('viable');
  expect(queue?.reasons.map(({ text }) => text)).toEqual([first, 'A message has at most 1 MiB, attributes included.']);
});
