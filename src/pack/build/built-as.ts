import type { Reach, Settlement } from '../../model/built-as.ts';
import type { SourceBuiltAs } from '../../model/source-location.ts';
import type { FileBuiltAs } from '../schema/built-as.ts';
import { at, type SourceNode } from '../source-node.ts';
import type { PackBuilder } from './build-context.ts';

/** Which resources a service is built as. Whether their types exist is AWS's to say. */
export function buildBuiltAs(
  service: string,
  file: FileBuiltAs,
  written: SourceNode | null,
  builder: PackBuilder,
): SourceBuiltAs {
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
