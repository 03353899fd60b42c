import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, diffPacks, type PackDiff, sameOutcomes } from '../../src/core/diff/index.ts';
import type { Pack } from '../../src/core/pack.ts';
import { answerPoints, liesIn, type Plainly, plainly } from '../support/answer-points.ts';
import { arbitraryPack } from '../support/random-pack.ts';

/** Two packs that have much in common, as two versions of one pack do. */
const related: fc.Arbitrary<readonly [Pack, Pack]> = fc
  .tuple(
    arbitraryPack(),
    arbitraryPack(),
    fc.record({ leaf: fc.nat(), service: fc.nat(), parts: fc.array(fc.constantFrom(...parts()), { maxLength: 3 }) }),
  )
  .map(([old, other, { leaf, service, parts: changed }]) => {
    let now: Pack = old;
    for (const part of changed) {
      if (part === 'tree') now = { ...now, root: other.root, nodes: other.nodes };
      if (part === 'advice') now = { ...now, advice: other.advice };
      if (part === 'questions') now = { ...now, questions: other.questions };
      if (part === 'leaf') {
        const id = Object.keys(now.leaves)[leaf % Object.keys(now.leaves).length] as string;
        now = { ...now, leaves: { ...now.leaves, [id]: other.leaves[id] as Pack['leaves'][string] } };
      }
      if (part === 'service') {
        const index = service % now.services.length;
        now = { ...now, services: now.services.map((each, at) => (at === index ? (other.services[at] as typeof each) : each)) };
      }
      if (part === 'words') now = { ...now, nodes: reworded(now.nodes, leaf) };
    }
    return [old, now] as const;
  });

function parts() {
  return ['tree', 'leaf', 'service', 'advice', 'questions', 'words'] as const;
}

function reworded(nodes: Pack['nodes'], salt: number): Pack['nodes'] {
  const ids = Object.keys(nodes);
  const id = ids[salt % ids.length] as string;
  const node = nodes[id] as Pack['nodes'][string];
  return {
    ...nodes,
    [id]: { ...node, branches: node.branches.map((branch) => ({ ...branch, because: `${branch.because}, in other words` })) },
  };
}

function agrees(old: Pack, now: Pack, diff: PackDiff, policy: { assume: boolean; defaults: boolean }): void {
  const regions = policy.defaults ? diff.defaults : diff.regions;
  for (const given of answerPoints(old, now)) {
    const before = plainly(old, given, policy);
    const after = plainly(now, given, policy);
    // Open without defaults, or needing none: what the other list of regions speaks of.
    if (!before || !after) continue;
    if (
      policy.defaults &&
      plainly(old, given, { ...policy, defaults: false }) &&
      plainly(now, given, { ...policy, defaults: false })
    )
      continue;
    const inside = regions
      .filter((region) => region.places.some((place) => liesIn(place, given)))
      .map(({ change }) => JSON.stringify(change));
    const expected = changesBetween(before, after).map((change) => JSON.stringify(change));
    // Asserting on each of some hundred thousand sets of answers would take longer than finding them.
    if (inside.sort().join() !== expected.sort().join()) expect({ given, inside }).toEqual({ given, inside: expected });
  }
}

function changesBetween(old: Plainly, now: Plainly): Change[] {
  const offering = ({ service, variant }: Plainly) => (service === null ? null : { service, variant });
  const [from, to] = [offering(old), offering(now)];
  if (old.service !== now.service) return [{ kind: 'service', from, to }];
  if (old.variant !== now.variant) return [{ kind: 'variant', from, to }];
  const changes: Change[] = [];
  if (from && old.pattern !== now.pattern) changes.push({ kind: 'pattern', at: from, from: old.pattern, to: now.pattern });
  for (const kind of ['with', 'warning'] as const) {
    const [before, after] = kind === 'with' ? [old.with, now.with] : [old.codes, now.codes];
    for (const id of new Set([...before, ...after])) {
      if (from && before.includes(id) !== after.includes(id))
        changes.push({ kind, at: from, id, is: after.includes(id) ? 'new' : 'gone' });
    }
  }
  const count = (list: readonly string[], text: string): number => list.filter((each) => each === text).length;
  for (const text of new Set([...old.reasons, ...now.reasons])) {
    const more = count(now.reasons, text) - count(old.reasons, text);
    if (text !== '' && more !== 0) changes.push({ kind: 'reason', text, is: more > 0 ? 'new' : 'gone' });
  }
  return changes;
}

describe('the regions of a diff are exactly the answers that brute-force enumeration finds to differ', () => {
  it('between any two small packs', () => {
    fc.assert(
      fc.property(arbitraryPack(), arbitraryPack(), (old, now) =>
        agrees(old, now, diffPacks(old, now), { assume: true, defaults: false }),
      ),
      { numRuns: 40 },
    );
  });

  it('between versions of one pack', () => {
    fc.assert(
      fc.property(related, ([old, now]) => agrees(old, now, diffPacks(old, now), { assume: true, defaults: false })),
      { numRuns: 60 },
    );
  });

  it('where defaults fill what is unknown', () => {
    fc.assert(
      fc.property(related, ([old, now]) => agrees(old, now, diffPacks(old, now), { assume: true, defaults: true })),
      { numRuns: 40 },
    );
  });
});

it('a pack is proved equal to itself, and never to one with another outcome', () => {
  fc.assert(
    fc.property(related, ([old, now]) => {
      expect(diffPacks(old, old)).toMatchObject({ equal: true, complete: true, regions: [], defaults: [] });
      const { equal } = diffPacks(old, now);
      expect(sameOutcomes(old, now)).toBe(equal);
    }),
    { numRuns: 100 },
  );
});
