import { candidatesOf, contradictionsOf } from '../engine/candidates.ts';
import { situationOf } from '../engine/situation.ts';
import type { Answers, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { RecordState } from './record-state.ts';

export type Reasons = ReturnType<typeof reasonsOf>;

/** Why answers lead to the service that they decide, in the language of the pack. */
export function reasonsOf(pack: Pack, answers: Answers, policy: Policy, decided: Pick<RecordState, 'service' | 'variant'>) {
  const service = decided.service ?? '';
  const situation = situationOf(pack, answers, policy);
  const candidates = new Map(candidatesOf(situation).map((candidate) => [candidate.service, candidate]));
  const textOf = (id: string): string => candidates.get(id)?.reasons[0]?.text ?? '';
  return {
    because: textOf(service),
    /** Why another service, or another variant of the same one, was rejected; empty: nothing distinguishes the two. */
    against(other: string, variant: string | null): string {
      const candidate = candidates.get(other);
      // What people wrote into a record may be no service.
      if (!candidate) return '';
      const own = contradictionsOf(situation, service, decided.variant).map(({ text }) => text);
      // Where no variant fits, what rules out this one may advise another that does not fit either.
      const reasons = candidate.verdict === 'ruled-out' ? candidate.reasons : contradictionsOf(situation, other, variant);
      const contradiction = reasons.find(({ text }) => !own.includes(text));
      return contradiction?.text ?? (other === service ? '' : textOf(other));
    },
  };
}
