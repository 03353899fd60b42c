import type { Fact, Metric, Service, Sharing } from '../model/pack.ts';
import { code, escaped, link, table } from '../output/markdown.ts';
import type { Docs } from './rules-docs.ts';

/** A service: what it is, its facts with their sources, and how it is monitored. */
export function serviceLines(docs: Docs, service: Service): string[] {
  const { words, labels } = docs;
  const { facts, variants, monitoring, builtAs } = service;
  const types = [...new Set(builtAs?.resources.map(({ type }) => code(type)))];
  const metrics = (['utilization', 'saturation', 'errors'] as const).flatMap((use) =>
    monitoring[use].map((metric) => metricRow(docs, words.use[use], metric)),
  );
  return [
    `## ${docs.heading('services', service.id)}`,
    '',
    described(docs, link(service.name, service.url), [service.summary, service.differentiator]),
    '',
    ...(service.price === undefined ? [] : [escaped(labels.priced('', service.price)), '']),
    ...sharingLines(docs, service.sharing),
    ...(types.length === 0 ? [] : [`${words.builtAs}${labels.colon}${types.join(labels.comma)}`, '']),
    ...factTable(docs, facts),
    ...variants.flatMap((variant) => [
      `### ${service.id}/${variant.id}`,
      '',
      described(docs, escaped(variant.name), [labels.priced(variant.summary, variant.price)]),
      '',
      ...sharingLines(docs, variant.sharing),
      ...factTable(docs, variant.facts),
    ]),
    ...(metrics.length === 0
      ? []
      : [...table([words.monitoring, words.metric, words.variant, words.meaning, words.alarm], metrics), '']),
  ];
}

/** A name, which is Markdown already, and what is said of it. */
function described({ labels }: Docs, name: string, texts: readonly string[]): string {
  const said = labels.sentences(texts.map(escaped));
  return said === '' ? `**${name}**` : `**${name}**${labels.colon}${said}`;
}

function sharingLines({ words, labels }: Docs, sharing: Sharing | undefined): string[] {
  if (!sharing) return [];
  const { text, caution, source, checked } = sharing;
  const said = labels.sentences([text, caution].map(escaped));
  return [`${words.sharing}${labels.colon}${said} ${link(words.checked, source)} ${checked}`, ''];
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

function admitsText({ pack, words, labels, to }: Docs, { question, values, min, max, kind }: Fact): string {
  if (question === null) return '';
  const unit = pack.questions.find(({ id }) => id === question)?.unit ?? '';
  const admitted = values ? values.map(code).join(words.or) : escaped(words.range(min, max, unit));
  const held = `[${code(question)}](${to('questions', question)})${labels.colon}${admitted}`;
  return kind === 'quota' ? labels.inBrackets(held, words.quota) : held;
}

function metricRow(
  { words, labels }: Docs,
  use: string,
  { namespace, metric, statistic, dimensions, meaning, alarm, variants, source }: Metric,
): string[] {
  const name = labels.inBrackets(link(`${namespace} ${metric}`, source), escaped([statistic, ...dimensions].join(labels.comma)));
  const when = alarm ? `${code(`${alarm.comparison} ${alarm.threshold}`)} ${escaped(alarm.why)}` : '';
  return [use, name, variants.length === 0 ? words.allVariants : variants.map(code).join(labels.comma), escaped(meaning), when];
}
