import { knownValues } from '../engine/answer.ts';
import { candidatesOf, contradictionsOf } from '../engine/candidates.ts';
import { situationOf } from '../engine/situation.ts';
import type { Policy } from '../model/decision.ts';
import type { Place } from '../model/diagnostic.ts';
import { type OfferingId, offeringIdOf, type Pack, type Value } from '../model/pack.ts';
import type { Checked } from '../records/check.ts';

/** The service that a record in force wants built; without a variant, any will do. */
export interface Wanted extends OfferingId {
  readonly checked: Checked;
  /** The recorded answers that are known. */
  readonly answers: Readonly<Record<string, Value>>;
  /** The companions that are services of the pack. */
  readonly companions: readonly OfferingId[];
  readonly at: Place | null;
  reasons(): Reasons;
}

/** The reasons of a decision, in the language of the pack; empty if today's rules decide differently. */
interface Reasons {
  readonly because: string;
  /** Why another service, or another variant of the same one, was rejected. */
  against(service: string, variant: string | null): { readonly ruledOut: boolean; readonly text: string };
}

/**
 * Determines what a record wants built; null if it decides nothing. The recorded decision takes precedence over the result
 * of today's rules, unless `--fix` has just replaced it: people built what the record says, and a difference between the
 * two is a separate finding.
 */
export function wantedOf(pack: Pack, policy: Policy, checked: Checked): Wanted | null {
  const { record, recordState, fixed } = checked;
  if (record.status === 'superseded') return null;
  const expect = fixed ? null : record.expect;
  const service = expect?.service ?? recordState?.service ?? null;
  if (service === null) return null;
  const derived = recordState?.service === service ? recordState : null;
  let reasons: Reasons | null = null;
  return {
    checked,
    answers: knownValues(record.answers),
    service,
    variant: expect?.variant !== undefined ? expect.variant : (derived?.variant ?? null),
    companions: (expect?.with ?? derived?.with ?? [])
      .map(offeringIdOf)
      .filter((companion) => pack.services.some(({ id }) => id === companion.service)),
    at: record.placeOf(['expect', 'service']) ?? record.placeOf(['answers'], 'key') ?? record.placeOf([]),
    reasons() {
      reasons ??= derived ? reasonsOf(pack, service, checked, policy) : noReasons;
      return reasons;
    },
  };
}

const noReasons: Reasons = { because: '', against: () => ({ ruledOut: false, text: '' }) };

function reasonsOf(pack: Pack, service: string, { record }: Checked, policy: Policy): Reasons {
  const situation = situationOf(pack, record.answers, policy);
  const candidates = new Map(candidatesOf(situation).map((candidate) => [candidate.service, candidate]));
  const textOf = (id: string): string => candidates.get(id)?.reasons[0]?.text ?? '';
  return {
    because: textOf(service),
    against(other, variant) {
      const [contradiction] = contradictionsOf(situation, other, variant);
      if (contradiction) return { ruledOut: true, text: contradiction.text };
      if (other === service) return { ruledOut: false, text: '' };
      return { ruledOut: candidates.get(other)?.verdict === 'ruled-out', text: textOf(other) };
    },
  };
}
