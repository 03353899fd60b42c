import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import type { Pack } from '../../src/model/pack.ts';
import { verify } from '../../src/proof/prove/index.ts';
import { builtInPack } from '../support/built-in.ts';
import { enumerate, lineOf, type Truth } from '../support/enumeration.ts';
import { choices, nodeOf, questionOf } from '../support/parts.ts';
import { arbitraryPack } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

function proved(pack: Pack, steps?: number): string[] {
  const { defects } = verify(compile(pack), steps);
  return [...new Set(defects.map(lineOf))].sort();
}

/** Every reported defect is true, and every true one is reported. */
function agree(reported: readonly string[], { defects, leniency }: Truth): void {
  expect(reported.filter((line) => !defects.has(line))).toEqual([]);
  expect([...defects].filter((line) => !reported.includes(line) && !leniency.has(line))).toEqual([]);
}

it('finds a question idle whose branches lead to one node, however many outcomes are below', () => {
  const pack = builtInPack('en');
  const top = nodeOf(
    'top',
    'idle',
    ['yes', 'no'].map((value) => ({ when: [value], because: '', to: pack.root })),
  );
  const questions = [...pack.questions, questionOf('idle', { type: 'boolean', values: choices('yes', 'no') })];
  expect(proved({ ...pack, root: 'top', questions, nodes: { ...pack.nodes, top } })).toEqual(['idle-question top']);
});

describe('verify agrees with enumeration', () => {
  it.each([
    ['sound', arbitraryPack(), 10],
    ['with a derived quantity', fc.oneof(arbitraryPack({ quantity: true }), arbitraryPack({ messy: true, quantity: true })), 3],
    ['with arbitrary defects', arbitraryPack({ messy: true }), 12],
  ])('on small packs: %s', (_, packs, count) => forAll(runs(count), [packs], (pack) => agree(proved(pack), enumerate(pack))));

  it('with few steps, too: what it reports is true, and the rest is marked as not proved', () =>
    forAll(runs(10), [arbitraryPack({ messy: true })], (pack) => {
      const reported = proved(pack, 2000);
      const truth = enumerate(pack);
      if (reported.includes('not-proved')) {
        expect(reported.filter((line) => line !== 'not-proved' && !truth.defects.has(line))).toEqual([]);
      } else agree(reported, truth);
    }));
});
