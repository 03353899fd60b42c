import type { Pack, Variant } from '../../../model/pack.ts';
import { metricsOf } from '../alarms/metrics-of.ts';

/** A part of a pack that says when its source was last checked. */
interface DatedPart {
  readonly path: string;
  readonly id: string;
  readonly checked: string;
  readonly validUntil: string | null;
}

/** Every dated part of a pack. */
export function* datedParts(pack: Pack): Generator<DatedPart> {
  for (const service of pack.services) {
    const path = `services.${service.id}`;
    yield* offeringParts(path, service);
    for (const variant of service.variants) yield* offeringParts(`${path}.variants.${variant.id}`, variant);
  }
  for (const { path, metric, checked } of metricsOf(pack)) yield { path, id: metric, checked, validUntil: null };
  for (const { id, checked } of Object.values(pack.mitigations)) {
    if (checked !== null) yield { path: `mitigations.${id}`, id, checked, validUntil: null };
  }
  for (const neighbour of Object.values(pack.neighbours)) {
    const path = `neighbours.${neighbour.id}`;
    yield* offeringParts(path, neighbour);
    for (const variant of neighbour.variants) yield* offeringParts(`${path}.variants.${variant.id}`, variant);
    for (const [index, { checked }] of neighbour.better.entries()) {
      yield { path: `${path}.better.${index}`, id: neighbour.id, checked, validUntil: null };
    }
  }
}

type Offering = Pick<Variant, 'facts' | 'sharing' | 'sizing'>;

function* offeringParts(path: string, { facts, sharing, sizing = [] }: Offering): Generator<DatedPart> {
  for (const { id, checked, validUntil } of facts) yield { path: `${path}.facts.${id}`, id, checked, validUntil };
  for (const { id, checked } of sizing) yield { path: `${path}.sizing.${id}`, id, checked, validUntil: null };
  if (sharing) yield { path: `${path}.sharing`, id: 'sharing', checked: sharing.checked, validUntil: null };
}

const DAY_MS = 86_400_000;

/** Days from one ISO day to another; `NaN` if one of them is not a day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
