import type { Metric } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import { alarmText } from '../output/decision-view.ts';
import { blocksText, bullet, type Labelled, paragraph, rows, type Span, section } from '../output/text/layout.ts';
import { type TextContext, textContext } from '../output/text/text-context.ts';
import {
  aboutCard,
  type CardItem,
  type CatalogLocale,
  cardLists,
  cardMetrics,
  catalogLocale,
  type Render,
  rulesText,
  topicName,
} from './catalog-locale.ts';
import type { Card, CardFact } from './services.ts';

type CardContext = TextContext & CatalogLocale;

/** A service's card for a person at a terminal. */
export const cardText: Render<Card> = (card, context) => {
  const page: CardContext = { ...textContext(context), ...catalogLocale(context) };
  const { catalog, messages, style, names, dim } = page;
  const { service, variant, variants, topics } = card;
  const { summaries, labelled } = aboutCard(page, card);
  const { mitigations, sharing, types, needs } = cardLists(page, card);
  const items = (all: readonly CardItem[]): string[] => all.flatMap((item) => itemLines(page, item));
  const day = usualDay(topics.flatMap(({ facts }) => facts));
  const name = names.offering(service.id, variant);
  const metrics = cardMetrics(card);
  const hasAlarms = metrics.some((group) => group.metrics.some(({ alarm }) => alarm !== null));
  const command = `tsunagi services ${offeringText({ service: service.id, variant })} --alarms cloudformation`;
  const foot = [
    ...(day === null || topics.length === 0 ? [] : [catalog.allChecked(day)]),
    ...(hasAlarms ? [catalog.seeAlarms(command)] : []),
    rulesText(page, card.rules),
  ];
  return blocksText([
    [
      ...paragraph(page, [{ text: name, paint: (text) => style.bold(style.green(text)) }], 0),
      ...summaries.flatMap((text) => paragraph(page, [text])),
      ...labelled.flatMap(([label, text]) => paragraph(page, [dim(label), messages.colon, text])),
      ...paragraph(page, [dim(service.url)]),
    ],
    section(page, catalog.variants, variant === null ? variantLines(page, variants) : []),
    ...topics.map(({ topic, facts }) => {
      const lines = facts.flatMap((fact) => factLines(page, fact, day));
      return section(page, topicName(page, topic), lines);
    }),
    section(page, catalog.mitigations, items(mitigations)),
    section(page, catalog.sharing, items(sharing)),
    section(page, catalog.builtAs, types.length === 0 ? [] : [...bullet(page, [types.join(messages.comma)]), ...items(needs)]),
    ...metrics.map(({ kind, metrics: of }) => {
      const lines = of.flatMap((metric) => metricLines(page, metric));
      return section(page, `${messages.monitoring}${messages.colon}${messages[kind]}`, lines);
    }),
    section(page, messages.sources, page.sourceLines()),
    foot.flatMap((text) => paragraph(page, [dim(text)], 0)),
  ]);
};

function variantLines(page: CardContext, variants: Card['variants']): string[] {
  const { messages, bold, paint } = page;
  const entries = variants.map(({ id, name, summary, ...of }): Labelled => {
    const said = messages.withDrawbacks(summary, of);
    return [paint('cyan', id), bold(name), ...(said === '' ? [] : [messages.colon, said])];
  });
  return rows(page, entries);
}

function itemLines(page: CardContext, { variants, lead, text, source }: CardItem): string[] {
  const { messages, bold, cite } = page;
  const first = lead === undefined ? [] : [bold(lead), messages.stop];
  return bullet(page, [...onlyOf(page, variants), ...first, text, cite(source)]);
}

/** A fact with what is unusual about it; `day` is the one on which most were checked. */
function factLines(page: CardContext, fact: CardFact, day: string | null): string[] {
  const { catalog, messages, bold, dim, cite } = page;
  const { variants, short, text, source, question, kind, certainty, checked, validUntil } = fact;
  const remarks = [
    question ?? '',
    kind === 'quota' ? catalog.quota : '',
    certainty === 'aws' ? '' : catalog.certainty[certainty],
    checked === day ? '' : catalog.checkedOn(checked),
    validUntil === null ? '' : catalog.validUntil(validUntil),
  ].filter((remark) => remark !== '');
  return bullet(page, [
    ...onlyOf(page, variants),
    ...(short === '' ? [] : [bold(short), messages.stop]),
    text,
    cite(source),
    dim(remarks.length > 0 ? messages.inBrackets('', remarks.join(messages.comma)) : ''),
  ]);
}

/** The day on which most facts were checked, which need then not be said of each of them. */
function usualDay(facts: readonly CardFact[]): string | null {
  const counts = new Map<string, number>();
  for (const { checked } of facts) counts.set(checked, (counts.get(checked) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}

/** The variants that something is said of; nothing where it is said of all. */
function onlyOf({ messages, paint }: CardContext, variants: readonly string[]): Span[] {
  return variants.length > 0 ? [paint('cyan', variants.join(', ')), messages.colon] : [];
}

function metricLines(page: CardContext, metricOf: Metric): string[] {
  const { metric, namespace, dimensions, statistic, meaning, source, variants, alarm } = metricOf;
  const { catalog, messages, bold, dim, cite, paint } = page;
  const only = variants.length > 0 ? catalog.onlyEmittedBy(variants.join(', ')) : '';
  const what = [namespace, statistic, dimensions.join(' + '), only].filter((text) => text !== '').join(messages.comma);
  const lines = bullet(page, [bold(metric), dim(messages.inBrackets('', what)), messages.colon, meaning, cite(source)]);
  if (!alarm) return lines;
  const basis = dim(messages.inBrackets('', messages.bases[alarm.basis]));
  const why = alarm.why === '' ? [] : [messages.stop, alarm.why];
  const spans = [paint('yellow', messages.alarm), messages.colon, alarmText(messages, alarm), basis, ...why];
  return [...lines, ...paragraph(page, spans, 4)];
}
