import type { Checked } from '../check.ts';
import type { Place } from '../finding.ts';
import type { Identity } from './identity.ts';
import type { Tristate } from './stack.ts';

/** A service, in one variant or in any. */
export interface Offering {
  readonly service: string;
  /** Null: any. */
  readonly variant: string | null;
}

/** What a record in force wants to be built. */
export interface Wanted extends Offering {
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

/** As `sqs/fifo`, or `sqs` for any variant. */
export function offeringOf({ service, variant }: Offering): string {
  return variant === null ? service : `${service}/${variant}`;
}

/** A companion as what it wants, or null if it is none of the services. */
export function companionOf(id: string, services: ReadonlySet<string>): Offering | null {
  const [service = '', variant = null] = id.split('/', 2);
  return services.has(service) ? { service, variant } : null;
}

/** Whether a resource is what is wanted. */
export function fits(identity: Identity, { service, variant }: Offering): Tristate {
  if (identity.service !== service) return 'no';
  if (variant === null || identity.certain.includes(variant)) return 'yes';
  return identity.possible.includes(variant) ? 'maybe' : 'no';
}
