import { factsOf } from '../engine/compile-option.ts';
import { suggestionFor } from '../engine/nearest.ts';
import type { Problem } from '../model/diagnostic.ts';
import type { Fact, Monitoring, Pack, Service, Variant } from '../model/pack.ts';
import { offeringIdOf } from '../model/service-variant.ts';

/** A service with all its variants, or one of them. */
export interface Offering {
  readonly service: Service;
  readonly variant: Variant | null;
}

/** A fact and the variants that it holds for; none: for all. */
export interface StatedFact {
  readonly fact: Fact;
  readonly variants: readonly string[];
}

/** The offering that `service` or `service/variant` names, or the problem with the id. */
export function offeringNamed(pack: Pack, id: string): Offering | { readonly problem: Problem } {
  const named = offeringIdOf(id);
  const service = pack.services.find((candidate) => candidate.id === named.service);
  if (!service) return { problem: { code: 'unknown-service', args: unknown(named.service, pack.services) } };
  if (named.variant === null) return { service, variant: null };
  const variantId = named.variant;
  const variant = service.variants.find((candidate) => candidate.id === variantId);
  if (variant) return { service, variant };
  return { problem: { code: 'unknown-variant', args: { service: service.id, ...unknown(variantId, service.variants) } } };
}

function unknown(id: string, things: readonly { readonly id: string }[]) {
  const known = things.map((thing) => thing.id);
  return { id, known, ...suggestionFor(id, known) };
}

/** The facts of an offering, those of all its variants first; a fact that several variants share appears once. */
export function statedFacts({ service, variant }: Offering): StatedFact[] {
  if (variant) return factsOf(service, variant.id).map((fact) => ({ fact, variants: [] }));
  const variants = service.variants.map(({ id }) => id);
  const stated: StatedFact[] = [];
  for (const fact of service.facts) {
    const holds = service.variants.filter(({ facts }) => !facts.some(({ id }) => id === fact.id)).map(({ id }) => id);
    if (holds.length > 0 || variants.length === 0) stated.push({ fact, variants: holds.length < variants.length ? holds : [] });
  }
  const own = new Map<string, { readonly fact: Fact; readonly variants: string[] }>();
  for (const { id, facts } of service.variants) {
    for (const fact of facts) {
      const key = JSON.stringify(fact);
      const known = own.get(key);
      if (known) known.variants.push(id);
      else own.set(key, { fact, variants: [id] });
    }
  }
  for (const { fact, variants: of } of own.values()) stated.push({ fact, variants: of.length < variants.length ? of : [] });
  return stated;
}

/** The metrics of an offering, by the USE method. */
export function monitoringOf({ service, variant }: Offering): Monitoring {
  const { utilization, saturation, errors } = service.monitoring;
  const emitted = (metrics: Monitoring['errors']): Monitoring['errors'] =>
    metrics.filter(({ variants }) => variant === null || variants.length === 0 || variants.includes(variant.id));
  return { utilization: emitted(utilization), saturation: emitted(saturation), errors: emitted(errors) };
}

/** The topics of facts: those that the pack lists, in its order, then the others. */
export function topicsOf(pack: Pack, stated: readonly (readonly StatedFact[])[]): string[] {
  return [...new Set([...Object.keys(pack.topics ?? {}), ...stated.flat().map(({ fact }) => fact.topic)])];
}

/**
 * The facts of a topic: the one that it is named after, then those that are checked against answers, in the order of the
 * questions.
 */
export function factsUnder(pack: Pack, stated: readonly StatedFact[], topic: string): StatedFact[] {
  const order = new Map(pack.questions.map(({ id }, index) => [id, index]));
  const rank = ({ fact }: StatedFact): number =>
    fact.id === topic ? -1 : (order.get(fact.question ?? '') ?? pack.questions.length);
  return stated.filter(({ fact }) => fact.topic === topic).sort((a, b) => rank(a) - rank(b));
}
