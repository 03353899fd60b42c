import { expect, test } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { sourceIn } from '../pack/memory.ts';
import { optionalParts, small } from '../pack/small.ts';
import { clean } from '../proof/clean.ts';
import { answerPoints } from '../support/answer-points.ts';
import { answersOf } from '../support/answers.ts';
import { smallPack } from '../support/small-pack.ts';

const asking = { assume: false, defaults: false };
const policies = [asking, { assume: true, defaults: false }, { assume: true, defaults: true }];

// A change of these files is a change of what decisions say: read it before you keep it (`npx vitest run test/conformance -u`).
test.each([
  ['layers', sourceIn({ ...small, 'ours/pack.yaml': optionalParts }, 'ours').in('en'), 31, { rate: 1024, kib: 30 }],
  ['numbers', sourceIn(clean).in('en'), 23, {}],
  ['texts', smallPack('en'), 19, {}],
])('the whole decisions of a small pack stay as they were reviewed: %s', async (name, pack, stride, more) => {
  const sets = [...answerPoints(pack, pack)].filter((_, index) => index % stride === 0);
  const lines = sets.map((given, index) => {
    const policy = policies[index % policies.length] ?? asking;
    return `${JSON.stringify({ ...policy, decision: decide(pack, answersOf({ ...given, ...more }), policy) }, null, 1)}\n`;
  });
  await expect(lines.join('')).toMatchFileSnapshot(`expected/${name}.snap`);
});
