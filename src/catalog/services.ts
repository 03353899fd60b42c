import { factsUnder, monitoringOf, type Offering, statedFacts, topicsOf } from '../engine/service-variants.ts';
import type { Fact, Mitigation, Monitoring, Neighbour, Pack, Service, Sharing, Variant } from '../model/pack.ts';
import type { BuiltNeed, BuiltResourceType } from '../model/service.ts';
import type { OfferingId } from '../model/service-variant.ts';

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
  /** What is given up with it, and what AWS bills; absent where the rules say neither of the whole service. */
  readonly tradeOff?: string;
  readonly cost?: string;
}

type VariantAbout = Omit<Variant, 'facts' | 'sharing' | 'sizing'>;

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
  readonly mitigations: readonly Mitigation[];
  /** What is said of using one of it for several links, with the variants that it is said of; none: all. */
  readonly sharing: readonly (Sharing & { readonly variants: readonly string[] })[];
  /** Which resources of templates and plans it is built as, and what it needs beside them. */
  readonly builtAs: {
    readonly resources: readonly Pick<BuiltResourceType, 'type' | 'variants'>[];
    readonly needs: readonly CardNeed[];
  };
  readonly monitoring: Monitoring;
}

/** What it needs; `with`: only where it is recommended with this service, null: always. */
export type CardNeed = Pick<BuiltNeed, 'id' | 'variants' | 'name' | 'text' | 'source'> & { readonly with: string | null };

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
  const mitigations = new Set(stated.map(({ fact }) => fact.mitigation));
  return {
    schema: 'tsunagi/service@1',
    lang: pack.lang,
    rules: rulesOf(pack),
    service: aboutOf(service),
    variant: variant?.id ?? null,
    variants: (variant ? [variant] : service.variants).map(variantAbout),
    topics: topicsOf(pack, [stated])
      .map((topic) => ({ topic, facts: factsUnder(pack, stated, topic).map(({ fact, variants }) => cardFact(fact, variants)) }))
      .filter(({ facts }) => facts.length > 0),
    mitigations: Object.values(pack.mitigations).filter(({ id }) => mitigations.has(id)),
    sharing: sharingOf(offering),
    builtAs: builtAsOf(offering),
    monitoring: monitoringOf(offering),
  };
}

/** A variant's word takes the place of its service's. */
function sharingOf({ service, variant }: Offering): Card['sharing'] {
  const all = variant ? [variant] : service.variants;
  const own = all.flatMap(({ id, sharing }) => (sharing ? [{ variants: variant ? [] : [id], ...sharing }] : []));
  const others = all.filter(({ sharing }) => !sharing).map(({ id }) => id);
  if (!service.sharing || (all.length > 0 && others.length === 0)) return own;
  return [{ variants: own.length === 0 ? [] : others, ...service.sharing }, ...own];
}

function builtAsOf({ service, variant }: Offering): Card['builtAs'] {
  const holds = ({ variants }: { readonly variants: readonly string[] }): boolean =>
    variant === null || variants.length === 0 || variants.includes(variant.id);
  const { resources = [], needs = [] } = service.builtAs ?? {};
  return {
    resources: resources.filter(holds).map(({ type, variants }) => ({ type, variants })),
    needs: needs.filter(holds).map(cardNeed),
  };
}

function cardNeed({ id, variants, with: beside, name, text, source }: BuiltNeed): CardNeed {
  return { id, variants, with: beside ?? null, name, text, source };
}

function aboutOf({ id, name, url, summary, differentiator, ...about }: About): About {
  return { id, name, url, summary, differentiator, ...drawbacksOf(about) };
}

function variantAbout({ id, name, summary, ...variant }: Variant): VariantAbout {
  return { id, name, summary, ...drawbacksOf(variant) };
}

function drawbacksOf({ tradeOff, cost }: Pick<Variant, 'tradeOff' | 'cost'>): Pick<Variant, 'tradeOff' | 'cost'> {
  return { ...(tradeOff === undefined ? {} : { tradeOff }), ...(cost === undefined ? {} : { cost }) };
}

function cardFact({ topic: _, layer: __, id, ...fact }: Fact, variants: readonly string[]): CardFact {
  return { id, variants, ...fact };
}

/** Services side by side, as `tsunagi services -f json` prints them. Key order is part of the contract. */
export interface Comparison {
  readonly schema: 'tsunagi/comparison@1';
  readonly lang: string;
  readonly rules: RulesId;
  readonly offerings: readonly OfferingId[];
  /** The topics that at least one of them has a fact on, with the facts of each, in the order of `offerings`. */
  readonly criteria: readonly { readonly topic: string; readonly facts: readonly (readonly ComparedFact[])[] }[];
}

/** A fact in a few locale; `variants` as on a card. */
export type ComparedFact = Pick<Fact, 'id' | 'question' | 'short' | 'source' | 'checked' | 'certainty'> & {
  readonly variants: readonly string[];
};

/** Holds offerings side by side, topic by topic. */
export function comparisonOf(pack: Pack, offerings: readonly Offering[]): Comparison {
  const stated = offerings.map(statedFacts);
  return {
    schema: 'tsunagi/comparison@1',
    lang: pack.lang,
    rules: rulesOf(pack),
    offerings: offerings.map(({ service, variant }) => ({ service: service.id, variant: variant?.id ?? null })),
    criteria: topicsOf(pack, stated)
      .map((topic) => ({ topic, facts: stated.map((facts) => factsUnder(pack, facts, topic).map(comparedFact)) }))
      .filter(({ facts }) => facts.some((cell) => cell.length > 0)),
  };
}

function comparedFact({ fact, variants }: ReturnType<typeof factsUnder>[number]): ComparedFact {
  const { id, question, short, text, source, checked, certainty } = fact;
  return { id, variants, question, short: short || text, source, checked, certainty };
}

/** A pack whose neighbours are services, too, so that a card shows one and a comparison sets it beside a candidate. */
export function packWithNeighbours(pack: Pack): Pack {
  return {
    ...pack,
    services: [...pack.services, ...Object.values(pack.neighbours).map((neighbour) => serviceOf(neighbour, pack.lang))],
  };
}

function serviceOf({ better, ...neighbour }: Neighbour, lang: string): Service {
  return {
    ...neighbour,
    differentiator: better.map(({ because }) => because).join(lang === 'ja' ? '' : ' '),
    monitoring: { utilization: [], saturation: [], errors: [] },
  };
}
