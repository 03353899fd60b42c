import { knownValues } from '../engine/answer.ts';
import { lazy } from '../engine/lazy.ts';
import type { Policy } from '../model/decision.ts';
import { type OfferingId, offeringIdOf, type Pack } from '../model/pack.ts';
import type { Checked } from '../records/check.ts';
import { type Reasons, reasonsOf } from '../records/record-state.ts';

/** The service that a record in force wants built; without a variant, any will do. */
export type Wanted = NonNullable<ReturnType<typeof wantedOf>>;

/**
 * Determines what a record wants built; null if it decides nothing. The recorded decision takes precedence over the result
 * of today's rules, unless `--fix` has just replaced it: people built what the record says, and a difference between the
 * two is a separate finding.
 */
export function wantedOf(pack: Pack, policy: Policy, checked: Checked) {
  const { record, recordState, fixed } = checked;
  if (record.status === 'superseded') return null;
  const expect = fixed ? null : record.expect;
  const service = expect?.service ?? recordState?.service ?? null;
  if (service === null) return null;
  const derived = recordState?.service === service ? recordState : null;
  return {
    checked,
    answers: knownValues(record.answers),
    service,
    variant: expect?.variant !== undefined ? expect.variant : (derived?.variant ?? null),
    // Those that are services of the pack.
    companions: (expect?.with ?? derived?.with ?? [])
      .map(offeringIdOf)
      .filter((companion) => pack.services.some(({ id }) => id === companion.service)),
    at: record.locationOf(['expect', 'service']) ?? record.locationOf(['answers'], 'key') ?? record.locationOf([]),
    /** The reasons of the decision, in the language of the pack; empty if today's rules decide differently. */
    reasons: lazy(() => (derived ? reasonsOf(pack, record.answers, policy, derived) : noReasons)),
  };
}

/** Whether a variant of the service is open: the record is a proposal without a decision, and its answers allow the variant. */
export function isLeftOpen({ checked: { record, fixed }, service, reasons }: Wanted, other: OfferingId): boolean {
  const isOpen = record.status === 'proposed' && record.expect === null && !fixed;
  return isOpen && other.service === service && reasons().against(service, other.variant) === '';
}

const noReasons: Reasons = { because: '', against: () => '' };
