import { factsOf } from '../engine/fact-conflicts.ts';
import { groupedBy } from '../engine/lists.ts';
import { type Fact, type Pack, rulesOf, type Service, type Sharing, type Variant } from '../model/pack.ts';

/** A service with all its variants, or one of them. */
export interface Offering {
  readonly service: Service;
  readonly variant: Variant | null;
}

/** A fact and the variants that it holds for; none: for all. */
type StatedFact = ReturnType<typeof statedFacts>[number];

/** The facts of an offering, those of all its variants first; a fact that several variants share appears once. */
function statedFacts({ service, variant }: Offering) {
  if (variant) return factsOf(service, variant.id).map((fact) => ({ fact, variants: [] as string[] }));
  const all = service.variants.map(({ id }) => id);
  // A variant's own fact replaces its service's.
  const common = service.facts
    .map((fact) => ({ fact, others: service.variants.filter(({ facts }) => !facts.some(({ id }) => id === fact.id)) }))
    .filter(({ others }) => others.length > 0 || all.length === 0)
    .map(({ fact, others }) => ({ fact, variants: others.map(({ id }) => id) }));
  const ofVariants = service.variants.flatMap(({ id, facts }) => facts.map((fact) => ({ fact, id })));
  const own = groupedBy(ofVariants, ({ fact }) => JSON.stringify(fact)).map((alike) => {
    return { fact: alike[0].fact, variants: alike.map(({ id }) => id) };
  });
  return [...common, ...own].map(({ fact, variants }) => ({ fact, variants: variants.length < all.length ? variants : [] }));
}

/** What applies to an offering: a statement without variants applies to all of them. */
function applying<T extends { readonly variants: readonly string[] }>(statements: readonly T[], { variant }: Offering): T[] {
  return statements.filter(({ variants }) => variant === null || variants.length === 0 || variants.includes(variant.id));
}

/**
 * The facts of each offering by topic: those topics that the pack lists, in its order, then the others. The fact that a topic is
 * named after comes first, then those checked against answers, in the order of the questions.
 */
function byTopic(pack: Pack, stated: readonly (readonly StatedFact[])[]) {
  const order = new Map(pack.questions.map(({ id }, index) => [id, index]));
  const rank = ({ fact: { id, topic, question } }: StatedFact): number =>
    id === topic ? -1 : (order.get(question ?? '') ?? pack.questions.length);
  const sorted = stated.map((facts) => facts.toSorted((a, b) => rank(a) - rank(b)));
  const topics = new Set([...Object.keys(pack.topics), ...stated.flat().map(({ fact }) => fact.topic)]);
  const all = [...topics].map((topic) => ({ topic, facts: sorted.map((own) => own.filter(({ fact }) => fact.topic === topic)) }));
  return all.filter(({ facts }) => facts.some((own) => own.length > 0));
}

/** The services of a pack, as `tsunagi services -f json` prints them. Key order is part of the contract. */
export type ServiceList = ReturnType<typeof serviceList>;

export function serviceList(pack: Pack) {
  return {
    schema: 'tsunagi/services@1' as const,
    lang: pack.lang,
    rules: rulesOf(pack),
    services: pack.services.map((service) => ({ ...aboutOf(service), variants: service.variants.map(variantAbout) })),
  };
}

/** Everything a pack knows about a service or one of its variants, as `tsunagi services <id> -f json` prints it. */
export type Card = ReturnType<typeof cardOf>;

/** Makes the card of a service or of one of its variants. An empty list of variants means all that the card covers. */
export function cardOf(pack: Pack, offering: Offering) {
  const { service, variant } = offering;
  const { utilization, saturation, errors } = service.monitoring;
  const { resources = [], needs = [] } = service.builtAs ?? {};
  const stated = statedFacts(offering);
  const mitigations = new Set(stated.map(({ fact }) => fact.mitigation));
  return {
    schema: 'tsunagi/service@1' as const,
    lang: pack.lang,
    rules: rulesOf(pack),
    service: aboutOf(service),
    // The only variant that the card covers; null: all of them.
    variant: variant?.id ?? null,
    variants: (variant ? [variant] : service.variants).map(variantAbout),
    topics: byTopic(pack, [stated]).map(({ topic, facts }) => ({ topic, facts: facts.flat().map(cardFact) })),
    // The mitigations that its facts name.
    mitigations: Object.values(pack.mitigations).filter(({ id }) => mitigations.has(id)),
    // Advice about sharing one instance among several links.
    sharing: sharingOf(offering),
    // The resources of templates and plans that deploy it, and what they need besides.
    builtAs: {
      resources: applying(resources, offering).map(({ type, variants }) => ({ type, variants })),
      // `with`: needed only together with that service; null: always.
      needs: applying(needs, offering).map(({ id, variants, with: beside = null, name, text, source }) => {
        return { id, variants, with: beside, name, text, source };
      }),
    },
    monitoring: {
      utilization: applying(utilization, offering),
      saturation: applying(saturation, offering),
      errors: applying(errors, offering),
    },
  };
}

/** A variant's own advice replaces its service's. */
function sharingOf({ service, variant }: Offering): (Sharing & { readonly variants: readonly string[] })[] {
  const all = variant ? [variant] : service.variants;
  const own = all.flatMap(({ id, sharing }) => (sharing ? [{ variants: variant ? [] : [id], ...sharing }] : []));
  const others = all.filter(({ sharing }) => !sharing).map(({ id }) => id);
  if (!service.sharing || (all.length > 0 && others.length === 0)) return own;
  return [{ variants: own.length === 0 ? [] : others, ...service.sharing }, ...own];
}

/** Trade-off and cost are undefined, and left out by each format, if the rules do not state them for the service as a whole. */
function aboutOf({ id, name, url, summary, differentiator, tradeOff, cost }: Service) {
  return { id, name, url, summary, differentiator, tradeOff, cost };
}

function variantAbout({ id, name, summary, tradeOff, cost }: Variant) {
  return { id, name, summary, tradeOff, cost };
}

function cardFact({ fact: { topic: _, layer: __, id, ...fact }, variants }: StatedFact) {
  return { id, variants, ...fact };
}

/** A comparison of services, as `tsunagi services -f json` prints it. Key order is part of the contract. */
export type Comparison = ReturnType<typeof comparisonOf>;

/**
 * Compares offerings topic by topic: every topic that at least one of them has a fact on, with the facts of each. Facts that only
 * hold beyond some other number are left to the card.
 */
export function comparisonOf(pack: Pack, offerings: readonly Offering[]) {
  const stated = offerings.map((offering) => statedFacts(offering).filter(({ fact }) => isGeneral(fact)));
  return {
    schema: 'tsunagi/comparison@1' as const,
    lang: pack.lang,
    rules: rulesOf(pack),
    offerings: offerings.map(({ service, variant }) => ({ service: service.id, variant: variant?.id ?? null })),
    criteria: byTopic(pack, stated).map(({ topic, facts }) => ({ topic, facts: facts.map((own) => own.map(comparedFact)) })),
  };
}

/** Whether a fact holds whatever other numbers are given. */
export function isGeneral({ question, when = {} }: Pick<Fact, 'question' | 'when'>): boolean {
  return Object.entries(when).every(([id, test]) => id === question || Array.isArray(test));
}

/** A fact in a few words; `variants` as on a card. */
function comparedFact({ fact, variants }: StatedFact) {
  const { id, question, short, text, source, checked, certainty } = fact;
  return { id, variants, question, short: short || text, source, checked, certainty };
}

/** A copy of a pack that treats neighbours as services, so that cards and comparisons can show them. */
export function packWithNeighbours(pack: Pack): Pack {
  // Why a neighbour is better depends on answers, which nobody gives here.
  const neighbours = Object.values(pack.neighbours).map(({ better: _, ...neighbour }): Service => {
    return { ...neighbour, differentiator: '', monitoring: { utilization: [], saturation: [], errors: [] } };
  });
  return { ...pack, services: [...pack.services, ...neighbours] };
}
