import type {
  SourceFact,
  SourceMetric,
  SourceService,
  SourceSharing,
  SourceSizing,
  SourceVariant,
} from '../../model/source-location.ts';
import {
  type FileFact,
  type FileMetric,
  type FileService,
  type FileSharing,
  type FileSizing,
  type FileVariant,
  service as schema,
} from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode, spot } from '../source-node.ts';
import type { Book } from './build-context.ts';
import { buildBuiltAs } from './built-as.ts';

export function buildServices(book: Book): SourceService[] {
  return [...book.section('services')].flatMap(([id, written]) => {
    book.checkId('service', id, written);
    const file = checkShape(schema, written, ['services', id], book.findings);
    return file ? [build(id, file, written, book)] : [];
  });
}

function build(id: string, file: FileService, written: SourceNode, book: Book): SourceService {
  const monitoring = entry(written, 'monitoring');
  const metrics = (key: 'utilization' | 'saturation' | 'errors') =>
    (file.monitoring?.[key] ?? []).map((metric, index) => buildMetric(id, metric, at(monitoring, [key, index]), book));
  return {
    id,
    name: book.texts(file.name, entry(written, 'name')),
    url: file.url ?? '',
    summary: book.texts(file.summary, entry(written, 'summary')),
    differentiator: book.texts(file.differentiator, entry(written, 'differentiator')),
    ...book.drawbacks(file, written),
    facts: buildFacts(file.facts, entry(written, 'facts'), book),
    variants: buildVariants(file.variants, entry(written, 'variants'), book),
    ...sharingOf(file.sharing, entry(written, 'sharing'), book),
    ...sizingOf(file.sizing, entry(written, 'sizing'), book),
    monitoring: { utilization: metrics('utilization'), saturation: metrics('saturation'), errors: metrics('errors') },
    ...(file['built-as'] ? { builtAs: buildBuiltAs(id, file['built-as'], entry(written, 'built-as'), book) } : {}),
    layer: book.layer(written, ['facts', 'variants', 'monitoring']),
  };
}

/** The variants of a service or neighbour. */
export function buildVariants(
  variants: Readonly<Record<string, FileVariant>> | undefined,
  written: SourceNode | null,
  book: Book,
): SourceVariant[] {
  return Object.entries(variants ?? {}).map(([id, file]) => {
    const part = entry(written, id);
    if (part) book.checkId('variant', id, part);
    return {
      id,
      name: book.texts(file.name, entry(part, 'name')),
      summary: book.texts(file.summary, entry(part, 'summary')),
      ...book.drawbacks(file, part),
      facts: buildFacts(file.facts, entry(part, 'facts'), book),
      ...sharingOf(file.sharing, entry(part, 'sharing'), book),
      ...sizingOf(file.sizing, entry(part, 'sizing'), book),
    };
  });
}

/** Left out where nothing is counted, so that a pack without it stays the same value. */
function sizingOf(
  file: Readonly<Record<string, FileSizing>> | undefined,
  written: SourceNode | null,
  book: Book,
): { readonly sizing?: readonly SourceSizing[] } {
  if (!file) return {};
  const sizing = Object.entries(file).map(([id, { unit, each, source, checked }]) => {
    const part = entry(written, id);
    if (part) book.checkId('sizing', id, part);
    if (Object.keys(each).length === 0) book.tell('empty-sizing', part && spot(part), { sizing: id });
    for (const quantity of Object.keys(each)) {
      const place = at(part, ['each', quantity])?.key ?? null;
      const question = book.quantity(quantity, place);
      if (question && question.type !== 'number') {
        book.tell('reach-on-choice', place, { question: quantity, numbers: book.numberQuestions() });
      }
    }
    return { id, unit: book.texts(unit, entry(part, 'unit')), each, source, checked };
  });
  return { sizing };
}

/** Left out where nothing is said, so that a pack without it stays the same value. */
function sharingOf(file: FileSharing | undefined, written: SourceNode | null, book: Book): { readonly sharing?: SourceSharing } {
  if (!file) return {};
  const { among, same, source, checked } = file;
  const text = book.texts(file.text, entry(written, 'text'));
  const caution = book.texts(file.caution, entry(written, 'caution'));
  return { sharing: { among, same: book.condition(same, entry(written, 'same')), text, caution, source, checked } };
}

/** The facts of a service, neighbour or variant. */
export function buildFacts(
  facts: Readonly<Record<string, FileFact>> | undefined,
  written: SourceNode | null,
  book: Book,
): SourceFact[] {
  return Object.entries(facts ?? {}).map(([id, file]) => {
    const part = entry(written, id) as SourceNode;
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
      raise: book.textOrNull(file.raise, entry(part, 'raise')),
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
function admitted(id: string, file: FileFact, written: SourceNode, book: Book): string[] | null {
  if (file.question === undefined) return file.values?.map(String) ?? null;
  const question = book.quantity(file.question, entry(written, 'question')?.at ?? null);
  if (!question) return file.values?.map(String) ?? null;
  return book.admitted({ kind: 'fact', id }, question, file, written);
}

function buildMetric(service: string, file: FileMetric, written: SourceNode | null, book: Book): SourceMetric {
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
