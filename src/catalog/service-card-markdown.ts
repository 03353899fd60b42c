import type { Metric } from '../model/pack.ts';
import { alarmText } from '../output/alarm.ts';
import { code, escaped, headingText, link, table } from '../output/markdown.ts';
import { withSource } from '../output/markdown-sections.ts';
import type { Card, CardFact } from './card.ts';
import { rulesName, topicName } from './service-labels.ts';
import {
  admittedText,
  needText,
  offeringName,
  ownWordsOf,
  type Render,
  type ServiceWords,
  serviceWordsOf,
} from './service-words.ts';

/** A service's card for a wiki. */
export const render: Render<Card> = (card, context) => {
  const words = serviceWordsOf(context);
  const { of, labels } = words;
  const { service, variant, variants, rules } = card;
  const parts: [string, string[]][] = [
    [
      of.variants,
      variant === null
        ? table(
            ['ID', of.variants, labels.meaning],
            variants.map(({ id, name, summary, price }) => [code(id), escaped(name), escaped(labels.priced(summary, price))]),
          )
        : [],
    ],
    [of.facts, factTable(words, card)],
    [
      of.mitigations,
      card.mitigations.map(({ text, price, source }) => `- ${withSource(words, labels.priced(text, price), source)}`),
    ],
    [of.sharing, card.sharing.map((sharing) => sharingItem(words, sharing))],
    [of.builtAs, builtItems(words, card)],
    [labels.monitoring, metricTable(words, card)],
    [labels.rules, [`- ${escaped(rulesName(rules))} (\`${rules.digest}\`)`]],
  ];
  const own = ownWordsOf(card);
  const summary = labels.sentences([service.summary, own.summary]);
  const about = summary === '' ? [] : [escaped(summary)];
  const blocks = [
    [`# ${headingText(offeringName(words, { service: service.id, variant }))}`],
    [[link(service.name, service.url), ...about].join(labels.colon)],
    service.differentiator === '' ? [] : [`${of.apart}${labels.colon}${escaped(service.differentiator)}`],
    own.price === '' ? [] : [`${labels.price}${labels.colon}${escaped(own.price)}`],
    ...parts.flatMap(([heading, lines]) => (lines.length > 0 ? [[`## ${headingText(heading)}`], lines] : [])),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function sharingItem(words: ServiceWords, { variants, text, caution, source }: Card['sharing'][number]): string {
  const { labels } = words;
  const said = withSource(words, labels.sentences([text, caution]), source);
  return `- ${onlyOf(words, variants)}${said}`;
}

function onlyOf({ labels }: ServiceWords, variants: readonly string[]): string {
  return variants.length === 0 ? '' : `${variants.map(code).join(' ')}${labels.colon}`;
}

function builtItems(words: ServiceWords, { variant, builtAs: { resources, needs } }: Card): string[] {
  if (resources.length === 0) return [];
  const types = [...new Set(resources.map(({ type }) => code(type)))];
  return [
    `- ${types.join(words.labels.comma)}`,
    ...needs.map(
      (need) =>
        `- ${onlyOf(words, variant === null ? need.variants : [])}${withSource(words, `${needText(words, need)}${words.labels.stop}${need.text}`, need.source)}`,
    ),
  ];
}

function factTable(words: ServiceWords, { topics }: Card): string[] {
  const { of } = words;
  const rows = topics.flatMap(({ topic, facts }) => facts.map((fact) => factRow(words, topic, fact)));
  return table([of.topic, of.variants, of.figure, of.fact, of.heldAgainst, of.checked], rows);
}

function factRow(words: ServiceWords, topic: string, fact: CardFact): string[] {
  const { of, labels } = words;
  const { short, text, source, question, kind, checked, certainty, validUntil, variants } = fact;
  const admitted = question === null ? '' : `${code(question)}${labels.colon}${escaped(admittedText(words, fact))}`;
  const checks = [
    checked,
    certainty === 'aws' ? '' : of.certainty[certainty],
    validUntil === null ? '' : of.validUntil(validUntil),
  ];
  return [
    escaped(topicName(of, topic)),
    variants.map(code).join(' '),
    escaped(short),
    withSource(words, text, source),
    kind === 'quota' ? labels.inBrackets(admitted, of.quota) : admitted,
    escaped(checks.filter((part) => part !== '').join(labels.comma)),
  ];
}

function metricTable(words: ServiceWords, { monitoring }: Card): string[] {
  const { labels, of } = words;
  const rows = (['utilization', 'saturation', 'errors'] as const).flatMap((kind) =>
    monitoring[kind].map((metric) => [labels[kind], ...metricCells(words, metric)]),
  );
  return table([labels.kind, labels.metric, of.dimensions, labels.statistic, labels.meaning, labels.alarm], rows);
}

function metricCells(
  words: ServiceWords,
  { namespace, metric, dimensions, statistic, meaning, source, variants, alarm }: Metric,
): string[] {
  const { labels, of } = words;
  const name = labels.inBrackets(code(`${namespace} ${metric}`), link(labels.source, source));
  const alarms = alarm
    ? [`${alarmText(labels, alarm)}${labels.inBrackets('', of.bases[alarm.basis])}`, alarm.why].filter((text) => text !== '')
    : [];
  return [
    variants.length > 0 ? `${name}${labels.inBrackets('', of.onlyEmittedBy(variants.map(code).join(' ')))}` : name,
    dimensions.map(code).join(' '),
    escaped(statistic),
    escaped(meaning),
    escaped(alarms.join(labels.stop)),
  ];
}
