import { services as en } from '../messages/en/services.ts';
import { services as ja } from '../messages/ja/services.ts';
import { inLanguage, type Locale, type LocaleOptions, localeOf } from '../messages/locale.ts';
import type { Page } from '../output/text/layout.ts';
import type { Card, ComparedFact, Comparison, RulesId } from './services.ts';

/** What every format for people needs to put services into words. */
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

/** What is said below a card's name, and its labelled texts: a variant's drawbacks take the place of its service's. */
export function aboutCard({ catalog, messages }: CatalogLocale, { service, variant, variants }: Card) {
  const own = variant === null ? undefined : variants[0];
  const labelled: readonly (readonly [label: string, text: string])[] = [
    [catalog.apart, service.differentiator],
    [messages.tradeOffs, own?.tradeOff ?? service.tradeOff ?? ''],
    [messages.cost, own?.cost ?? service.cost ?? ''],
  ];
  return { summaries: [service.summary, own?.summary ?? ''], labelled: labelled.filter(([, text]) => text !== '') };
}

/** One thing in a list of a card. */
export interface CardItem {
  /** The variants that it is said of; none: all. */
  readonly variants: readonly string[];
  /** What stands out at its beginning. */
  readonly lead?: string;
  readonly text: string;
  readonly source: string;
}

/** The lists of a card; beside the needs stand the types of resources that it is built as. */
export function cardLists({ catalog, messages, names }: CatalogLocale, { mitigations, sharing, variant, builtAs }: Card) {
  const all: readonly string[] = [];
  return {
    mitigations: mitigations.map(
      ({ text, source, ...of }): CardItem => ({ variants: all, text: messages.withDrawbacks(text, of), source }),
    ),
    sharing: sharing.map(({ text, caution, ...of }): CardItem => ({ ...of, text: messages.sentences([text, caution]) })),
    types: [...new Set(builtAs.resources.map(({ type }) => type))],
    needs: builtAs.needs.map(({ name, with: beside, variants, text, source }): CardItem => {
      const lead = catalog.needs(name, beside && names.companion(beside));
      return { variants: variant === null ? variants : all, lead, text, source };
    }),
  };
}

/** All metrics of a card, each with what it tells of. */
export function cardMetrics({ monitoring }: Card) {
  return (['utilization', 'saturation', 'errors'] as const).map((kind) => ({ kind, metrics: monitoring[kind] }));
}

/** Whether a fact of a comparison does not rest on what AWS says. */
export function hasUncertain({ criteria }: Comparison): boolean {
  return criteria.some(({ facts }) => facts.some((cell) => cell.some(({ certainty }) => certainty !== 'aws')));
}

/** The number questions whose figures need the question's name beside them, as their topic is about several questions. */
export function ambiguousIn({ pack }: Locale, facts: readonly (readonly ComparedFact[])[]): ReadonlySet<string> {
  const questions = new Set(facts.flatMap((cell) => cell.flatMap(({ question }) => question ?? [])));
  if (questions.size < 2) return new Set();
  return new Set(pack.questions.filter(({ id, type }) => type === 'number' && questions.has(id)).map(({ id }) => id));
}

/** What a topic is called. */
export function topicName({ pack }: CatalogLocale, topic: string): string {
  return pack.topics?.[topic] ?? topic;
}

/** The rules by id and version, behind their heading. */
export function rulesText({ messages }: Locale, { id, version }: RulesId): string {
  return `${messages.rules}${messages.colon}${id} ${version}`;
}
