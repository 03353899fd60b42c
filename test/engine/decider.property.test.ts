import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { deciderOf } from '../../src/engine/decider.ts';
import { answersOf } from '../support/answers.ts';
import { endsAndGaps } from '../support/oracle.ts';
import { arbitraryGiven, arbitraryPack } from '../support/random-pack.ts';
import { runs } from '../support/runs.ts';

it('the decider decides every set of answers as decide does', () => {
  const policies = fc.record({ assume: fc.boolean(), defaults: fc.boolean() });
  const sets = fc
    .oneof(arbitraryPack(), arbitraryPack({ quantity: true }), arbitraryPack({ messy: true }))
    .chain((pack) => fc.tuple(fc.constant(pack), policies, fc.array(arbitraryGiven(pack), { minLength: 1, maxLength: 5 })));
  fc.assert(
    fc.property(sets, ([pack, policy, all]) => {
      const decideNext = deciderOf(pack, policy);
      for (const given of all) {
        if (endsAndGaps(pack, given, policy).found.length === 0) {
          expect(() => decideNext(given)).toThrow(expect.objectContaining({ name: 'GapError' }));
          continue;
        }
        const { status, recommendation, open, warnings, path } = decide(pack, answersOf(given, 'file'), policy);
        const { summary, path: steps } = decideNext(given);
        expect(steps).toEqual(path);
        expect(summary).toEqual({
          status,
          service: recommendation?.service ?? null,
          variant: recommendation?.variant ?? null,
          with: recommendation?.with ?? [],
          possible: open?.possible ?? [recommendation?.service],
          warnings: warnings.map(({ code }) => code),
        });
      }
    }),
    runs(40),
  );
});
