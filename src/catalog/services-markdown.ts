import type { Metric } from '../model/pack.ts';
import { alarmText } from '../output/decision-view.ts';
import { withSource } from '../output/markdown/decision-markdown.ts';
import { code, escaped, headingText, link, table } from '../output/markdown/markdown.ts';
import {
  admittedText,
  ambiguousIn,
  type CatalogLocale,
  catalogLocale,
  needText,
  offeringName,
  ownTextsOf,
  type Render,
  rulesName,
  topicName,
} from './catalog-locale.ts';
import { cellAt, legendOf, placedIn, type ServiceMap } from './service-map.ts';
import type { Card, CardFact, ComparedFact, Comparison, ServiceList } from './services.ts';

/** The services of a pack for a wiki. */
export const listMarkdown: Render<ServiceList> = ({ services, rules }, context) => {
  const { catalog, messages } = catalogLocale(context);
  const rows = services.map(({ id, name, url, summary, differentiator, variants }) => [
    code(id),
    link(name, url),
    escaped(summary),
    escaped(differentiator),
    variants.map((variant) => code(variant.id)).join(' '),
  ]);
  const lines = table(['ID', messages.service, messages.meaning, catalog.apart, catalog.variants], rows);
  return `${[`# ${headingText(catalog.services(rulesName(rules)))}`, '', ...lines].join('\n')}\n`;
};

/** A service's card for a wiki. */
export const cardMarkdown: Render<Card> = (card, context) => {
  const locale = catalogLocale(context);
  const { catalog, messages } = locale;
  const { service, variant, variants, rules } = card;
  const parts: [string, string[]][] = [
    [
      catalog.variants,
      variant === null
        ? table(
            ['ID', catalog.variants, messages.meaning],
            variants.map(({ id, name, summary, ...of }) => [
              code(id),
              escaped(name),
              escaped(messages.withDrawbacks(summary, of)),
            ]),
          )
        : [],
    ],
    [catalog.facts, factTable(locale, card)],
    [
      catalog.mitigations,
      card.mitigations.map(({ text, source, ...of }) => `- ${withSource(locale, messages.withDrawbacks(text, of), source)}`),
    ],
    [catalog.sharing, card.sharing.map((sharing) => sharingItem(locale, sharing))],
    [catalog.builtAs, builtItems(locale, card)],
    [messages.monitoring, metricTable(locale, card)],
    [messages.rules, [`- ${escaped(rulesName(rules))} (\`${rules.digest}\`)`]],
  ];
  const own = ownTextsOf(card);
  const summary = messages.sentences([service.summary, own.summary]);
  const about = summary === '' ? [] : [escaped(summary)];
  const blocks = [
    [`# ${headingText(offeringName(locale, { service: service.id, variant }))}`],
    [[link(service.name, service.url), ...about].join(messages.colon)],
    service.differentiator === '' ? [] : [`${catalog.apart}${messages.colon}${escaped(service.differentiator)}`],
    own.tradeOff === '' ? [] : [`${messages.tradeOffs}${messages.colon}${escaped(own.tradeOff)}`],
    own.cost === '' ? [] : [`${messages.cost}${messages.colon}${escaped(own.cost)}`],
    ...parts.flatMap(([heading, lines]) => (lines.length > 0 ? [[`## ${headingText(heading)}`], lines] : [])),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function sharingItem(locale: CatalogLocale, { variants, text, caution, source }: Card['sharing'][number]): string {
  const { messages } = locale;
  const said = withSource(locale, messages.sentences([text, caution]), source);
  return `- ${onlyOf(locale, variants)}${said}`;
}

function onlyOf({ messages }: CatalogLocale, variants: readonly string[]): string {
  return variants.length === 0 ? '' : `${variants.map(code).join(' ')}${messages.colon}`;
}

function builtItems(locale: CatalogLocale, { variant, builtAs: { resources, needs } }: Card): string[] {
  if (resources.length === 0) return [];
  const types = [...new Set(resources.map(({ type }) => code(type)))];
  return [
    `- ${types.join(locale.messages.comma)}`,
    ...needs.map(
      (need) =>
        `- ${onlyOf(locale, variant === null ? need.variants : [])}${withSource(locale, `${needText(locale, need)}${locale.messages.stop}${need.text}`, need.source)}`,
    ),
  ];
}

function factTable(locale: CatalogLocale, { topics }: Card): string[] {
  const { catalog } = locale;
  const rows = topics.flatMap(({ topic, facts }) => facts.map((fact) => factRow(locale, topic, fact)));
  return table([catalog.topic, catalog.variants, catalog.figure, catalog.fact, catalog.heldAgainst, catalog.checked], rows);
}

function factRow(locale: CatalogLocale, topic: string, fact: CardFact): string[] {
  const { catalog, messages } = locale;
  const { short, text, source, question, kind, checked, certainty, validUntil, variants } = fact;
  const admitted = question === null ? '' : `${code(question)}${messages.colon}${escaped(admittedText(locale, fact))}`;
  const checks = [
    checked,
    certainty === 'aws' ? '' : catalog.certainty[certainty],
    validUntil === null ? '' : catalog.validUntil(validUntil),
  ];
  return [
    escaped(topicName(locale, topic)),
    variants.map(code).join(' '),
    escaped(short),
    withSource(locale, text, source),
    kind === 'quota' ? messages.inBrackets(admitted, catalog.quota) : admitted,
    escaped(checks.filter((part) => part !== '').join(messages.comma)),
  ];
}

function metricTable(locale: CatalogLocale, { monitoring }: Card): string[] {
  const { messages, catalog } = locale;
  const rows = (['utilization', 'saturation', 'errors'] as const).flatMap((kind) =>
    monitoring[kind].map((metric) => [messages[kind], ...metricCells(locale, metric)]),
  );
  return table([messages.kind, messages.metric, catalog.dimensions, messages.statistic, messages.meaning, messages.alarm], rows);
}

function metricCells(
  locale: CatalogLocale,
  { namespace, metric, dimensions, statistic, meaning, source, variants, alarm }: Metric,
): string[] {
  const { messages, catalog } = locale;
  const name = messages.inBrackets(code(`${namespace} ${metric}`), link(messages.source, source));
  const alarms = alarm
    ? [`${alarmText(messages, alarm)}${messages.inBrackets('', messages.bases[alarm.basis])}`, alarm.why].filter(
        (text) => text !== '',
      )
    : [];
  return [
    variants.length > 0 ? `${name}${messages.inBrackets('', catalog.onlyEmittedBy(variants.map(code).join(' ')))}` : name,
    dimensions.map(code).join(' '),
    escaped(statistic),
    escaped(meaning),
    escaped(alarms.join(messages.stop)),
  ];
}

/** Services side by side as a table, each figure a link to its source. */
export const comparisonMarkdown: Render<Comparison> = ({ offerings, criteria, rules }, context) => {
  const locale = catalogLocale(context);
  const { catalog, messages } = locale;
  const names = offerings.map((offering) => offeringName(locale, offering));
  const rows = criteria.map(({ topic, facts }) => [
    escaped(topicName(locale, topic)),
    ...facts.map((cell) => cell.map((fact) => comparedFactText(locale, fact, ambiguousIn(locale, facts))).join('; ')),
  ]);
  const uncertain = criteria.some(({ facts }) => facts.some((cell) => cell.some(({ certainty }) => certainty !== 'aws')));
  const blocks = [
    [`# ${headingText(catalog.comparison(messages.and(names)))}`],
    table([catalog.topic, ...names.map(escaped)], rows),
    uncertain ? [escaped(catalog.certaintyMark)] : [],
    [`${messages.rules}${messages.colon}${escaped(rulesName(rules))} (\`${rules.digest}\`)`],
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function comparedFactText(
  { messages }: CatalogLocale,
  { short, question, source, variants, certainty }: ComparedFact,
  ambiguous: ReadonlySet<string>,
): string {
  const of = variants.length > 0 ? `${variants.map(code).join(' ')}${messages.colon}` : '';
  const about = question !== null && ambiguous.has(question) ? `${code(question)}${messages.colon}` : '';
  return `${of}${about}${link(short, source)}${certainty === 'aws' ? '' : ' \\*'}`;
}

/** The map as a table; what the rules recommend is bold. */
export const mapMarkdown: Render<ServiceMap> = (map, context) => {
  const locale = catalogLocale(context);
  const { catalog, messages, names } = locale;
  const [across, down] = map.by;
  const rows = map.rows.map((row) => [
    `**${escaped(names.value(down, row))}**`,
    ...map.columns.map((column) => {
      const cell = cellAt(map, column, row);
      const placed = cell ? placedIn(locale, cell) : [];
      return placed.map(({ text, recommended }) => (recommended ? `**${escaped(text)}**` : escaped(text))).join('; ');
    }),
  ]);
  const { recommended, variants, silent } = legendOf(locale, map);
  const blocks = [
    [`# ${headingText(catalog.map(across, down))}`],
    [
      `- ${catalog.columns}${messages.colon}${code(across)} ${escaped(names.ask(across))}`,
      `- ${catalog.rows}${messages.colon}${code(down)} ${escaped(names.ask(down))}`,
    ],
    table(['', ...map.columns.map((value) => escaped(names.value(across, value)))], rows),
    [
      ...(recommended ? [`- ${catalog.boldIs}${messages.colon}${escaped(catalog.recommends)}`] : []),
      `- ${recommended ? `${catalog.othersAre}${messages.colon}` : ''}${escaped(catalog.admits)}`,
      ...(variants ? [`- ${escaped(catalog.inVariants)}`] : []),
      ...(silent === null ? [] : [`- ${escaped(silent)}`]),
    ],
    [`${messages.rules}${messages.colon}${escaped(rulesName(map.rules))} (\`${map.rules.digest}\`)`],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
