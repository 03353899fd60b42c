import type { Metric } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import { alarmText } from '../output/decision-view.ts';
import { bullet, columnOf, dim, paragraph, row, type Span, section } from '../output/text/layout.ts';
import { type TextContext, textContext } from '../output/text/text-context.ts';
import {
  type CatalogLocale,
  catalogLocale,
  needText,
  offeringName,
  ownTextsOf,
  type Render,
  rulesName,
  topicName,
  usualDay,
  variantList,
} from './catalog-locale.ts';
import type { Card, CardFact } from './services.ts';

interface CardContext extends TextContext, CatalogLocale {
  /** The day that need not be said of each fact. */
  readonly day: string | null;
}

/** A service's card for a person at a terminal. */
export const cardText: Render<Card> = (card, context) => {
  const facts = card.topics.flatMap((entry) => entry.facts);
  const page: CardContext = { ...textContext(context), ...catalogLocale(context), day: usualDay(facts) };
  const { catalog, style } = page;
  const blocks = [
    head(page, card),
    card.variant === null ? section(page, catalog.variants, variantLines(page, card)) : [],
    ...card.topics.map((entry) =>
      section(
        page,
        topicName(page, entry.topic),
        entry.facts.flatMap((fact) => factLines(page, fact)),
      ),
    ),
    section(
      page,
      catalog.mitigations,
      card.mitigations.flatMap(({ text, source, ...of }) =>
        bullet(page, [page.messages.withDrawbacks(text, of), dim(page, page.notes.mark(source))]),
      ),
    ),
    section(
      page,
      catalog.sharing,
      card.sharing.flatMap((sharing) => sharingLines(page, sharing)),
    ),
    section(page, catalog.builtAs, builtLines(page, card)),
    ...monitoringBlocks(page, card),
    // Only now is it known which sources were referred to.
    section(
      page,
      page.messages.sources,
      page.notes.sources.map((source, index) => `  [${index + 1}] ${style.dim(source)}`),
    ),
    foot(page, card),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function head(page: CardContext, card: Card): string[] {
  const { service, variant } = card;
  const { catalog, messages, style } = page;
  const name = offeringName(page, { service: service.id, variant });
  const own = ownTextsOf(card);
  return [
    ...paragraph(page, [{ text: name, paint: (text) => style.bold(style.green(text)) }], 0),
    ...paragraph(page, [service.summary]),
    ...paragraph(page, [own.summary]),
    ...(service.differentiator === '' ? [] : paragraph(page, [dim(page, catalog.apart), messages.colon, service.differentiator])),
    ...(own.tradeOff === '' ? [] : paragraph(page, [dim(page, messages.tradeOffs), messages.colon, own.tradeOff])),
    ...(own.cost === '' ? [] : paragraph(page, [dim(page, messages.cost), messages.colon, own.cost])),
    ...paragraph(page, [dim(page, service.url)]),
  ];
}

function variantLines(page: CardContext, { variants }: Card): string[] {
  const { messages, style } = page;
  const column = columnOf(
    page,
    variants.map(({ id }) => id),
  );
  return variants.flatMap(({ id, name, summary, ...of }) => {
    const said = messages.withDrawbacks(summary, of);
    return row(page, { text: id, paint: style.cyan }, column, [
      { text: name, paint: style.bold },
      ...(said === '' ? [] : [messages.colon, said]),
    ]);
  });
}

function factLines(page: CardContext, fact: CardFact): string[] {
  const { style, messages, notes } = page;
  const short: Span[] = fact.short === '' ? [] : [{ text: fact.short, paint: style.bold }, messages.stop];
  const more = remarks(page, fact);
  return bullet(page, [
    ...onlyOf(page, fact.variants),
    ...short,
    fact.text,
    dim(page, notes.mark(fact.source)),
    dim(page, more.length > 0 ? messages.inBrackets('', more.join(messages.comma)) : ''),
  ]);
}

/** The variants that something is said of; nothing where it is said of all. */
function onlyOf({ style, messages }: CardContext, variants: readonly string[]): Span[] {
  return variants.length > 0 ? [{ text: variantList(variants), paint: style.cyan }, messages.colon] : [];
}

function sharingLines(page: CardContext, { variants, text, caution, source }: Card['sharing'][number]): string[] {
  const { messages, notes } = page;
  return bullet(page, [...onlyOf(page, variants), messages.sentences([text, caution]), dim(page, notes.mark(source))]);
}

function builtLines(page: CardContext, { variant, builtAs: { resources, needs } }: Card): string[] {
  if (resources.length === 0) return [];
  const types = [...new Set(resources.map(({ type }) => type))];
  return [
    ...bullet(page, [types.join(page.messages.comma)]),
    ...needs.flatMap((need) =>
      bullet(page, [
        ...onlyOf(page, variant === null ? need.variants : []),
        { text: needText(page, need), paint: page.style.bold },
        page.messages.stop,
        need.text,
        dim(page, page.notes.mark(need.source)),
      ]),
    ),
  ];
}

/** The question that the fact is held against, and all that is unusual about it. */
function remarks({ catalog, day }: CardContext, { question, kind, certainty, checked, validUntil }: CardFact): string[] {
  return [
    question ?? '',
    kind === 'quota' ? catalog.quota : '',
    certainty === 'aws' ? '' : catalog.certainty[certainty],
    checked === day ? '' : catalog.checkedOn(checked),
    validUntil === null ? '' : catalog.validUntil(validUntil),
  ].filter((text) => text !== '');
}

function monitoringBlocks(page: CardContext, { monitoring }: Card): string[][] {
  const { messages } = page;
  return (['utilization', 'saturation', 'errors'] as const).map((kind) =>
    section(
      page,
      `${messages.monitoring}${messages.colon}${messages[kind]}`,
      monitoring[kind].flatMap((metric) => metricLines(page, metric)),
    ),
  );
}

function metricLines(
  page: CardContext,
  { metric, namespace, dimensions, statistic, meaning, source, variants, alarm }: Metric,
): string[] {
  const { catalog, messages, style, notes } = page;
  const what = [
    namespace,
    statistic,
    dimensions.join(' + '),
    ...(variants.length > 0 ? [catalog.onlyEmittedBy(variantList(variants))] : []),
  ];
  const lines = bullet(page, [
    { text: metric, paint: style.bold },
    dim(page, messages.inBrackets('', what.filter((text) => text !== '').join(messages.comma))),
    messages.colon,
    meaning,
    dim(page, notes.mark(source)),
  ]);
  if (!alarm) return lines;
  const basis = dim(page, messages.inBrackets('', messages.bases[alarm.basis]));
  const why = alarm.why === '' ? [] : [messages.stop, alarm.why];
  return [
    ...lines,
    ...paragraph(
      page,
      [{ text: messages.alarm, paint: style.yellow }, messages.colon, alarmText(messages, alarm), basis, ...why],
      4,
    ),
  ];
}

function foot(page: CardContext, { service, variant, monitoring, rules, topics }: Card): string[] {
  const { catalog, messages, day } = page;
  const id = offeringText({ service: service.id, variant });
  const alarms = [...monitoring.utilization, ...monitoring.saturation, ...monitoring.errors].some(({ alarm }) => alarm !== null);
  return [
    ...(day === null || topics.length === 0 ? [] : paragraph(page, [dim(page, catalog.allChecked(day))], 0)),
    ...(alarms ? paragraph(page, [dim(page, catalog.seeAlarms(`tsunagi services ${id} --alarms cloudformation`))], 0) : []),
    ...paragraph(page, [dim(page, `${messages.rules}${messages.colon}${rulesName(rules)}`)], 0),
  ];
}
