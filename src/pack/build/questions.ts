import { inputsOf, parseFormula } from '../../engine/formula.ts';
import type { InputReason } from '../../model/diagnostic.ts';
import type { SourceDerived, SourceQuestion } from '../../model/pack-source.ts';
import { placeText } from '../layers.ts';
import { derived as derivedSchema, type FileQuestion, question as schema } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { entry, type SourceNode, spot } from '../source-node.ts';
import type { PackBuilder } from './build-context.ts';

/** What an answer may always be, or is read as something else. */
const reservedValues = ['unknown', 'true', 'false'];

/** The questions and what is computed from them, in two steps: conditions may name what comes later. */
export function buildQuantities(builder: PackBuilder): {
  readonly questions: readonly SourceQuestion[];
  readonly derived: readonly SourceDerived[];
} {
  const shaped: [FileQuestion, SourceNode, SourceQuestion][] = [];
  for (const [id, written] of builder.section('questions')) {
    builder.checkId('question', id, written);
    const file = checkShape(schema, written, ['questions', id], builder.findings);
    const question = file && build(id, file, written, builder);
    builder.questions.set(id, question);
    if (question) shaped.push([file, written, question]);
  }
  const derived = buildDerived(builder, new Map(shaped.map(([, , question]) => [question.id, question])));
  const questions = shaped.map(([file, written, question]) => ({
    ...question,
    assume: builder.conditionalValues(question, file.assume, entry(written, 'assume')),
    default: builder.conditionalValues(question, file.default, entry(written, 'default')),
  }));
  return { questions, derived };
}

/** What each derived quantity is computed from, and whether its formula can be. */
function buildDerived(builder: PackBuilder, questions: ReadonlyMap<string, SourceQuestion>): SourceDerived[] {
  return [...builder.section('derived')].flatMap(([id, written]) => {
    builder.checkId('derived', id, written);
    if (builder.questions.has(id)) {
      const first = placeText(builder.section('questions').get(id) ?? written);
      builder.report('duplicate-id', written.key, { kind: 'derived', id, first });
    }
    const file = checkShape(derivedSchema, written, ['derived', id], builder.findings);
    const unit = builder.texts(file?.unit, entry(written, 'unit'));
    builder.derived.set(id, file && { id, type: 'number', values: [], min: 0, max: null, integer: false, unit });
    if (!file) return [];
    checkFormula(id, file.formula, entry(written, 'formula'), builder, questions);
    const name = builder.texts(file.name, entry(written, 'name'));
    return [{ id, name, formula: file.formula, unit, layer: builder.layer(written) }];
  });
}

function checkFormula(
  derived: string,
  formula: string,
  written: SourceNode | null,
  builder: PackBuilder,
  questions: ReadonlyMap<string, SourceQuestion>,
): void {
  const place = written?.at ?? null;
  const reading = parseFormula(formula);
  if ('problem' in reading) {
    builder.report('bad-formula', place, { derived, ...reading.problem });
    return;
  }
  for (const id of inputsOf(reading.expression)) {
    if (builder.section('derived').has(id)) builder.report('bad-input', place, { derived, question: id, reason: 'derived' });
    else if (builder.question(id, place)) {
      const reason = problemOfInput(questions.get(id), builder);
      if (reason) builder.report('bad-input', place, { derived, question: id, reason });
      else builder.inputs.set(id, derived);
    }
  }
}

/** Only numbers that are given or unknown, and never branched on, keep what is computed from them sound. */
function problemOfInput(question: SourceQuestion | undefined, builder: PackBuilder): InputReason | null {
  if (!question) return null;
  if (question.type !== 'number') return 'choice';
  if (question.group !== 'requirement') return 'group';
  const written = builder.section('questions').get(question.id);
  return written && (entry(written, 'assume') ?? null) !== null ? 'assumed' : null;
}

function build(id: string, file: FileQuestion, written: SourceNode, builder: PackBuilder): SourceQuestion {
  const values = entry(written, 'values');
  const number = file.type === 'number' ? file : null;
  const choices = file.type === 'number' ? [] : Object.entries(file.values);
  if (!number && choices.length === 0) builder.report('no-values', spot(values ?? written), { question: id });
  return {
    id,
    type: file.type,
    group: file.group,
    ...(file.name === undefined ? {} : { name: builder.texts(file.name, entry(written, 'name')) }),
    ask: builder.texts(file.ask, entry(written, 'ask')),
    why: builder.texts(file.why, entry(written, 'why')),
    values: choices.map(([value, choice]) => {
      const part = entry(values, value);
      if (part) builder.checkId('value', value, part, reservedValues);
      return {
        value,
        text: builder.texts(choice.text, entry(part, 'text')),
        example: builder.texts(choice.example, entry(part, 'example')),
      };
    }),
    min: number?.min ?? 0,
    max: number?.max ?? null,
    integer: number?.integer ?? false,
    unit: builder.texts(number?.unit, entry(written, 'unit')),
    example: builder.texts(number?.example, entry(written, 'example')),
    assume: [],
    default: [],
    ...(file.about === undefined ? {} : { about: file.about }),
    layer: builder.layer(written),
  };
}
