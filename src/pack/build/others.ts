import type * as z from 'zod/mini';
import type { Kind } from '../../model/diagnostic.ts';
import type { SourceAdvice, SourceMitigation, SourceNeighbour, SourcePattern } from '../../model/source-location.ts';
import { advice, type FileAdvice, mitigation, neighbour, pattern } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type Written } from '../source-node.ts';
import type { Book } from './build-context.ts';

/** Patterns, mitigations, neighbours and advice. */
export function buildOthers(book: Book) {
  return {
    patterns: byId(book, 'patterns', 'pattern', pattern, (id, file, written): SourcePattern => {
      const { source = '' } = file;
      return {
        id,
        name: book.texts(file.name, entry(written, 'name')),
        text: book.texts(file.text, entry(written, 'text')),
        ...book.price(file.price, written),
        source,
      };
    }),
    mitigations: byId(
      book,
      'mitigations',
      'mitigation',
      mitigation,
      (id, { text, price, source = '' }, written): SourceMitigation => {
        return { id, text: book.texts(text, entry(written, 'text')), ...book.price(price, written), source };
      },
    ),
    neighbours: byId(book, 'neighbours', 'neighbour', neighbour, (id, file, written): SourceNeighbour => {
      const { source = '' } = file;
      return {
        id,
        name: book.texts(file.name, entry(written, 'name')),
        text: book.texts(file.text, entry(written, 'text')),
        source,
      };
    }),
    advice: Object.values(byId(book, 'advice', 'advice', advice, (id, file, written) => buildAdvice(id, file, written, book))),
  };
}

function byId<T extends z.core.$ZodType, Built>(
  book: Book,
  section: string,
  kind: Kind,
  schema: T,
  build: (id: string, file: z.output<T>, written: Written) => Built,
): Record<string, Built> {
  const built: Record<string, Built> = {};
  for (const [id, written] of book.section(section)) {
    book.checkId(kind, id, written);
    const file = checkShape(schema, written, [section, id], book.findings);
    if (file !== null) built[id] = build(id, file, written);
  }
  return built;
}

function buildAdvice(id: string, file: FileAdvice, written: Written, book: Book): SourceAdvice {
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
    when: book.condition(file.when, entry(written, 'when')),
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
