import type {
  SourceBuiltAs,
  SourceFact,
  SourceMetric,
  SourceService,
  SourceSharing,
  SourceSizing,
  SourceVariant,
} from '../../model/pack-source.ts';
import type { Reach, Settlement } from '../../model/service.ts';
import {
  type FileBuiltAs,
  type FileFact,
  type FileMetric,
  type FileService,
  type FileSharing,
  type FileSizing,
  type FileVariant,
  service as schema,
} from '../schema/services.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode, spot } from '../source-node.ts';
import type { PackBuilder } from './build-context.ts';

export function buildServices(builder: PackBuilder): SourceService[] {
  return [...builder.section('services')].flatMap(([id, written]) => {
    builder.checkId('service', id, written);
    const file = checkShape(schema, written, ['services', id], builder.findings);
    return file ? [build(id, file, written, builder)] : [];
  });
}

function build(id: string, file: FileService, written: SourceNode, builder: PackBuilder): SourceService {
  const monitoring = entry(written, 'monitoring');
  const metrics = (key: 'utilization' | 'saturation' | 'errors') =>
    (file.monitoring?.[key] ?? []).map((metric, index) => buildMetric(id, metric, at(monitoring, [key, index]), builder));
  return {
    id,
    name: builder.texts(file.name, entry(written, 'name')),
    url: file.url ?? '',
    summary: builder.texts(file.summary, entry(written, 'summary')),
    differentiator: builder.texts(file.differentiator, entry(written, 'differentiator')),
    ...builder.drawbacks(file, written),
    facts: buildFacts(file.facts, entry(written, 'facts'), builder),
    variants: buildVariants(file.variants, entry(written, 'variants'), builder),
    ...sharingOf(file.sharing, entry(written, 'sharing'), builder),
    ...sizingOf(file.sizing, entry(written, 'sizing'), builder),
    monitoring: { utilization: metrics('utilization'), saturation: metrics('saturation'), errors: metrics('errors') },
    ...(file['built-as'] ? { builtAs: buildBuiltAs(id, file['built-as'], entry(written, 'built-as'), builder) } : {}),
    layer: builder.layer(written, ['facts', 'variants', 'monitoring']),
  };
}

/** The variants of a service or neighbour. */
export function buildVariants(
  variants: Readonly<Record<string, FileVariant>> | undefined,
  written: SourceNode | null,
  builder: PackBuilder,
): SourceVariant[] {
  return Object.entries(variants ?? {}).map(([id, file]) => {
    const part = entry(written, id);
    if (part) builder.checkId('variant', id, part);
    return {
      id,
      name: builder.texts(file.name, entry(part, 'name')),
      summary: builder.texts(file.summary, entry(part, 'summary')),
      ...builder.drawbacks(file, part),
      facts: buildFacts(file.facts, entry(part, 'facts'), builder),
      ...sharingOf(file.sharing, entry(part, 'sharing'), builder),
      ...sizingOf(file.sizing, entry(part, 'sizing'), builder),
    };
  });
}

/** Left out where nothing is counted, so that a pack without it stays the same value. */
function sizingOf(
  file: Readonly<Record<string, FileSizing>> | undefined,
  written: SourceNode | null,
  builder: PackBuilder,
): { readonly sizing?: readonly SourceSizing[] } {
  if (!file) return {};
  const sizing = Object.entries(file).map(([id, { unit, each, unless, source, checked }]): SourceSizing => {
    const part = entry(written, id);
    if (part) builder.checkId('sizing', id, part);
    if (Object.keys(each).length === 0) builder.report('empty-sizing', part && spot(part), { sizing: id });
    for (const quantity of Object.keys(each)) {
      const place = at(part, ['each', quantity])?.key ?? null;
      const question = builder.quantity(quantity, place);
      if (question && question.type !== 'number') {
        builder.report('reach-on-choice', place, { question: quantity, numbers: builder.numberQuestions() });
      }
    }
    const excepted = unless ? { unless: builder.condition(unless, entry(part, 'unless')) } : {};
    return { id, unit: builder.texts(unit, entry(part, 'unit')), each, ...excepted, source, checked };
  });
  return { sizing };
}

/** Left out where nothing is said, so that a pack without it stays the same value. */
function sharingOf(
  file: FileSharing | undefined,
  written: SourceNode | null,
  builder: PackBuilder,
): { readonly sharing?: SourceSharing } {
  if (!file) return {};
  const { among, same, source, checked } = file;
  const text = builder.texts(file.text, entry(written, 'text'));
  const caution = builder.texts(file.caution, entry(written, 'caution'));
  return { sharing: { among, same: builder.condition(same, entry(written, 'same')), text, caution, source, checked } };
}

/** The facts of a service, neighbour or variant. */
export function buildFacts(
  facts: Readonly<Record<string, FileFact>> | undefined,
  written: SourceNode | null,
  builder: PackBuilder,
): SourceFact[] {
  return Object.entries(facts ?? {}).map(([id, file]) => {
    const part = entry(written, id) as SourceNode;
    builder.checkId('fact', id, part);
    builder.checkTopic(file.topic, entry(part, 'topic')?.at ?? null);
    if (file.mitigation !== undefined)
      builder.reference('unknown-mitigation', 'mitigations', file.mitigation, entry(part, 'mitigation')?.at ?? null);
    return {
      id,
      topic: file.topic,
      question: file.question ?? null,
      values: admitted(id, file, part, builder),
      min: file.min ?? null,
      max: file.max ?? null,
      ...(file.when ? { when: builder.condition(file.when, entry(part, 'when'), 'quantities') } : {}),
      kind: file.kind ?? 'limit',
      raise: builder.textOrNull(file.raise, entry(part, 'raise')),
      mitigation: file.mitigation ?? null,
      short: builder.texts(file.short, entry(part, 'short')),
      text: builder.texts(file.text, entry(part, 'text')),
      source: file.source,
      checked: file.checked,
      validUntil: file['valid-until'] ?? null,
      certainty: file.certainty ?? 'aws',
      layer: builder.layer(part),
    };
  });
}

/** The values that a fact admits, as answers have them. */
function admitted(id: string, file: FileFact, written: SourceNode, builder: PackBuilder): string[] | null {
  if (file.question === undefined) return file.values?.map(String) ?? null;
  const question = builder.quantity(file.question, entry(written, 'question')?.at ?? null);
  if (!question) return file.values?.map(String) ?? null;
  return builder.admitted({ kind: 'fact', id }, question, file, written);
}

function buildMetric(service: string, file: FileMetric, written: SourceNode | null, builder: PackBuilder): SourceMetric {
  file.variants?.forEach((variant, index) => {
    const place = at(written, ['variants', index])?.at ?? null;
    builder.variantReference(service, variant, place, place);
  });
  return {
    namespace: file.namespace,
    metric: file.metric,
    dimensions: file.dimensions ?? [],
    statistic: file.statistic,
    meaning: builder.texts(file.meaning, entry(written, 'meaning')),
    alarm: file.alarm
      ? {
          comparison: file.alarm.comparison,
          threshold: file.alarm.threshold,
          period: file.alarm.period,
          evaluationPeriods: file.alarm['evaluation-periods'],
          datapointsToAlarm: file.alarm['datapoints-to-alarm'] ?? file.alarm['evaluation-periods'],
          treatMissingData: file.alarm['treat-missing-data'] ?? 'missing',
          basis: file.alarm.basis,
          why: builder.texts(file.alarm.why, at(written, ['alarm', 'why'])),
        }
      : null,
    source: file.source,
    checked: file.checked,
    variants: file.variants ?? [],
  };
}

/** Which resources a service is built as. Whether their types exist is AWS's to say. */
function buildBuiltAs(service: string, file: FileBuiltAs, written: SourceNode | null, builder: PackBuilder): SourceBuiltAs {
  const variantsOf = (variants: readonly string[] | undefined, path: readonly (string | number)[]): readonly string[] => {
    variants?.forEach((variant, index) => {
      const place = at(written, [...path, 'variants', index])?.at ?? null;
      builder.variantReference(service, variant, place, place);
    });
    return variants ?? [];
  };
  return {
    resources: file.resources.map((resource, index) => ({
      type: resource.type,
      variants: variantsOf(resource.variants, ['resources', index]),
      where: inText(resource.where),
      unless: inText(resource.unless),
      general: resource.general ?? false,
      ...(resource.arn === undefined ? {} : { arn: resource.arn }),
    })),
    aside: file.aside ?? [],
    needs: Object.entries(file.needs ?? {}).map(([id, need]) => {
      const part = at(written, ['needs', id]);
      if (part) builder.checkId('need', id, part);
      // Only services are recommended beside others: what a neighbour needs would never be asked for.
      if (need.with !== undefined) builder.reference('unknown-service', 'services', need.with, at(part, ['with'])?.at ?? null);
      return {
        id,
        variants: variantsOf(need.variants, ['needs', id]),
        ...(need.with === undefined ? {} : { with: need.with }),
        name: builder.texts(need.name, at(part, ['name'])),
        text: builder.texts(need.text, at(part, ['text'])),
        source: need.source,
        metBy: need['met-by'].map(({ type, has, refers, joins, as, where }, index) => {
          if (as !== undefined) builder.serviceReference(as, at(part, ['met-by', index, 'as'])?.at ?? null);
          return {
            type,
            has: has ?? null,
            refers: refers ?? null,
            ...(joins === undefined ? {} : { joins }),
            ...(as === undefined ? {} : { as }),
            ...(where === undefined ? {} : { where: inText(where) }),
          };
        }),
      };
    }),
    ...(file.reaches ? { reaches: reachesOf(file.reaches, written, builder) } : {}),
    ...(file.settles
      ? { settles: file.settles.map((each, index) => settlementOf(each, at(written, ['settles', index]), builder)) }
      : {}),
  };
}

function reachesOf(
  reaches: NonNullable<FileBuiltAs['reaches']>,
  written: SourceNode | null,
  builder: PackBuilder,
): readonly Reach[] {
  reaches.forEach(({ question: id }, index) => {
    const place = at(written, ['reaches', index, 'question'])?.at ?? null;
    const question = builder.question(id, place);
    if (!question || question.type === 'number') return;
    builder.report('reach-on-choice', place, { question: question.id, numbers: builder.numberQuestions() });
  });
  return reaches;
}

function settlementOf(
  { question: id, value, where, ...rest }: NonNullable<FileBuiltAs['settles']>[number],
  written: SourceNode | null,
  builder: PackBuilder,
): Settlement {
  const question = builder.question(id, at(written, ['question'])?.at ?? null);
  const read = question && value !== undefined ? builder.value(question, value, at(written, ['value'])?.at ?? null) : null;
  return { ...rest, question: id, value: read, ...(where === undefined ? {} : { where: inText(where) }) };
}

function inText(values: Readonly<Record<string, string | number | boolean>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([property, value]) => [property, String(value)]));
}
