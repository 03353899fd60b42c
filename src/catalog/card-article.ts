import { services as en } from '../messages/en/services.ts';
import { services as ja } from '../messages/ja/services.ts';
import { inLanguage, type Locale, localeOf } from '../messages/locale.ts';
import { offeringText } from '../model/service-variant.ts';
import { type Article, type ArticleContext, as, bullets, type Inline, type Prose, paragraph } from '../output/article.ts';
import { metricItem } from '../output/decision-sections.ts';
import type { Card } from './services.ts';

type CardLocale = Locale & { readonly catalog: typeof en };

/** Everything the pack knows about a service or one of its variants. */
export function cardArticle(card: Card, context: ArticleContext): Article {
  const locale: CardLocale = { ...localeOf(context), catalog: inLanguage(context.lang, { en, ja }) };
  const { catalog, messages, names, pack } = locale;
  const { service, variant, variants, topics, mitigations, sharing, builtAs, monitoring, rules } = card;
  const own = variant === null ? undefined : variants[0];
  const labelled = (label: string, text = '') => paragraph(...(text === '' ? [] : [as('quiet', label), messages.colon, text]));
  const only = (of: readonly string[]): string => (of.length > 0 ? catalog.onlyEmittedBy(of.join(', ')) : '');
  const day = usualDay(topics.flatMap(({ facts }) => facts));
  const command = `tsunagi services ${offeringText({ service: service.id, variant })} --alarms cloudformation`;
  const kinds = (['utilization', 'saturation', 'errors'] as const).map((kind) => ({ kind, metrics: monitoring[kind] }));
  const hasAlarms = kinds.some(({ metrics }) => metrics.some(({ alarm }) => alarm !== null));
  const types = [...new Set(builtAs.resources.map(({ type }) => type))];
  return {
    title: names.offering(service.id, variant),
    lead: [
      paragraph(service.summary),
      paragraph(own?.summary ?? ''),
      labelled(catalog.apart, service.differentiator),
      // A variant's drawbacks replace its service's.
      labelled(messages.tradeOffs, own?.tradeOff ?? service.tradeOff),
      labelled(messages.cost, own?.cost ?? service.cost),
      paragraph(as('quiet', service.url)),
    ],
    sections: [
      { heading: catalog.variants, blocks: [{ kind: 'terms', entries: own ? [] : variants.map(aboutVariant) }] },
      ...topics.map(({ topic, facts }) => ({
        heading: pack.topics?.[topic] ?? topic,
        blocks: [bullets(facts.map((fact) => factProse(locale, fact, day)))],
      })),
      {
        heading: catalog.mitigations,
        blocks: [bullets(mitigations.map(({ text, source, ...of }) => [messages.withDrawbacks(text, of), { source }]))],
      },
      {
        heading: catalog.sharing,
        blocks: [
          bullets(
            sharing.map((of) => [
              ...onlyOf(locale, of.variants),
              messages.sentences([of.text, of.caution]),
              { source: of.source },
            ]),
          ),
        ],
      },
      {
        heading: catalog.builtAs,
        blocks: types.length === 0 ? [] : [bullets([codes(locale, types), ...builtAs.needs.map(needProse)])],
      },
      ...kinds.map(({ kind, metrics }) => ({
        heading: `${messages.monitoring}${messages.colon}${messages[kind]}`,
        blocks: [{ kind: 'list', items: metrics.map((each) => metricItem(locale, each, only(each.variants))) } as const],
      })),
    ],
    foot: [...(day === null ? [] : [catalog.allChecked(day)]), ...(hasAlarms ? [catalog.seeAlarms(command)] : [])],
    rules,
  };

  function aboutVariant({ id, name, summary, ...of }: Card['variants'][number]) {
    const said = messages.withDrawbacks(summary, of);
    return { term: id, lines: [[as('strong', name), ...(said === '' ? [] : [messages.colon, said])]] };
  }

  function needProse({ name, with: beside, variants: only, text, source }: Card['builtAs']['needs'][number]): Prose {
    const lead = as('strong', catalog.needs(name, beside && names.companion(beside)));
    return [...onlyOf(locale, variant === null ? only : []), lead, messages.stop, text, { source }];
  }
}

function codes({ messages }: CardLocale, ids: readonly string[]): Prose {
  return ids.flatMap((id, index) => [...(index === 0 ? [] : [messages.comma]), as('code', id)]);
}

/** The variants that a statement applies to; nothing if it applies to all. */
function onlyOf(locale: CardLocale, variants: readonly string[]): Prose {
  return variants.length === 0 ? [] : [...codes(locale, variants), locale.messages.colon];
}

type CardFact = Card['topics'][number]['facts'][number];

/** A fact and anything unusual about it; `day` is the day on which most facts were checked. */
function factProse(locale: CardLocale, fact: CardFact, day: string | null): Prose {
  const { catalog, messages } = locale;
  const { variants, short, text, source, question, kind, certainty, checked, validUntil } = fact;
  const remarks = [
    question ?? '',
    kind === 'quota' ? catalog.quota : '',
    certainty === 'aws' ? '' : catalog.certainty[certainty],
    checked === day ? '' : catalog.checkedOn(checked),
    validUntil === null ? '' : catalog.validUntil(validUntil),
  ].filter((remark) => remark !== '');
  const lead: Prose = short === '' ? [] : [as('strong', short), messages.stop];
  return [...onlyOf(locale, variants), ...lead, text, { source }, aside(locale, remarks.join(messages.comma))];
}

function aside({ messages }: CardLocale, text: string): Inline {
  return text === '' ? '' : as('quiet', messages.inBrackets('', text));
}

/** The day on which most facts were checked, so that only the others need to name theirs. */
function usualDay(facts: readonly CardFact[]): string | null {
  const counts = new Map<string, number>();
  for (const { checked } of facts) counts.set(checked, (counts.get(checked) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
