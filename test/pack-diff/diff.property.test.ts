import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Better, Fact, Pack, Value } from '../../src/model/pack.ts';
import type { Change } from '../../src/pack-diff/changes.ts';
import { diffPacks, type PackDiff, sameOutcomes } from '../../src/pack-diff/index.ts';
import { answerPoints, completed, liesIn, type Plainly, plainly } from '../support/answer-points.ts';
import { editedPack } from '../support/edited-pack.ts';
import { type Given, type Plain, withDerived } from '../support/oracle.ts';
import { arbitraryPack } from '../support/random-pack.ts';
import { forAll, once } from '../support/runs.ts';

/** Two versions of a pack. */
const edited: fc.Arbitrary<readonly [Pack, Pack]> = arbitraryPack().chain((old) =>
  editedPack(old).map((now) => [old, now] as const),
);

/** Two versions of a pack that differ in what only the choice among options and the texts beside it depend on. */
const weighed: fc.Arbitrary<readonly [Pack, Pack]> = fc
  .tuple(
    arbitraryPack({ quantity: true }),
    arbitraryPack({ quantity: true }),
    fc.subarray(['mitigations', 'services', 'derived', 'neighbours', 'advice'] as const, { minLength: 1, maxLength: 2 }),
  )
  .map(([pack, other, changed]) => {
    const old = { ...pack, neighbours: neighbourOf(pack, 2) };
    const next = { ...other, neighbours: neighbourOf(pack, 9) };
    const now: Pack = { ...old, ...Object.fromEntries(changed.map((part) => [part, next[part]])) };
    return [old, now] as const;
  });

function neighbourOf({ services, questions }: Pack, limit: number): Pack['neighbours'] {
  const [fact] = services.flatMap(({ facts }) => facts);
  const facts: Fact[] = fact ? [{ ...fact, question: 'd', values: null, min: null, max: limit, kind: 'limit' }] : [];
  const common = { complements: false, because: 'better', givesUp: '', source: '', checked: '2026-11-25' };
  const better: Better[] = [
    { ...common, when: {}, ifUnmet: ['d', 'q3', 'q1'], services: limit > 5 ? ['a', 'b'] : [] },
    { ...common, when: { q6: { from: limit > 5 ? 1 : 2 } }, ifUnmet: [], services: ['c'] },
  ];
  const { layer } = questions[0] as Pack['questions'][number];
  return { n: { id: 'n', name: 'N', url: '', summary: '', facts, variants: [], better, layer } };
}

function agrees(old: Pack, now: Pack, diff: PackDiff, policy: Plain, stride: number): void {
  const regions = policy.defaults ? diff.defaults : diff.regions;
  let point = 0;
  for (const given of answerPoints(old, now)) {
    if (point++ % stride !== 0) continue;
    const before = plainly(old, given, policy);
    const after = plainly(now, given, policy);
    if (!before || !after) {
      asksAgree(old, now, given, policy, diff);
      continue;
    }
    // Answers that need no default belong to the other list of regions.
    if (
      policy.defaults &&
      plainly(old, given, { ...policy, defaults: false }) &&
      plainly(now, given, { ...policy, defaults: false })
    ) {
      continue;
    }
    const seen = withQuantities(old, now, given);
    const inside = regions
      .filter(({ within, places }) => places.some((place) => liesIn(place, seen) && liesIn({ ways: [within], when: [[]] }, seen)))
      .map(({ change }) => JSON.stringify(change));
    const changes = changesBetween(before, after).filter(({ kind }) => !policy.defaults || kind !== 'reason');
    const reported = new Set(policy.defaults ? diff.regions.map(({ change }) => JSON.stringify(change)) : []);
    const expected = changes
      .map((change) => JSON.stringify(change))
      .filter((change) => inside.includes(change) || !reported.has(change));
    if (changes.length > 0 && !liesIn({ ways: [diff.within], when: [[]] }, seen)) expect({ given, changes }).toBeNull();
    // Asserting on each of some hundred thousand sets of answers would take longer than finding them.
    if (inside.sort().join() !== expected.sort().join()) expect({ given, inside }).toEqual({ given, inside: expected });
  }
}

/** Answers with the quantities of both packs, which conditions name; the old one's with its formula where it is another. */
function withQuantities(old: Pack, now: Pack, given: Given): Given {
  const answers = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, Value] => entry[1] !== null));
  const formulas = new Map(now.derived.map(({ id, formula }) => [id, formula]));
  const before = Object.entries(withDerived(old, answers)).map(([id, value]) => {
    const quantity = old.derived.find((each) => each.id === id);
    const isOther = quantity && formulas.has(id) && formulas.get(id) !== quantity.formula;
    return [isOther ? `${id} = ${quantity.formula}` : id, value];
  });
  return { ...given, ...Object.fromEntries(before), ...withDerived(now, answers) };
}

/** Where one pack leaves one question open and the other none: the diff must report it if some answer changes the outcome. */
function asksAgree(old: Pack, now: Pack, given: Given, policy: Plain, diff: PackDiff): void {
  const regions = policy.defaults ? diff.defaults : diff.regions;
  const [before, after] = [completed(old, given, policy), completed(now, given, policy)];
  const [question, ...others] = [...new Set([...before.asked, ...after.asked])];
  if (question === undefined || others.length > 0 || (before.asked.length > 0 && after.asked.length > 0)) return;
  const is = after.asked.length > 0 ? 'new' : 'gone';
  const [decided, asking, decider] = is === 'new' ? [before, after, old] : [after, before, now];
  if (policy.defaults && plainly(decider, given, { ...policy, defaults: false })) return;
  // Everything else that is reported is true of each answer, and so of none.
  const asks = regions.filter(({ change }) => change.kind === 'asks');
  const inside = asks.filter((region) => region.places.some((place) => liesIn(place, given))).map(({ change }) => change);
  const expected: Change[] = isOther(decided.comesTo[0] as Plainly, asking.comesTo) ? [{ kind: 'asks', question, is }] : [];
  // What changes for given answers is not reported again for those that a default fills in.
  const isKnown = policy.defaults && diff.regions.some(({ change }) => JSON.stringify([change]) === JSON.stringify(expected));
  if (!isKnown && JSON.stringify(inside) !== JSON.stringify(expected)) {
    expect({ given, inside }).toEqual({ given, inside: expected });
  }
}

/** Whether some answer has another outcome; reasons aside. */
function isOther(outcome: Plainly, all: readonly Plainly[]): boolean {
  return all.some((one) => changesBetween(outcome, one).some(({ kind }) => kind !== 'reason'));
}

function changesBetween(old: Plainly, now: Plainly): Change[] {
  const offering = ({ service, variant }: Plainly) => (service === null ? null : { service, variant });
  const [from, to] = [offering(old), offering(now)];
  if (old.service !== now.service) return [{ kind: 'service', from, to }];
  if (old.variant !== now.variant) return [{ kind: 'variant', from, to }];
  const changes: Change[] = [];
  if (from && old.pattern !== now.pattern) changes.push({ kind: 'pattern', at: from, from: old.pattern, to: now.pattern });
  const parts = { with: 'with', warning: 'codes', mitigation: 'mitigations', unmet: 'unmet', instead: 'instead' } as const;
  for (const [kind, part] of Object.entries(parts) as [keyof typeof parts, (typeof parts)[keyof typeof parts]][]) {
    const [before, after] = [old[part], now[part]];
    for (const id of new Set([...before, ...after])) {
      if (from && before.includes(id) !== after.includes(id)) {
        changes.push({ kind, at: from, id, is: after.includes(id) ? 'new' : 'gone' });
      }
    }
  }
  const all = [...changes, ...movedTexts(old.way, now.way), ...movedTexts(old.reasons, now.reasons)];
  return [...new Map(all.map((change) => [JSON.stringify(change), change])).values()];
}

/** Texts that appear more or less often than before. */
function movedTexts(old: readonly string[], now: readonly string[]): Change[] {
  const count = (list: readonly string[], text: string): number => list.filter((each) => each === text).length;
  return [...new Set([...old, ...now])].flatMap((text): Change[] => {
    const more = count(now, text) - count(old, text);
    return text === '' || more === 0 ? [] : [{ kind: 'reason', text, is: more > 0 ? 'new' : 'gone' }];
  });
}

const given = { assume: true, defaults: false };
const filled = { assume: true, defaults: true };

it.each([
  ['for two unrelated small packs', fc.tuple(arbitraryPack(), arbitraryPack()), given, 2, 3],
  ['for a pack and a few edits of its author', edited, given, 6, 1],
  ['for those edits taken back', edited.map(([old, now]) => [now, old] as const), given, 5, 1],
  // Two packs, or the inputs of a quantity, have some hundred thousand sets of answers: not all of them are tried.
  ['where mitigations, companions, derived quantities or neighbours decide', weighed, given, 4, 41],
  ['where defaults fill in unknown answers', edited, filled, 6, 1],
])('diffPacks finds exactly the answers whose outcome differs %s', (_, packs, policy, count, stride) =>
  forAll(once(count), [packs], ([old, now]) => agrees(old, now, diffPacks(old, now), policy, stride)),
);

it('each further condition of a place can be met there and excludes some answers', async () => {
  let conditions = 0;
  await forAll(once(60), [edited], ([old, now]) => {
    const places = diffPacks(old, now).regions.flatMap(({ places }) => places);
    const points = places.length === 0 ? [] : [...answerPoints(old, now)];
    for (const { ways, when } of places) {
      const there = points.filter((given) => liesIn({ ways, when: [[]] }, given));
      const further = (some: typeof when) => there.filter((given) => liesIn({ ways, when: some }, given)).length;
      for (const conjunction of when) {
        expect(further([conjunction]), JSON.stringify({ ways, conjunction })).toBeGreaterThan(0);
        conditions += conjunction.length;
        for (const condition of conjunction) {
          const others = conjunction.filter((each) => each !== condition);
          const fewer = when.map((each) => (each === conjunction ? others : each));
          expect(further(fewer), JSON.stringify({ ways, when, condition })).toBeGreaterThan(further(when));
        }
      }
    }
  });
  expect(conditions).toBeGreaterThan(5);
});

it('a pack is proved equal to itself, and never to one with a different outcome', () =>
  forAll(once(20), [edited], ([old, now]) => {
    expect(diffPacks(old, old)).toMatchObject({ equal: true, complete: true, regions: [], defaults: [] });
    const { equal } = diffPacks(old, now);
    expect(sameOutcomes(old, now)).toBe(equal);
  }));
