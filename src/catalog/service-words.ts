import { type Words, type WordsContext, wordsOf } from '../messages/words.ts';
import type { OfferingId } from '../model/service-variant.ts';
import type { Page } from '../output/layout.ts';
import type { Card, CardFact, CardNeed } from './card.ts';
import { type ServiceLabels, serviceLabelsIn } from './service-labels.ts';

/** What every format for people needs to put services into words. */
export interface ServiceWords extends Words {
  readonly of: ServiceLabels;
}

/** What a renderer of services is given besides the value itself. */
export interface ServiceContext extends WordsContext, Page {
  /** A plain value as YAML: render does not load a YAML library, whoever asks for YAML hands it in. */
  readonly toYaml: (value: unknown) => string;
}

/** A format of some value: a pure function to a string that ends in one newline. */
export type Render<T> = (value: T, context: ServiceContext) => string;

/** The words for a pack's services in a language. */
export function serviceWordsOf(context: WordsContext): ServiceWords {
  return { ...wordsOf(context), of: serviceLabelsIn(context.lang) };
}

/**
 * What a card says of the one variant that it is about, and the price: a variant's own takes the place of its service's.
 * Both are empty where the rules say none.
 */
export function ownWordsOf({ service, variant, variants }: Card): { readonly summary: string; readonly price: string } {
  const own = variant === null ? undefined : variants[0];
  return { summary: own?.summary ?? '', price: own?.price ?? service.price ?? '' };
}

/** The answers that a fact admits, in words; empty for a fact that only informs. */
export function admittedText({ names, of }: ServiceWords, { question, values, min, max }: CardFact): string {
  if (question === null) return '';
  if (values) return values.length === 0 ? of.nothing : values.map((value) => names.value(question, value)).join(' / ');
  const [low, high] = [min, max].map((value) => (value === null ? null : names.value(question, value)));
  if (low && high) return of.between(low, high);
  return high ? of.upTo(high) : low ? of.atLeast(low) : '';
}

/** What a service needs, and beside what if not always. */
export function needText({ names, of }: ServiceWords, { name, with: beside }: CardNeed): string {
  return of.needs(name, beside && names.companion(beside));
}

/** Variants by id, as they stand in front of a fact that holds for only some: `fifo`, `express, standard`. */
export function variantList(variants: readonly string[]): string {
  return variants.join(', ');
}

/** The day on which most facts were checked, which need then not be said of each of them. */
export function usualDay(facts: readonly Pick<CardFact, 'checked'>[]): string | null {
  const counts = new Map<string, number>();
  for (const { checked } of facts) counts.set(checked, (counts.get(checked) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}

/** A service's names that are worth saying: `Amazon SQS (FIFO queue)`. */
export function offeringName({ names }: Words, { service, variant }: OfferingId): string {
  return names.offering(service, variant);
}

/** The number questions whose figures need the question's name beside them, as their topic is about several questions. */
export function ambiguousIn(
  { pack }: Words,
  facts: readonly (readonly { readonly question: string | null }[])[],
): ReadonlySet<string> {
  const questions = new Set(facts.flatMap((cell) => cell.flatMap(({ question }) => question ?? [])));
  if (questions.size < 2) return new Set();
  return new Set(pack.questions.filter(({ id, type }) => type === 'number' && questions.has(id)).map(({ id }) => id));
}
