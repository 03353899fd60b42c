import type * as z from 'zod/mini';
import type { Kind } from '../../model/diagnostic.ts';
import type { Drawing, Lift } from '../../model/pack.ts';
import type { SourceAdvice, SourceBetter, SourceMitigation, SourceNeighbour, SourcePattern } from '../../model/pack-source.ts';
import { advice, type FileAdvice, type FileMitigation, type FilePattern, mitigation, pattern } from '../schema/pack.ts';
import { type FileBetter, type FileNeighbour, neighbour } from '../schema/services.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode } from '../source-node.ts';
import type { PackBuilder } from './build-context.ts';
import { buildFacts, buildVariants } from './services.ts';

/** Patterns, mitigations, neighbours and advice. */
export function buildOthers(builder: PackBuilder) {
  return {
    patterns: byId(builder, 'patterns', 'pattern', pattern, (id, file, written): SourcePattern => {
      const { source = '' } = file;
      return {
        id,
        name: builder.texts(file.name, entry(written, 'name')),
        text: builder.texts(file.text, entry(written, 'text')),
        ...(file.drawing ? { drawing: drawingOf(file.drawing) } : {}),
        ...builder.drawbacks(file, written),
        source,
      };
    }),
    mitigations: byId(builder, 'mitigations', 'mitigation', mitigation, (id, file, written) =>
      buildMitigation(id, file, written, builder),
    ),
    neighbours: byId(builder, 'neighbours', 'neighbour', neighbour, (id, file, written) =>
      buildNeighbour(id, file, written, builder),
    ),
    advice: Object.values(
      byId(builder, 'advice', 'advice', advice, (id, file, written) => buildAdvice(id, file, written, builder)),
    ),
  };
}

function drawingOf({
  'both-ways': bothWays = false,
  'each-consumer': eachConsumer = false,
  'dead-letters': deadLetters = false,
  before = [],
}: NonNullable<FilePattern['drawing']>): Drawing {
  return { bothWays, eachConsumer, deadLetters, before };
}

function byId<T extends z.core.$ZodType, Built>(
  builder: PackBuilder,
  section: string,
  kind: Kind,
  schema: T,
  build: (id: string, file: z.output<T>, written: SourceNode) => Built,
): Record<string, Built> {
  const built: Record<string, Built> = {};
  for (const [id, written] of builder.section(section)) {
    builder.checkId(kind, id, written);
    const file = checkShape(schema, written, [section, id], builder.findings);
    if (file !== null) built[id] = build(id, file, written);
  }
  return built;
}

function buildMitigation(id: string, file: FileMitigation, written: SourceNode, builder: PackBuilder): SourceMitigation {
  const unless = entry(written, 'unless');
  const several = Array.isArray(file.unless) ? file.unless : null;
  const conditions = several
    ? several.map((each, index) => builder.condition(each, at(unless, [index]), 'quantities'))
    : file.unless && !Array.isArray(file.unless)
      ? [builder.condition(file.unless, unless, 'quantities')]
      : [];
  const { kind = 'practice', source = '', checked = null } = file;
  return {
    id,
    name: builder.texts(file.name, entry(written, 'name')),
    kind,
    lifts: file.lifts ? buildLifts(id, file.lifts, entry(written, 'lifts'), builder) : null,
    ...(file.sends && { sends: buildSends(file.sends, entry(written, 'sends'), builder) }),
    unless: conditions,
    text: builder.texts(file.text, entry(written, 'text')),
    ...builder.drawbacks(file, written),
    source,
    checked,
  };
}

function buildSends(sends: Record<string, number>, written: SourceNode | null, builder: PackBuilder): Record<string, number> {
  for (const quantity of Object.keys(sends)) builder.quantity(quantity, entry(written, quantity)?.key ?? null);
  return sends;
}

function buildLifts(
  mitigation: string,
  lifts: NonNullable<FileMitigation['lifts']>,
  written: SourceNode | null,
  builder: PackBuilder,
): Record<string, Lift> {
  const built: Record<string, Lift> = {};
  for (const [quantity, lift] of Object.entries(lifts)) {
    const part = entry(written, quantity);
    const question = builder.quantity(quantity, part?.key ?? null);
    if (!question) continue;
    const values = builder.admitted({ kind: 'mitigation', id: mitigation }, question, lift, part);
    built[quantity] = { values, min: lift.min ?? null, max: lift.max ?? null };
  }
  return built;
}

function buildNeighbour(id: string, file: FileNeighbour, written: SourceNode, builder: PackBuilder): SourceNeighbour {
  const cost = builder.textOrNull(file.cost, entry(written, 'cost'));
  return {
    id,
    name: builder.texts(file.name, entry(written, 'name')),
    url: file.url ?? '',
    summary: builder.texts(file.summary, entry(written, 'summary')),
    ...(cost ? { cost } : {}),
    facts: buildFacts(file.facts, entry(written, 'facts'), builder),
    variants: buildVariants(file.variants, entry(written, 'variants'), builder),
    better: (file.better ?? []).map((each, index) => buildBetter(each, at(written, ['better', index]), builder)),
    layer: builder.layer(written, ['facts', 'variants']),
  };
}

function buildBetter(file: FileBetter, written: SourceNode | null, builder: PackBuilder): SourceBetter {
  file['if-unmet']?.forEach((quantity, index) => {
    builder.quantity(quantity, at(written, ['if-unmet', index])?.at ?? null);
  });
  file.services?.forEach((service, index) => {
    builder.serviceReference(service, at(written, ['services', index])?.at ?? null);
  });
  return {
    when: builder.condition(file.when, entry(written, 'when'), 'quantities'),
    ifUnmet: file['if-unmet'] ?? [],
    services: file.services ?? [],
    because: builder.texts(file.because, entry(written, 'because')),
    givesUp: builder.texts(file['gives-up'], entry(written, 'gives-up')),
    source: file.source,
    checked: file.checked,
  };
}

function buildAdvice(id: string, file: FileAdvice, written: SourceNode, builder: PackBuilder): SourceAdvice {
  const place = (...path: (string | number)[]) => at(written, path)?.at ?? null;
  file.services?.forEach((service, index) => {
    builder.serviceReference(service, place('services', index));
  });
  file.patterns?.forEach((name, index) => {
    builder.reference('unknown-pattern', 'patterns', name, place('patterns', index));
  });
  file.with?.forEach((companion, index) => {
    builder.companion(companion, place('with', index));
  });
  for (const [companion, questions] of Object.entries(file.checks ?? {})) {
    builder.companion(companion, at(written, ['checks', companion])?.key ?? null);
    questions.forEach((question, index) => {
      builder.quantity(question, place('checks', companion, index));
    });
  }
  const { warning, 'look-also': lookAlso } = file;
  if (warning?.mitigation !== undefined)
    builder.reference('unknown-mitigation', 'mitigations', warning.mitigation, place('warning', 'mitigation'));
  if (lookAlso) builder.reference('unknown-neighbour', 'neighbours', lookAlso.neighbour, place('look-also', 'neighbour'));
  return {
    id,
    when: builder.condition(file.when, entry(written, 'when'), 'quantities'),
    services: file.services ?? [],
    patterns: file.patterns ?? [],
    with: file.with ?? [],
    ...(file.checks ? { checks: file.checks } : {}),
    warning: warning
      ? {
          text: builder.texts(warning.text, at(written, ['warning', 'text'])),
          mitigation: warning.mitigation ?? null,
          source: warning.source ?? '',
        }
      : null,
    lookAlso: lookAlso
      ? { neighbour: lookAlso.neighbour, text: builder.texts(lookAlso.text, at(written, ['look-also', 'text'])) }
      : null,
    because: file.because === undefined ? null : builder.texts(file.because, entry(written, 'because')),
    layer: builder.layer(written),
  };
}
