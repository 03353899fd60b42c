import { candidatesOf, contradictionsOf } from '../engine/candidates.ts';
import { situationOf } from '../engine/situation.ts';
import type { Policy } from '../model/decision.ts';
import type { Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { OfferingId } from '../model/service-variant.ts';
import type { Checked } from '../records/check.ts';
import type { Identity } from './identity.ts';
import type { Tristate } from './stack.ts';

/** What a record in force wants to be built; without a variant, any will do. */
export interface Wanted extends OfferingId {
  readonly checked: Checked;
  readonly with: readonly string[];
  /** The resources that belong to it; null: it does not say. */
  readonly built: readonly string[] | null;
  /** It is only proposed, and need not be built yet. */
  readonly proposed: boolean;
  readonly at: Place | null;
}

/**
 * What a record wants; null where it decides nothing. The recorded decision counts before the result of today's rules:
 * a difference between them is another finding, and what was built was built by the record.
 *
 * @param renewed the result of its answers has just been written into it
 */
export function wantedOf(checked: Checked, renewed: boolean): Wanted | null {
  const { record, recordState } = checked;
  if (record.status === 'superseded') return null;
  const expect = renewed ? null : record.expect;
  const service = expect?.service ?? recordState?.service ?? null;
  if (service === null) return null;
  const derived = recordState?.service === service ? recordState : null;
  return {
    checked,
    service,
    variant: expect?.variant !== undefined ? expect.variant : (derived?.variant ?? null),
    with: expect?.with ?? derived?.with ?? [],
    built: record.built ?? null,
    proposed: record.status === 'proposed',
    at: record.placeOf(['expect', 'service']) ?? record.placeOf(['answers'], 'key') ?? record.placeOf([]),
  };
}

/** Whether a resource is what is wanted. */
export function fits(identity: Identity, { service, variant }: OfferingId): Tristate {
  if (identity.service !== service) return 'no';
  if (variant === null || identity.certain.includes(variant)) return 'yes';
  return identity.possible.includes(variant) ? 'maybe' : 'no';
}

/** The reasons of a decision, for and against, in the language of the pack; empty where its answers do not lead to it today. */
export interface Reasons {
  /** Why what was decided on was chosen. */
  readonly because: string;
  /** Why another service, or another variant of the same one, was not. */
  against(service: string, variant: string | null): { readonly ruledOut: boolean; readonly text: string };
}

/** Finds the reasons of a record's decision. */
export function reasonsOf(pack: Pack, { checked, service }: Wanted, policy: Policy): Reasons {
  const { record, recordState } = checked;
  if (recordState?.service !== service) return { because: '', against: () => ({ ruledOut: false, text: '' }) };
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
