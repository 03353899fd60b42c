import type { Place } from '../model/diagnostic.ts';
import { type OfferingId, offeringIdOf } from '../model/service-variant.ts';
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
 * What a record wants; null where it decides nothing. What it was decided on counts before what its answers come to by
 * today's rules: that they differ is another finding, and what was built was built by the record.
 *
 * @param renewed what its answers come to has just been written into it
 */
export function wantedOf(checked: Checked, renewed: boolean): Wanted | null {
  const { record, standing } = checked;
  if (record.status === 'superseded') return null;
  const expect = renewed ? null : record.expect;
  const service = expect?.service ?? standing?.service ?? null;
  if (service === null) return null;
  const derived = standing?.service === service ? standing : null;
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

/** A companion as what it wants, or null if it is none of the services. */
export function companionOf(id: string, services: ReadonlySet<string>): OfferingId | null {
  const offering = offeringIdOf(id);
  return services.has(offering.service) ? offering : null;
}

/** Whether a resource is what is wanted. */
export function fits(identity: Identity, { service, variant }: OfferingId): Tristate {
  if (identity.service !== service) return 'no';
  if (variant === null || identity.certain.includes(variant)) return 'yes';
  return identity.possible.includes(variant) ? 'maybe' : 'no';
}
