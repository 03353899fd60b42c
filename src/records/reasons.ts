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
      // What people wrote into a record may be no service.
      if (!candidates.has(other)) return '';
      const own = contradictionsOf(situation, service, decided.variant).map(({ text }) => text);
      const contradiction = contradictionsOf(situation, other, variant).find(({ text }) => !own.includes(text));
      return contradiction?.text ?? (other === service ? '' : textOf(other));
    },
  };
}
