import type { Fact, Metric, Service, Sharing } from '../core/pack.ts';
import { labelsIn } from './labels.ts';
import { code, escaped, link, table } from './markdown.ts';
import type { Docs } from './rules-docs.ts';

/** A service: what it is, its facts with their sources, and how it is monitored. */
export function serviceLines(docs: Docs, service: Service): string[] {
  const { words } = docs;
  const { facts, variants, monitoring, builtAs } = service;
  const { priced } = labelsIn(docs.pack.lang);
  const types = [...new Set(builtAs?.resources.map(({ type }) => code(type)))];
  const metrics = (['utilization', 'saturation', 'errors'] as const).flatMap((use) =>
    monitoring[use].map((metric) => metricRow(docs, words.use[use], metric)),
  );
  return [
    `## ${docs.heading('services', service.id)}`,
    '',
    `**${link(service.name, service.url)}**: ${[service.summary, service.differentiator]
      .filter((text) => text !== '')
      .map(escaped)
      .join(' ')}`,
    '',
    ...(service.price === undefined ? [] : [escaped(priced('', service.price).trim()), '']),
    ...sharingLines(docs, service.sharing),
    ...(types.length === 0 ? [] : [`${words.builtAs}: ${types.join(', ')}`, '']),
    ...factTable(docs, facts),
    ...variants.flatMap((variant) => [
      `### ${service.id}/${variant.id}`,
      '',
      `**${escaped(variant.name)}**${variant.summary === '' ? '' : `: ${escaped(priced(variant.summary, variant.price))}`}`,
      '',
      ...sharingLines(docs, variant.sharing),
      ...factTable(docs, variant.facts),
    ]),
    ...(metrics.length === 0
      ? []
      : [...table([words.monitoring, words.metric, words.variant, words.meaning, words.alarm], metrics), '']),
  ];
}

function sharingLines({ words }: Docs, sharing: Sharing | undefined): string[] {
  if (!sharing) return [];
  const { text, caution, source, checked } = sharing;
  return [`${words.sharing}: ${escaped(text)} ${escaped(caution)} ${link(words.checked, source)} ${checked}`, ''];
}

function factTable(docs: Docs, facts: readonly Fact[]): string[] {
  if (facts.length === 0) return [];
  const { words } = docs;
  const rows = facts.map((fact) => [
    code(fact.id),
    admitsText(docs, fact),
    `${escaped(fact.text)} ${link(words.checked, fact.source)} ${fact.checked}`,
  ]);
  return [...table([words.fact, words.admits, words.says], rows), ''];
}

function admitsText({ pack, words, to }: Docs, { question, values, min, max, kind }: Fact): string {
  if (question === null) return '';
  const unit = pack.questions.find(({ id }) => id === question)?.unit ?? '';
  const admitted = values ? values.map(code).join(words.or) : escaped(words.range(min, max, unit));
  return `[${code(question)}](${to('questions', question)}): ${admitted}${kind === 'adjustable' ? words.aside(words.adjustable) : ''}`;
}

function metricRow(
  { words }: Docs,
  use: string,
  { namespace, metric, statistic, dimensions, meaning, alarm, variants, source }: Metric,
): string[] {
  const name = `${link(`${namespace} ${metric}`, source)} (${escaped([statistic, ...dimensions].join(', '))})`;
  const when = alarm ? `${code(`${alarm.comparison} ${alarm.threshold}`)} ${escaped(alarm.why)}` : '';
  return [use, name, variants.length === 0 ? words.allVariants : variants.map(code).join(', '), escaped(meaning), when];
}
