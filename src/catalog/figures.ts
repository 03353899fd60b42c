import { allFactsOf } from '../engine/fact-conflicts.ts';
import { groupedBy } from '../engine/lists.ts';
import type { Locale } from '../messages/locale.ts';
import { numberIds } from '../model/pack.ts';
import type { Prose } from '../output/article.ts';
import { type Card, type Comparison, isGeneral } from './services.ts';

export type CardFact = Card['topics'][number]['facts'][number];

export type ShortFact = Comparison['criteria'][number]['facts'][number][number];

/** Facts in a few words, and the variants that all of them hold for; none: all. */
export type Figures = ReturnType<typeof figuresOf>[number];

function wordsOf({ short, question, certainty }: Pick<ShortFact, 'short' | 'question' | 'certainty'>): string {
  return `${short} ${question} ${certainty}`;
}

/** The general facts of a card in a few words; those in the same words are one, of all their variants. */
export function inShort(facts: readonly CardFact[], all: Card['variants']): ShortFact[] {
  const short = facts.filter(isGeneral).map((fact) => ({ ...fact, short: fact.short || fact.text }));
  return groupedBy(short, wordsOf).map((alike) => {
    const isOfAll = alike.some(({ variants }) => variants.length === 0);
    const ids = all.map(({ id }) => id).filter((id) => alike.some(({ variants }) => variants.includes(id)));
    return { ...alike[0], variants: isOfAll || ids.length === all.length ? [] : ids };
  });
}

/** The facts of a topic in short, by the variants that they hold for. */
export function figuresOf({ messages, names, pack }: Locale, topic: string, facts: readonly ShortFact[]) {
  const label = pack.topics[topic] ?? topic;
  const numbers = numberIds(pack);
  // If a topic covers several questions, on whatever card, each figure names its own.
  const alike = pack.services.flatMap(allFactsOf).filter((fact) => fact.topic === topic && fact.question !== null);
  const isAmbiguous = new Set(alike.map(({ question }) => question)).size > 1;
  const groups = groupedBy(facts, ({ variants }) => variants.join(messages.comma));
  // What holds for all variants comes first, then what holds for most.
  const breadth = ({ variants }: ShortFact): number => variants.length || Number.MAX_SAFE_INTEGER;
  groups.sort(([a], [b]) => breadth(b) - breadth(a));
  return groups.map((group) => ({ only: group[0].variants, figures: groupedBy(group, wordsOf).map(([fact]) => figureOf(fact)) }));

  function figureOf({ short, source, question, certainty }: ShortFact) {
    const about = isAmbiguous && question !== null && numbers.has(question) ? names.topic(question) : label;
    const text: Prose = [{ text: short, url: source }, certainty === 'aws' ? '' : ' *'];
    // What it is about, where the topic does not say it.
    return { label: about === label ? '' : about + messages.colon, text };
  }
}
