import type * as z from 'zod';
import type { Answerable } from '../../engine/answer.ts';
import type { Condition, ConditionalValue, Test, Value } from '../../model/pack.ts';
import {
  type FileCondition,
  type FileConditionalValues,
  type FileTest,
  type FileText,
  type Meaning,
  meanings,
  type Things,
  thingsIn,
  valuesIfAbsent,
} from '../schema/common.ts';
import { lift, question, questionOf, sections } from '../schema/pack.ts';
import { alarm, fact, settlement } from '../schema/services.ts';
import { checkShape } from '../shape.ts';
import type { Cursor } from '../source-node.ts';
import { PackReader } from './pack-reader.ts';

type Schema = z.core.$ZodType;
type Section = keyof typeof sections;
type FileOf<K extends Section> = z.output<(typeof sections)[K]>[string];
type Built = Readonly<Record<string, unknown>>;

export class PackBuilder extends PackReader {
  /** Builds a section; things of the wrong shape are left out and reported. `note` is called for each before any is built. */
  section<K extends Section>(key: K, note?: (id: string, file: FileOf<K>) => void): unknown {
    const of = thingsIn.get(sections[key]) as Things;
    const cursor = this.root.to(key);
    const files: Record<string, FileOf<K>> = {};
    for (const id of this.ids(key)) {
      const file = this.shaped(of.item, cursor.to(id));
      if (file === null) this.checkId(of.kind, id, cursor.to(id));
      else {
        files[id] = file as FileOf<K>;
        note?.(id, files[id]);
      }
    }
    return this.#things(of, files, cursor);
  }

  /** Converts a value of valid shape to its form in the pack. */
  build(schema: Schema, file: unknown, cursor: Cursor): unknown {
    const built = this.#made(schema, file, cursor);
    return finishes.get(schema)?.(this, file as never, built as Built, cursor) ?? built;
  }

  #made(schema: Schema, file: unknown, cursor: Cursor): unknown {
    const meaning = meanings.get(schema);
    if (meaning) return this.#read(meaning, file, cursor);
    const of = thingsIn.get(schema);
    if (of) return this.#things(of, file as Built, cursor);
    const { def } = (schema as z.core.$ZodTypes)._zod;
    if (def.type === 'optional' || def.type === 'nullable') return this.build(def.innerType, file, cursor);
    if (def.type === 'array') return (file as unknown[]).map((item, index) => this.build(def.element, item, cursor.to(index)));
    if (def.type === 'record') {
      const meaningOfKeys = meanings.get(def.keyType);
      return mapEntries(file as Built, (key, value) => {
        const inner = cursor.to(key);
        if (meaningOfKeys) this.refer(meaningOfKeys, key, inner, inner.key);
        return [key, this.build(def.valueType, value, inner)];
      });
    }
    if (def.type !== 'object') return file;
    const built: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(def.shape)) {
      const given = (file as Built)[key];
      const value = given === undefined ? valuesIfAbsent.get(inner)?.value : given;
      if (value === undefined) continue;
      built[camelCase(key)] = value === null ? null : this.build(inner, value, cursor.to(key));
    }
    return built;
  }

  #things({ kind, item, held, layers }: Things, files: Built, cursor: Cursor): unknown {
    const built = mapEntries(files, (id, file) => {
      const inner = cursor.to(id);
      this.checkId(kind, id, inner);
      const own = this.build(item, file, inner) as Built;
      const layer = layers && { layer: this.layer(inner, layers) };
      return [id, { [kind === 'value' ? 'value' : 'id']: id, ...own, ...layer }];
    });
    return held === 'by-id' ? built : Object.values(built);
  }

  #read(meaning: Meaning, file: unknown, cursor: Cursor): unknown {
    switch (meaning) {
      case 'text':
        return this.text(file as FileText, cursor);
      case 'string':
        return String(file);
      case 'condition':
        return this.condition(file as FileCondition, cursor);
      case 'question-condition':
        return this.condition(file as FileCondition, cursor, false);
      case 'conditions':
        if (!Array.isArray(file)) return [this.condition(file as FileCondition, cursor)];
        return file.map((each: FileCondition, index) => this.condition(each, cursor.to(index)));
      case 'values':
        return this.#conditionalValues(file as FileConditionalValues, cursor);
      default:
        this.refer(meaning, String(file), cursor, cursor.at);
        return file;
    }
  }

  /** @param derived whether derived quantities may be tested, as well */
  condition(file: FileCondition, cursor: Cursor, derived = true): Condition {
    const tests: Record<string, Test> = {};
    for (const [id, test] of Object.entries(file)) {
      const part = cursor.to(id);
      const question = this.quantity(id, part, part.key, derived);
      if (question) tests[id] = this.test(question, test, part);
    }
    return tests;
  }

  test(question: Answerable, file: FileTest, cursor: Cursor): Test {
    if (Array.isArray(file)) return this.#values(question, file, cursor);
    if (typeof file !== 'object') return [this.value(question, file, cursor, 'test')].filter((value) => value !== null);
    if (question.type === 'number') return file;
    const values = question.values.map(({ value }) => value);
    this.report('range-on-choice', cursor.spot, { question: question.id, values });
    return [];
  }

  #values(question: Answerable, list: readonly unknown[], cursor: Cursor): Value[] {
    return list.map((raw, index) => this.value(question, raw, cursor.to(index), 'test')).filter((value) => value !== null);
  }

  /** What a question assumes, or its default. */
  #conditionalValues(file: FileConditionalValues, cursor: Cursor): ConditionalValue[] {
    const question = this.questions.get(String(cursor.path[1])) as Answerable;
    if (!Array.isArray(file)) {
      const value = this.value(question, file, cursor);
      return value === null ? [] : [{ when: {}, value }];
    }
    return file.flatMap(({ when = {}, value: raw }, index) => {
      const part = cursor.to(index);
      const value = this.value(question, raw, part.to('value'));
      const condition = this.condition(when, part.to('when'), false);
      return value === null ? [] : [{ when: condition, value }];
    });
  }

  /** The values of a choice that a fact or mitigation allows, as in answers; null for a number, or after a finding. */
  admitted(kind: 'fact' | 'mitigation', quantity: string, cursor: Cursor, given?: readonly unknown[]): string[] | null {
    const question = this.questions.get(quantity) ?? this.derived.get(quantity);
    if (!question) return given?.map(String) ?? null;
    const [min, max] = [cursor.to('min'), cursor.to('max')];
    const bound = min.key ?? max.key;
    const isEmpty = Number(min.node?.scalar ?? 0) > Number(max.node?.scalar ?? Infinity);
    if (question.type !== 'number' && bound) {
      const values = question.values.map(({ value }) => value);
      this.report('range-on-choice', bound, { question: question.id, values });
    } else if (isEmpty || (!given?.length && !bound)) {
      const id = String(cursor.path.at(kind === 'fact' ? -1 : 1));
      this.report('fact-without-limits', cursor.spot, { kind, id, question: question.id });
    }
    if (!given) return null;
    const values = cursor.to('values');
    if (question.type !== 'number') return this.#values(question, given, values).filter((value) => typeof value === 'string');
    this.report('values-on-number', values.key, { question: question.id });
    return null;
  }

  /** Checks a value against a schema; null after findings. */
  shaped<T extends Schema>(schema: T, cursor: Cursor): z.output<T> | null {
    return checkShape(schema, cursor, this.findings);
  }
}

function camelCase(key: string): string {
  return key.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function mapEntries(record: Built, map: (key: string, value: unknown) => [string, unknown]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => map(key, value)));
}

type Finish = (builder: PackBuilder, file: never, built: Built, cursor: Cursor) => Built;

/** Complete a built value with what its schema alone cannot say, by schema. */
const finishes: ReadonlyMap<Schema, Finish> = new Map([
  finish(question, (builder, file, _, cursor) => builder.build(questionOf[file.type], file, cursor) as Built),
  finish(fact, (builder, { question: quantity, values }, built, cursor) => ({
    ...built,
    values: builder.admitted('fact', quantity ?? '', cursor, values),
  })),
  finish(lift, (builder, { values }, built, cursor) => ({
    ...built,
    values: builder.admitted('mitigation', String(cursor.path.at(-1)), cursor, values),
  })),
  finish(alarm, (_, file, built) => ({
    ...built,
    datapointsToAlarm: file['datapoints-to-alarm'] ?? file['evaluation-periods'],
  })),
  finish(settlement, (builder, { question: id, value }, built, cursor) => {
    const asked = builder.questions.get(id);
    return { ...built, value: asked && value !== undefined ? builder.value(asked, value, cursor.to('value')) : null };
  }),
]);

function finish<T extends Schema>(
  schema: T,
  work: (builder: PackBuilder, file: z.output<T>, built: Built, cursor: Cursor) => Built,
): readonly [Schema, Finish] {
  return [schema, work];
}
