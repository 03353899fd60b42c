import { lazy } from '../../src/engine/lazy.ts';
import type { Answers, Policy } from '../../src/model/decision.ts';
import { recordStateOf } from '../../src/records/record-state.ts';
import { answersOf } from './answers.ts';
import { builtInPack, builtInSource } from './built-in.ts';

/** A case of the built-in pack, as the engine takes it. */
export interface LeafCase {
  readonly name: string;
  readonly answers: Answers;
  readonly policy: Policy;
  readonly leaves: readonly string[];
}

/** The first cases of the built-in pack that reach each leaf alone, and each together with later ones. */
export const leafCases = lazy((): LeafCase[] => {
  const pack = builtInPack('en');
  const found = new Map<string, LeafCase>();
  for (const { name, answers, assume, defaults } of builtInSource().cases) {
    const policy = { assume, defaults };
    const given = answersOf(answers);
    // Much faster than a decision with its reasons.
    const { service, leaves } = recordStateOf(pack, given, policy);
    const key = `${leaves[0]} ${leaves.length > 1}`;
    if (service !== null && !found.has(key)) found.set(key, { name, answers: given, policy, leaves });
  }
  return [...found.values()];
});
