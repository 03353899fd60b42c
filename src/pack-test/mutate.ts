import type { Pack } from '../model/pack.ts';
import type { Case } from '../model/pack-source.ts';
import { expectedKinds, sameOutcomes } from '../pack-diff/index.ts';
import { passes, runCases } from './cases.ts';
import { type Mutation, mutantsOf } from './mutants.ts';

/** What became of a mutant: noticed by a case, not noticed by any, or no change of any outcome. */
type Fate = 'killed' | 'survived' | 'equivalent' | 'unproved';

export interface MutationResult extends Mutation {
  readonly fate: Fate;
  /** The case that noticed it first. */
  readonly killer: string | null;
  /** The mutant itself, of those that survived. */
  readonly mutant: Pack | null;
}

/**
 * Changes a pack in one place at a time and runs its cases on each of these mutants. Those that no case notices are
 * compared with the pack over all answers, in what a case can expect: an equivalent one cannot be noticed and does
 * not count.
 *
 * @param every - Tries every n-th mutant alone, where a sample is enough.
 */
export function* mutationResults(pack: Pack, cases: readonly Case[], every = 1): Generator<MutationResult> {
  const good = runCases(pack, cases).filter(({ mismatches }) => mismatches.length === 0);
  // The case that noticed the last mutant often notices the next one, which changes the same part.
  let order = good.map((result) => result.case);
  let count = 0;
  for (const { pack: mutant, ...mutation } of mutantsOf(pack)) {
    if (count++ % every !== 0) continue;
    const killer = order.find((each) => !passes(mutant, each));
    if (killer) {
      order = [killer, ...order.filter((each) => each !== killer)];
      yield { ...mutation, fate: 'killed', killer: killer.name, mutant: null };
      continue;
    }
    const same = sameOutcomes(pack, mutant, expectedKinds);
    const fate = same === null ? 'unproved' : same ? 'equivalent' : 'survived';
    yield { ...mutation, fate, killer: null, mutant: same === false ? mutant : null };
  }
}
