import { services as en } from '../messages/en/services.ts';
import { services as ja } from '../messages/ja/services.ts';
import { inLanguage, type Locale, type LocaleOptions, localeOf } from '../messages/locale.ts';
import type { Pack } from '../model/pack.ts';
import type { OfferingId } from '../model/service-variant.ts';
import type { Page } from '../output/text/layout.ts';
import type { Card, CardFact, CardNeed } from './services.ts';

/** What every format for people needs to put services into locale. */
export interface CatalogLocale extends Locale {
  readonly catalog: typeof en;
}

/** What a renderer of services is given besides the value itself. */
interface ServiceContext extends LocaleOptions, Page {
  /** A plain value as YAML: render does not load a YAML library, whoever asks for YAML hands it in. */
  readonly toYaml: (value: unknown) => string;
  /** Text: everything, rather than what is most worth knowing. */
  readonly explain?: boolean;
}

/** A format of some value: a pure function to a string that ends in one newline. */
export type Render<T> = (value: T, context: ServiceContext) => string;

/** The locale for a pack's services in a language. */
export function catalogLocale(context: LocaleOptions): CatalogLocale {
  return { ...localeOf(context), catalog: inLanguage(context.lang, { en, ja }) };
}

/**
 * What a card says of the one variant that it is about, and its drawbacks: a variant's own take the place of its service's.
 * Both are empty where the rules say none.
 */
export function ownTextsOf({ service, variant, variants }: Card): {
  readonly summary: string;
  readonly tradeOff: string;
  readonly cost: string;
} {
  const own = variant === null ? undefined : variants[0];
  return {
    summary: own?.summary ?? '',
    tradeOff: own?.tradeOff ?? service.tradeOff ?? '',
    cost: own?.cost ?? service.cost ?? '',
  };
}

/** The answers that a fact admits, in locale; empty for a fact that only informs. */
export function admittedText({ names, catalog }: CatalogLocale, { question, values, min, max }: CardFact): string {
  if (question === null) return '';
  if (values) return values.length === 0 ? catalog.nothing : values.map((value) => names.value(question, value)).join(' / ');
  const [low, high] = [min, max].map((value) => (value === null ? null : names.value(question, value)));
  if (low && high) return catalog.between(low, high);
  return high ? catalog.upTo(high) : low ? catalog.atLeast(low) : '';
}

/** What a service needs, and beside what if not always. */
export function needText({ names, catalog }: CatalogLocale, { name, with: beside }: CardNeed): string {
  return catalog.needs(name, beside && names.companion(beside));
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
export function offeringName({ names }: Locale, { service, variant }: OfferingId): string {
  return names.offering(service, variant);
}

/** The number questions whose figures need the question's name beside them, as their topic is about several questions. */
export function ambiguousIn(
  { pack }: Locale,
  facts: readonly (readonly { readonly question: string | null }[])[],
): ReadonlySet<string> {
  const questions = new Set(facts.flatMap((cell) => cell.flatMap(({ question }) => question ?? [])));
  if (questions.size < 2) return new Set();
  return new Set(pack.questions.filter(({ id, type }) => type === 'number' && questions.has(id)).map(({ id }) => id));
}

/** What a topic is called. */
export function topicName({ pack }: CatalogLocale, topic: string): string {
  return pack.topics?.[topic] ?? topic;
}

/** The rules by id and version. */
export function rulesName({ id, version }: Pick<Pack, 'id' | 'version'>): string {
  return `${id} ${version}`;
}
