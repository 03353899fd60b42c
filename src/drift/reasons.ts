import { candidatesOf, contradictionsOf } from '../engine/candidates.ts';
import type { Policy } from '../engine/explore.ts';
import { situationOf } from '../engine/situation.ts';
import type { Pack } from '../model/pack.ts';
import type { Wanted } from './wanted.ts';

/** The reasons of a decision, for and against, in the language of the pack; empty where its answers do not lead to it today. */
export interface Reasons {
  /** Why what was decided on was chosen. */
  readonly because: string;
  /** Why another service, or another variant of the same one, was not. */
  against(service: string, variant: string | null): { readonly ruledOut: boolean; readonly text: string };
}

/** Finds the reasons of a record's decision. */
export function reasonsOf(pack: Pack, { checked, service }: Wanted, policy: Policy): Reasons {
  const { record, standing } = checked;
  if (standing?.service !== service) return { because: '', against: () => ({ ruledOut: false, text: '' }) };
  const situation = situationOf(pack, record.answers, policy);
  const candidates = candidatesOf(situation);
  const textOf = (id: string) => candidates.find((candidate) => candidate.service === id)?.reasons[0]?.text ?? '';
  return {
    because: textOf(service),
    against(other, variant) {
      const [contradiction] = contradictionsOf(situation, other, variant);
      if (contradiction) return { ruledOut: true, text: contradiction.text };
      if (other === service) return { ruledOut: false, text: '' };
      const verdict = candidates.find((candidate) => candidate.service === other)?.verdict;
      return { ruledOut: verdict === 'ruled-out', text: textOf(other) };
    },
  };
}
