import { factsUnder, type Offering, statedFacts, topicsOf } from '../engine/service-variants.ts';
import type { Fact, Pack } from '../model/pack.ts';
import type { OfferingId } from '../model/service-variant.ts';
import { type RulesId, rulesOf } from './card.ts';

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
