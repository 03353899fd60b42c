import type { SourceFact, SourceMetric, SourceService, SourceSharing, SourceVariant } from '../../model/source-location.ts';
import { type FileFact, type FileMetric, type FileService, type FileSharing, service as schema } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, spot, type Written } from '../source-node.ts';
import type { Book } from './build-context.ts';
import { buildBuiltAs } from './built-as.ts';

export function buildServices(book: Book): SourceService[] {
  return [...book.section('services')].flatMap(([id, written]) => {
    book.checkId('service', id, written);
    const file = checkShape(schema, written, ['services', id], book.findings);
    return file ? [build(id, file, written, book)] : [];
  });
}

function build(id: string, file: FileService, written: Written, book: Book): SourceService {
  const monitoring = entry(written, 'monitoring');
  const metrics = (key: 'utilization' | 'saturation' | 'errors') =>
    (file.monitoring?.[key] ?? []).map((metric, index) => buildMetric(id, metric, at(monitoring, [key, index]), book));
  return {
    id,
    name: book.texts(file.name, entry(written, 'name')),
    url: file.url ?? '',
    summary: book.texts(file.summary, entry(written, 'summary')),
    differentiator: book.texts(file.differentiator, entry(written, 'differentiator')),
    ...book.price(file.price, written),
    facts: buildFacts(file.facts, entry(written, 'facts'), book),
    variants: Object.entries(file.variants ?? {}).map(([variant, value]): SourceVariant => {
      const part = at(written, ['variants', variant]);
      if (part) book.checkId('variant', variant, part);
      return {
        id: variant,
        name: book.texts(value.name, entry(part, 'name')),
        summary: book.texts(value.summary, entry(part, 'summary')),
        ...book.price(value.price, part),
        facts: buildFacts(value.facts, entry(part, 'facts'), book),
        ...sharingOf(value.sharing, entry(part, 'sharing'), book),
      };
    }),
    ...sharingOf(file.sharing, entry(written, 'sharing'), book),
    monitoring: { utilization: metrics('utilization'), saturation: metrics('saturation'), errors: metrics('errors') },
    ...(file['built-as'] ? { builtAs: buildBuiltAs(id, file['built-as'], entry(written, 'built-as'), book) } : {}),
    layer: book.layer(written, ['facts', 'variants', 'monitoring']),
  };
}

/** Left out where nothing is said, so that a pack without it stays the same value. */
function sharingOf(file: FileSharing | undefined, written: Written | null, book: Book): { readonly sharing?: SourceSharing } {
  if (!file) return {};
  const { among, same, source, checked } = file;
  const text = book.texts(file.text, entry(written, 'text'));
  const caution = book.texts(file.caution, entry(written, 'caution'));
  return { sharing: { among, same: book.condition(same, entry(written, 'same')), text, caution, source, checked } };
}

function buildFacts(facts: Readonly<Record<string, FileFact>> | undefined, written: Written | null, book: Book): SourceFact[] {
  return Object.entries(facts ?? {}).map(([id, file]) => {
    const part = entry(written, id) as Written;
    book.checkId('fact', id, part);
    if (file.mitigation !== undefined)
      book.reference('unknown-mitigation', 'mitigations', file.mitigation, entry(part, 'mitigation')?.at ?? null);
    return {
      id,
      topic: file.topic,
      question: file.question ?? null,
      values: admitted(id, file, part, book),
      min: file.min ?? null,
      max: file.max ?? null,
      kind: file.kind ?? 'limit',
      mitigation: file.mitigation ?? null,
      short: book.texts(file.short, entry(part, 'short')),
      text: book.texts(file.text, entry(part, 'text')),
      source: file.source,
      checked: file.checked,
      validUntil: file['valid-until'] ?? null,
      certainty: file.certainty ?? 'aws',
      layer: book.layer(part),
    };
  });
}

/** The values that a fact admits, as answers have them. */
function admitted(id: string, file: FileFact, written: Written, book: Book): string[] | null {
  const values = entry(written, 'values');
  if (file.question === undefined) return file.values?.map(String) ?? null;
  const question = book.question(file.question, entry(written, 'question')?.at ?? null);
  if (!question) return file.values?.map(String) ?? null;
  const bound = entry(written, 'min') ?? entry(written, 'max');
  if (question.type !== 'number' && bound) {
    book.tell('range-on-choice', bound.key, { question: question.id, values: question.values.map(({ value }) => value) });
  } else if (!file.values && !bound) {
    book.tell('fact-without-limits', spot(written), { fact: id, question: question.id });
  }
  if (!file.values || !values) return null;
  if (question.type === 'number') {
    book.tell('values-on-number', values.key, { question: question.id });
    return null;
  }
  return file.values
    .map((value, index) => book.value(question, value, values.items?.[index]?.at ?? null))
    .filter((value) => typeof value === 'string');
}

function buildMetric(service: string, file: FileMetric, written: Written | null, book: Book): SourceMetric {
  file.variants?.forEach((variant, index) => {
    const place = at(written, ['variants', index])?.at ?? null;
    book.variantReference(service, variant, place, place);
  });
  return {
    namespace: file.namespace,
    metric: file.metric,
    dimensions: file.dimensions ?? [],
    statistic: file.statistic,
    meaning: book.texts(file.meaning, entry(written, 'meaning')),
    alarm: file.alarm
      ? {
          comparison: file.alarm.comparison,
          threshold: file.alarm.threshold,
          period: file.alarm.period,
          evaluationPeriods: file.alarm['evaluation-periods'],
          datapointsToAlarm: file.alarm['datapoints-to-alarm'] ?? file.alarm['evaluation-periods'],
          treatMissingData: file.alarm['treat-missing-data'] ?? 'missing',
          basis: file.alarm.basis,
          why: book.texts(file.alarm.why, at(written, ['alarm', 'why'])),
        }
      : null,
    source: file.source,
    checked: file.checked,
    variants: file.variants ?? [],
  };
}
