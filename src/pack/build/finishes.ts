import type * as z from 'zod/mini';
import { expectation, lift, noNumber, option, question, questionOf } from '../schema/pack.ts';
import { alarm, fact, settlement } from '../schema/services.ts';
import type { Cursor } from '../source-node.ts';
import type { Finish, PackBuilder } from './pack-builder.ts';

type Schema = z.core.$ZodType;
type Built = Parameters<Finish>[2];

/** Build steps for values beyond what their schemas say, by schema. */
export const finishes: ReadonlyMap<Schema, Finish> = new Map([
  finish(question, (builder, file, _, cursor) => {
    const own = builder.build(questionOf[file.type], file, cursor) as Built;
    if (file.type === 'number') return { ...own, values: [] };
    return { ...own, ...(builder.build(noNumber, {}, cursor) as Built) };
  }),
  finish(fact, (builder, file, built, cursor) => {
    const quantity =
      file.question === undefined ? null : (builder.questions.get(file.question) ?? builder.derived.get(file.question));
    if (!quantity) return { ...built, values: file.values?.map(String) ?? null };
    const id = String(cursor.path.at(-1));
    return { ...built, values: builder.admitted({ kind: 'fact', id }, quantity, file.values, cursor) };
  }),
  finish(lift, (builder, file, built, cursor) => {
    const [, id, , quantity] = cursor.path.map(String);
    const found = builder.questions.get(quantity ?? '') ?? builder.derived.get(quantity ?? '');
    return found
      ? { ...built, values: builder.admitted({ kind: 'mitigation', id: id ?? '' }, found, file.values, cursor) }
      : built;
  }),
  finish(alarm, (_, file, built) => ({
    ...built,
    datapointsToAlarm: file['datapoints-to-alarm'] ?? file['evaluation-periods'],
  })),
  finish(settlement, (builder, { question: id, value }, built, cursor) => {
    const asked = builder.questions.get(id);
    return { ...built, value: asked && value !== undefined ? builder.value(asked, value, cursor.to('value')) : null };
  }),
  finish(option, withVariant),
  finish(expectation, withVariant),
]);

function withVariant(
  builder: PackBuilder,
  { service, variant }: { readonly service: string | null; readonly variant?: string | null | undefined },
  built: Built,
  cursor: Cursor,
): Built {
  if (service !== null && typeof variant === 'string') builder.variant(service, variant, cursor.to('variant'));
  return built;
}

function finish<T extends Schema>(
  schema: T,
  work: (builder: PackBuilder, file: z.output<T>, built: Built, cursor: Cursor) => Built,
): readonly [Schema, Finish] {
  return [schema, work];
}
