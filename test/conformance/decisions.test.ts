import { expect, test } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { sourceIn } from '../pack/memory.ts';
import { optionalParts, small } from '../pack/small.ts';
import { clean } from '../proof/clean.ts';
import { answerPoints } from '../support/answer-points.ts';
import { answersOf } from '../support/answers.ts';
import { smallPack } from '../support/small-pack.ts';

// A change of these files is a change of what decisions say: read it before you keep it (`npx vitest run test/conformance -u`).
test.each([
  ['layers', sourceIn({ ...small, 'ours/pack.yaml': optionalParts }, 'ours').in('en'), 31, { rate: 1024, kib: 30 }],
  ['numbers', sourceIn(clean).in('en'), 23, {}],
  ['texts', smallPack('en'), 19, {}],
])('the whole decisions of a small pack stay as they were reviewed: %s', async (name, pack, stride, more) => {
  const sets = [...answerPoints(pack, pack)].filter((_, index) => index % stride === 0);
  const lines = sets.flatMap((given, index) => {
    const policy = { assume: index % 3 > 0, defaults: index % 3 > 1 };
    const decision = { policy, ...decide(pack, answersOf({ ...given, ...more }), policy) };
    return Object.entries(decision).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  });
  await expect(lines.join('')).toMatchFileSnapshot(`expected/${name}.snap`);
});
