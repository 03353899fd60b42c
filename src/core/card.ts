import { factsUnder, monitoringOf, type Offering, statedFacts } from './offering.ts';
import type { Fact, Monitoring, Pack, Remedy, Variant } from './pack.ts';
import { topics } from './topics.ts';

/** Which rules something was made from. */
export interface RulesId {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}

/** The services of a pack, as `tsunagi services -f json` prints them. Key order is part of the contract. */
export interface ServiceList {
  readonly schema: 'tsunagi/services@1';
  readonly lang: string;
  readonly rules: RulesId;
  readonly services: readonly (About & { readonly variants: readonly VariantAbout[] })[];
}

interface About {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** What it is, and what sets it apart from its neighbours. */
  readonly summary: string;
  readonly differentiator: string;
}

export type VariantAbout = Omit<Variant, 'facts'>;

/** All that a pack knows of a service, or of one variant of it, as `tsunagi services <id> -f json` prints it. */
export interface Card {
  readonly schema: 'tsunagi/service@1';
  readonly lang: string;
  readonly rules: RulesId;
  readonly service: About;
  /** The one variant that it is about; null: all of them. */
  readonly variant: string | null;
  readonly variants: readonly VariantAbout[];
  readonly topics: readonly { readonly topic: string; readonly facts: readonly CardFact[] }[];
  /** What the facts name as making up for a contradiction. */
  readonly remedies: readonly Remedy[];
  readonly monitoring: Monitoring;
}

/** A fact with the ids of the variants that it holds for; none: for all that the card is about. */
export type CardFact = Omit<Fact, 'topic' | 'layer'> & { readonly variants: readonly string[] };

/** The rules that a pack is, for whatever is made from it. */
export function rulesOf({ id, version, digest }: Pack): RulesId {
  return { id, version, digest };
}

/** The services of a pack, each with its variants. */
export function serviceList(pack: Pack): ServiceList {
  return {
    schema: 'tsunagi/services@1',
    lang: pack.lang,
    rules: rulesOf(pack),
    services: pack.services.map((service) => ({ ...aboutOf(service), variants: service.variants.map(variantAbout) })),
  };
}

/** The card of a service or of one of its variants. */
export function cardOf(pack: Pack, offering: Offering): Card {
  const { service, variant } = offering;
  const stated = statedFacts(offering);
  const remedies = new Set(stated.map(({ fact }) => fact.remedy));
  return {
    schema: 'tsunagi/service@1',
    lang: pack.lang,
    rules: rulesOf(pack),
    service: aboutOf(service),
    variant: variant?.id ?? null,
    variants: (variant ? [variant] : service.variants).map(variantAbout),
    topics: topics
      .map((topic) => ({ topic, facts: factsUnder(pack, stated, topic).map(({ fact, variants }) => cardFact(fact, variants)) }))
      .filter(({ facts }) => facts.length > 0),
    remedies: Object.values(pack.remedies).filter(({ id }) => remedies.has(id)),
    monitoring: monitoringOf(offering),
  };
}

function aboutOf({ id, name, url, summary, differentiator }: About): About {
  return { id, name, url, summary, differentiator };
}

function variantAbout({ id, name, summary }: Variant): VariantAbout {
  return { id, name, summary };
}

function cardFact({ topic: _, layer: __, id, ...fact }: Fact, variants: readonly string[]): CardFact {
  return { id, variants, ...fact };
}
