import type { Metric } from '../model/pack.ts';
import { alarmText } from '../output/decision-view.ts';
import { withSource } from '../output/markdown/decision-markdown.ts';
import { code, escaped, headingText, link, table } from '../output/markdown/markdown.ts';
import { blocksText } from '../output/text/layout.ts';
import {
  aboutCard,
  ambiguousIn,
  type CardItem,
  type CatalogLocale,
  cardLists,
  cardMetrics,
  catalogLocale,
  hasUncertain,
  type Render,
  rulesText,
  topicName,
} from './catalog-locale.ts';
import { legendOf, placedAt, type ServiceMap } from './service-map.ts';
import type { Card, CardFact, ComparedFact, Comparison, RulesId, ServiceList } from './services.ts';

/** The services of a pack for a wiki. */
export const listMarkdown: Render<ServiceList> = ({ services, rules }, context) => {
  const { catalog, messages } = catalogLocale(context);
  const rows = services.map(({ id, name, url, summary, differentiator, variants }) => [
    code(id),
    link(name, url),
    escaped(summary),
    escaped(differentiator),
    codes(variants.map((variant) => variant.id)),
  ]);
  return blocksText([
    [`# ${headingText(catalog.services(`${rules.id} ${rules.version}`))}`],
    table(['ID', messages.service, messages.meaning, catalog.apart, catalog.variants], rows),
  ]);
};

/** A service's card for a wiki. */
export const cardMarkdown: Render<Card> = (card, context) => {
  const locale = catalogLocale(context);
  const { catalog, messages, names } = locale;
  const { service, variant, variants, rules, topics } = card;
  const { mitigations, sharing, types, needs } = cardLists(locale, card);
  const { summaries, labelled } = aboutCard(locale, card);
  const items = (all: readonly CardItem[]): string[] =>
    all.map(({ variants: of, lead, text, source }) => {
      const said = withSource(locale, lead === undefined ? text : `${lead}${messages.stop}${text}`, source);
      return `- ${onlyOf(locale, of)}${said}`;
    });
  const variantRows = variants.map(({ id, name, summary, ...of }) => [
    code(id),
    escaped(name),
    escaped(messages.withDrawbacks(summary, of)),
  ]);
  const facts = topics.flatMap(({ topic, facts: all }) => all.map((fact) => factRow(locale, topic, fact)));
  const metrics = cardMetrics(card).flatMap(({ kind, metrics: all }) =>
    all.map((metric) => [messages[kind], ...metricCells(locale, metric)]),
  );
  const parts: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [catalog.variants, variant === null ? table(['ID', catalog.variants, messages.meaning], variantRows) : []],
    [
      catalog.facts,
      table([catalog.topic, catalog.variants, catalog.figure, catalog.fact, catalog.heldAgainst, catalog.checked], facts),
    ],
    [catalog.mitigations, items(mitigations)],
    [catalog.sharing, items(sharing)],
    [catalog.builtAs, types.length === 0 ? [] : [`- ${types.map(code).join(messages.comma)}`, ...items(needs)]],
    [
      messages.monitoring,
      table([messages.kind, messages.metric, catalog.dimensions, messages.statistic, messages.meaning, messages.alarm], metrics),
    ],
    [messages.rules, [`- ${escaped(`${rules.id} ${rules.version}`)} (\`${rules.digest}\`)`]],
  ];
  const summary = escaped(messages.sentences(summaries));
  return blocksText([
    [`# ${headingText(names.offering(service.id, variant))}`],
    [[link(service.name, service.url), ...(summary === '' ? [] : [summary])].join(messages.colon)],
    ...labelled.map(([label, text]) => [`${label}${messages.colon}${escaped(text)}`]),
    ...parts.flatMap(([heading, lines]) => (lines.length > 0 ? [[`## ${headingText(heading)}`], lines] : [])),
  ]);
};

function codes(ids: readonly string[]): string {
  return ids.map(code).join(' ');
}

function onlyOf({ messages }: CatalogLocale, variants: readonly string[]): string {
  return variants.length === 0 ? '' : `${codes(variants)}${messages.colon}`;
}

function factRow(locale: CatalogLocale, topic: string, fact: CardFact): string[] {
  const { catalog, messages } = locale;
  const { short, text, source, question, kind, checked, certainty, validUntil, variants } = fact;
  const admitted = question === null ? '' : `${code(question)}${messages.colon}${escaped(admittedText(locale, question, fact))}`;
  const checks = [
    checked,
    certainty === 'aws' ? '' : catalog.certainty[certainty],
    validUntil === null ? '' : catalog.validUntil(validUntil),
  ];
  return [
    escaped(topicName(locale, topic)),
    codes(variants),
    escaped(short),
    withSource(locale, text, source),
    kind === 'quota' ? messages.inBrackets(admitted, catalog.quota) : admitted,
    escaped(checks.filter((part) => part !== '').join(messages.comma)),
  ];
}

/** The answers that a fact admits, in words. */
function admittedText({ names, catalog }: CatalogLocale, question: string, { values, min, max }: CardFact): string {
  if (values) return values.length === 0 ? catalog.nothing : values.map((value) => names.value(question, value)).join(' / ');
  const low = min === null ? '' : names.value(question, min);
  const high = max === null ? '' : names.value(question, max);
  if (low && high) return catalog.between(low, high);
  return high ? catalog.upTo(high) : low ? catalog.atLeast(low) : '';
}

function metricCells(locale: CatalogLocale, metricOf: Metric): string[] {
  const { namespace, metric, dimensions, statistic, meaning, source, variants, alarm } = metricOf;
  const { messages, catalog } = locale;
  const name = messages.inBrackets(code(`${namespace} ${metric}`), link(messages.source, source));
  const basis = alarm ? messages.inBrackets('', messages.bases[alarm.basis]) : '';
  const alarms = alarm ? [`${alarmText(messages, alarm)}${basis}`, alarm.why].filter((text) => text !== '') : [];
  return [
    variants.length > 0 ? name + messages.inBrackets('', catalog.onlyEmittedBy(codes(variants))) : name,
    codes(dimensions),
    escaped(statistic),
    escaped(meaning),
    escaped(alarms.join(messages.stop)),
  ];
}

/** Services side by side as a table, each figure a link to its source. */
export const comparisonMarkdown: Render<Comparison> = (comparison, context) => {
  const { offerings, criteria, rules } = comparison;
  const locale = catalogLocale(context);
  const { catalog, messages } = locale;
  const names = offerings.map(({ service, variant }) => locale.names.offering(service, variant));
  const rows = criteria.map(({ topic, facts }) => {
    const ambiguous = ambiguousIn(locale, facts);
    const cells = facts.map((cell) => cell.map((fact) => comparedFactText(locale, fact, ambiguous)).join('; '));
    return [escaped(topicName(locale, topic)), ...cells];
  });
  return blocksText([
    [`# ${headingText(catalog.comparison(messages.and(names)))}`],
    table([catalog.topic, ...names.map(escaped)], rows),
    hasUncertain(comparison) ? [escaped(catalog.certaintyMark)] : [],
    [rulesLine(locale, rules)],
  ]);
};

function comparedFactText(locale: CatalogLocale, fact: ComparedFact, ambiguous: ReadonlySet<string>): string {
  const { short, question, source, variants, certainty } = fact;
  const about = question !== null && ambiguous.has(question) ? `${code(question)}${locale.messages.colon}` : '';
  return `${onlyOf(locale, variants)}${about}${link(short, source)}${certainty === 'aws' ? '' : ' \\*'}`;
}

/** The map as a table; what the rules recommend is bold. */
export const mapMarkdown: Render<ServiceMap> = (map, context) => {
  const locale = catalogLocale(context);
  const { catalog, messages, names } = locale;
  const [across, down] = map.by;
  const rows = map.rows.map((row) => [
    `**${escaped(names.value(down, row))}**`,
    ...map.columns.map((column) =>
      placedAt(locale, map, column, row)
        .map(({ text, recommended }) => (recommended ? `**${escaped(text)}**` : escaped(text)))
        .join('; '),
    ),
  ]);
  const { recommended, notes } = legendOf(locale, map);
  return blocksText([
    [`# ${headingText(catalog.map(across, down))}`],
    [
      `- ${catalog.columns}${messages.colon}${code(across)} ${escaped(names.ask(across))}`,
      `- ${catalog.rows}${messages.colon}${code(down)} ${escaped(names.ask(down))}`,
    ],
    table(['', ...map.columns.map((value) => escaped(names.value(across, value)))], rows),
    [
      ...(recommended ? [`- ${catalog.boldIs}${messages.colon}${escaped(catalog.recommends)}`] : []),
      `- ${recommended ? `${catalog.othersAre}${messages.colon}` : ''}${escaped(catalog.admits)}`,
      ...notes.map((note) => `- ${escaped(note)}`),
    ],
    [rulesLine(locale, map.rules)],
  ]);
};

function rulesLine(locale: CatalogLocale, rules: RulesId): string {
  return `${escaped(rulesText(locale, rules))} (\`${rules.digest}\`)`;
}
