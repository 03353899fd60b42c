import type * as z from 'zod/mini';
import type { Kind } from '../../model/diagnostic.ts';
import type { Drawing, Lift } from '../../model/pack.ts';
import type {
  SourceAdvice,
  SourceBetter,
  SourceMitigation,
  SourceNeighbour,
  SourcePattern,
} from '../../model/source-location.ts';
import {
  advice,
  type FileAdvice,
  type FileBetter,
  type FileMitigation,
  type FileNeighbour,
  type FilePattern,
  mitigation,
  neighbour,
  pattern,
} from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode } from '../source-node.ts';
import type { Book } from './build-context.ts';
import { buildFacts, buildVariants } from './services.ts';

/** Patterns, mitigations, neighbours and advice. */
export function buildOthers(book: Book) {
  return {
    patterns: byId(book, 'patterns', 'pattern', pattern, (id, file, written): SourcePattern => {
      const { source = '' } = file;
      return {
        id,
        name: book.texts(file.name, entry(written, 'name')),
        text: book.texts(file.text, entry(written, 'text')),
        ...(file.drawing ? { drawing: drawingOf(file.drawing) } : {}),
        ...book.drawbacks(file, written),
        source,
      };
    }),
    mitigations: byId(book, 'mitigations', 'mitigation', mitigation, (id, file, written) =>
      buildMitigation(id, file, written, book),
    ),
    neighbours: byId(book, 'neighbours', 'neighbour', neighbour, (id, file, written) => buildNeighbour(id, file, written, book)),
    advice: Object.values(byId(book, 'advice', 'advice', advice, (id, file, written) => buildAdvice(id, file, written, book))),
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
  book: Book,
  section: string,
  kind: Kind,
  schema: T,
  build: (id: string, file: z.output<T>, written: SourceNode) => Built,
): Record<string, Built> {
  const built: Record<string, Built> = {};
  for (const [id, written] of book.section(section)) {
    book.checkId(kind, id, written);
    const file = checkShape(schema, written, [section, id], book.findings);
    if (file !== null) built[id] = build(id, file, written);
  }
  return built;
}

function buildMitigation(id: string, file: FileMitigation, written: SourceNode, book: Book): SourceMitigation {
  const unless = entry(written, 'unless');
  const several = Array.isArray(file.unless) ? file.unless : null;
  const conditions = several
    ? several.map((each, index) => book.condition(each, at(unless, [index]), 'quantities'))
    : file.unless && !Array.isArray(file.unless)
      ? [book.condition(file.unless, unless, 'quantities')]
      : [];
  const { kind = 'practice', source = '', checked = null } = file;
  return {
    id,
    name: book.texts(file.name, entry(written, 'name')),
    kind,
    lifts: file.lifts ? buildLifts(id, file.lifts, entry(written, 'lifts'), book) : null,
    unless: conditions,
    text: book.texts(file.text, entry(written, 'text')),
    ...book.drawbacks(file, written),
    source,
    checked,
  };
}

function buildLifts(
  mitigation: string,
  lifts: NonNullable<FileMitigation['lifts']>,
  written: SourceNode | null,
  book: Book,
): Record<string, Lift> {
  const built: Record<string, Lift> = {};
  for (const [quantity, lift] of Object.entries(lifts)) {
    const part = entry(written, quantity);
    const question = book.quantity(quantity, part?.key ?? null);
    if (!question) continue;
    const values = book.admitted({ kind: 'mitigation', id: mitigation }, question, lift, part);
    built[quantity] = { values, min: lift.min ?? null, max: lift.max ?? null };
  }
  return built;
}

function buildNeighbour(id: string, file: FileNeighbour, written: SourceNode, book: Book): SourceNeighbour {
  const cost = book.textOrNull(file.cost, entry(written, 'cost'));
  return {
    id,
    name: book.texts(file.name, entry(written, 'name')),
    url: file.url ?? '',
    summary: book.texts(file.summary, entry(written, 'summary')),
    ...(cost ? { cost } : {}),
    facts: buildFacts(file.facts, entry(written, 'facts'), book),
    variants: buildVariants(file.variants, entry(written, 'variants'), book),
    better: (file.better ?? []).map((each, index) => buildBetter(each, at(written, ['better', index]), book)),
    layer: book.layer(written, ['facts', 'variants']),
  };
}

function buildBetter(file: FileBetter, written: SourceNode | null, book: Book): SourceBetter {
  file['if-unmet']?.forEach((quantity, index) => {
    book.quantity(quantity, at(written, ['if-unmet', index])?.at ?? null);
  });
  file.services?.forEach((service, index) => {
    book.serviceReference(service, at(written, ['services', index])?.at ?? null);
  });
  return {
    when: book.condition(file.when, entry(written, 'when'), 'quantities'),
    ifUnmet: file['if-unmet'] ?? [],
    services: file.services ?? [],
    because: book.texts(file.because, entry(written, 'because')),
    givesUp: book.texts(file['gives-up'], entry(written, 'gives-up')),
    source: file.source,
    checked: file.checked,
  };
}

function buildAdvice(id: string, file: FileAdvice, written: SourceNode, book: Book): SourceAdvice {
  const place = (...path: (string | number)[]) => at(written, path)?.at ?? null;
  file.services?.forEach((service, index) => {
    book.serviceReference(service, place('services', index));
  });
  file.patterns?.forEach((name, index) => {
    book.reference('unknown-pattern', 'patterns', name, place('patterns', index));
  });
  file.with?.forEach((companion, index) => {
    book.companion(companion, place('with', index));
  });
  const { warning, 'look-also': lookAlso } = file;
  if (warning?.mitigation !== undefined)
    book.reference('unknown-mitigation', 'mitigations', warning.mitigation, place('warning', 'mitigation'));
  if (lookAlso) book.reference('unknown-neighbour', 'neighbours', lookAlso.neighbour, place('look-also', 'neighbour'));
  return {
    id,
    when: book.condition(file.when, entry(written, 'when'), 'quantities'),
    services: file.services ?? [],
    patterns: file.patterns ?? [],
    with: file.with ?? [],
    warning: warning
      ? {
          text: book.texts(warning.text, at(written, ['warning', 'text'])),
          mitigation: warning.mitigation ?? null,
          source: warning.source ?? '',
        }
      : null,
    lookAlso: lookAlso
      ? { neighbour: lookAlso.neighbour, text: book.texts(lookAlso.text, at(written, ['look-also', 'text'])) }
      : null,
    because: file.because === undefined ? null : book.texts(file.because, entry(written, 'because')),
    layer: book.layer(written),
  };
}
