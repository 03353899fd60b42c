import type { Metric } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import { alarmText } from '../output/alarm.ts';
import { bullet, columnOf, paragraph, row, type Span, section } from '../output/layout.ts';
import { dim, type Sheet, sheetOf } from '../output/text-context.ts';
import type { Card, CardFact } from './card.ts';
import { rulesName, topicName } from './service-labels.ts';
import {
  needText,
  offeringName,
  ownWordsOf,
  type Render,
  type ServiceWords,
  serviceWordsOf,
  usualDay,
  variantList,
} from './service-words.ts';

interface CardSheet extends Sheet, ServiceWords {
  /** The day that need not be said of each fact. */
  readonly day: string | null;
}

/** A service's card for a person at a terminal. */
export const render: Render<Card> = (card, context) => {
  const facts = card.topics.flatMap((entry) => entry.facts);
  const sheet: CardSheet = { ...sheetOf(context), ...serviceWordsOf(context), day: usualDay(facts) };
  const { of, style } = sheet;
  const blocks = [
    head(sheet, card),
    card.variant === null ? section(sheet, of.variants, variantLines(sheet, card)) : [],
    ...card.topics.map((entry) =>
      section(
        sheet,
        topicName(of, entry.topic),
        entry.facts.flatMap((fact) => factLines(sheet, fact)),
      ),
    ),
    section(
      sheet,
      of.mitigations,
      card.mitigations.flatMap(({ text, price, source }) =>
        bullet(sheet, [sheet.labels.priced(text, price), dim(sheet, sheet.notes.mark(source))]),
      ),
    ),
    section(
      sheet,
      of.sharing,
      card.sharing.flatMap((sharing) => sharingLines(sheet, sharing)),
    ),
    section(sheet, of.builtAs, builtLines(sheet, card)),
    ...monitoringBlocks(sheet, card),
    // Only now is it known which sources were referred to.
    section(
      sheet,
      sheet.labels.sources,
      sheet.notes.sources.map((source, index) => `  [${index + 1}] ${style.dim(source)}`),
    ),
    foot(sheet, card),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function head(sheet: CardSheet, card: Card): string[] {
  const { service, variant } = card;
  const { of, labels, style } = sheet;
  const name = offeringName(sheet, { service: service.id, variant });
  const own = ownWordsOf(card);
  return [
    ...paragraph(sheet, [{ text: name, paint: (text) => style.bold(style.green(text)) }], 0),
    ...paragraph(sheet, [service.summary]),
    ...paragraph(sheet, [own.summary]),
    ...(service.differentiator === '' ? [] : paragraph(sheet, [dim(sheet, of.apart), labels.colon, service.differentiator])),
    ...(own.price === '' ? [] : paragraph(sheet, [dim(sheet, labels.price), labels.colon, own.price])),
    ...paragraph(sheet, [dim(sheet, service.url)]),
  ];
}

function variantLines(sheet: CardSheet, { variants }: Card): string[] {
  const { labels, style } = sheet;
  const column = columnOf(
    sheet,
    variants.map(({ id }) => id),
  );
  return variants.flatMap(({ id, name, summary, price }) => {
    const said = labels.priced(summary, price);
    return row(sheet, { text: id, paint: style.cyan }, column, [
      { text: name, paint: style.bold },
      ...(said === '' ? [] : [labels.colon, said]),
    ]);
  });
}

function factLines(sheet: CardSheet, fact: CardFact): string[] {
  const { style, labels, notes } = sheet;
  const short: Span[] = fact.short === '' ? [] : [{ text: fact.short, paint: style.bold }, labels.stop];
  const more = remarks(sheet, fact);
  return bullet(sheet, [
    ...onlyOf(sheet, fact.variants),
    ...short,
    fact.text,
    dim(sheet, notes.mark(fact.source)),
    dim(sheet, more.length > 0 ? labels.inBrackets('', more.join(labels.comma)) : ''),
  ]);
}

/** The variants that something is said of; nothing where it is said of all. */
function onlyOf({ style, labels }: CardSheet, variants: readonly string[]): Span[] {
  return variants.length > 0 ? [{ text: variantList(variants), paint: style.cyan }, labels.colon] : [];
}

function sharingLines(sheet: CardSheet, { variants, text, caution, source }: Card['sharing'][number]): string[] {
  const { labels, notes } = sheet;
  return bullet(sheet, [...onlyOf(sheet, variants), labels.sentences([text, caution]), dim(sheet, notes.mark(source))]);
}

function builtLines(sheet: CardSheet, { variant, builtAs: { resources, needs } }: Card): string[] {
  if (resources.length === 0) return [];
  const types = [...new Set(resources.map(({ type }) => type))];
  return [
    ...bullet(sheet, [types.join(sheet.labels.comma)]),
    ...needs.flatMap((need) =>
      bullet(sheet, [
        ...onlyOf(sheet, variant === null ? need.variants : []),
        { text: needText(sheet, need), paint: sheet.style.bold },
        sheet.labels.stop,
        need.text,
        dim(sheet, sheet.notes.mark(need.source)),
      ]),
    ),
  ];
}

/** The question that the fact is held against, and all that is unusual about it. */
function remarks({ of, day }: CardSheet, { question, kind, certainty, checked, validUntil }: CardFact): string[] {
  return [
    question ?? '',
    kind === 'quota' ? of.quota : '',
    certainty === 'aws' ? '' : of.certainty[certainty],
    checked === day ? '' : of.checkedOn(checked),
    validUntil === null ? '' : of.validUntil(validUntil),
  ].filter((text) => text !== '');
}

function monitoringBlocks(sheet: CardSheet, { monitoring }: Card): string[][] {
  const { labels } = sheet;
  return (['utilization', 'saturation', 'errors'] as const).map((kind) =>
    section(
      sheet,
      `${labels.monitoring}${labels.colon}${labels[kind]}`,
      monitoring[kind].flatMap((metric) => metricLines(sheet, metric)),
    ),
  );
}

function metricLines(
  sheet: CardSheet,
  { metric, namespace, dimensions, statistic, meaning, source, variants, alarm }: Metric,
): string[] {
  const { of, labels, style, notes } = sheet;
  const what = [
    namespace,
    statistic,
    dimensions.join(' + '),
    ...(variants.length > 0 ? [of.onlyEmittedBy(variantList(variants))] : []),
  ];
  const lines = bullet(sheet, [
    { text: metric, paint: style.bold },
    dim(sheet, labels.inBrackets('', what.filter((text) => text !== '').join(labels.comma))),
    labels.colon,
    meaning,
    dim(sheet, notes.mark(source)),
  ]);
  if (!alarm) return lines;
  const basis = dim(sheet, labels.inBrackets('', of.bases[alarm.basis]));
  const why = alarm.why === '' ? [] : [labels.stop, alarm.why];
  return [
    ...lines,
    ...paragraph(sheet, [{ text: labels.alarm, paint: style.yellow }, labels.colon, alarmText(labels, alarm), basis, ...why], 4),
  ];
}

function foot(sheet: CardSheet, { service, variant, monitoring, rules, topics }: Card): string[] {
  const { of, labels, day } = sheet;
  const id = offeringText({ service: service.id, variant });
  const alarms = [...monitoring.utilization, ...monitoring.saturation, ...monitoring.errors].some(({ alarm }) => alarm !== null);
  return [
    ...(day === null || topics.length === 0 ? [] : paragraph(sheet, [dim(sheet, of.allChecked(day))], 0)),
    ...(alarms ? paragraph(sheet, [dim(sheet, of.seeAlarms(`tsunagi services ${id} --alarms cloudformation`))], 0) : []),
    ...paragraph(sheet, [dim(sheet, `${labels.rules}${labels.colon}${rulesName(rules)}`)], 0),
  ];
}
