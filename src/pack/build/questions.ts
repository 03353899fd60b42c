import { inputsOf, parseFormula } from '../../engine/formula.ts';
import type { InputReason } from '../../model/diagnostic.ts';
import type { SourceDerived, SourceQuestion } from '../../model/source-location.ts';
import { placeText } from '../layer.ts';
import { derived as derivedSchema, type FileQuestion, question as schema } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { entry, type SourceNode, spot } from '../source-node.ts';
import type { Book } from './build-context.ts';

/** What an answer may always be, or is read as something else. */
const reservedValues = ['unknown', 'true', 'false'];

/** The questions and what is computed from them, in two steps: conditions may name what comes later. */
export function buildQuantities(book: Book): {
  readonly questions: readonly SourceQuestion[];
  readonly derived: readonly SourceDerived[];
} {
  const shaped: [FileQuestion, SourceNode, SourceQuestion][] = [];
  for (const [id, written] of book.section('questions')) {
    book.checkId('question', id, written);
    const file = checkShape(schema, written, ['questions', id], book.findings);
    const question = file && build(id, file, written, book);
    book.questions.set(id, question);
    if (question) shaped.push([file, written, question]);
  }
  const derived = buildDerived(book, new Map(shaped.map(([, , question]) => [question.id, question])));
  const questions = shaped.map(([file, written, question]) => ({
    ...question,
    assume: book.conditionalValues(question, file.assume, entry(written, 'assume')),
    default: book.conditionalValues(question, file.default, entry(written, 'default')),
  }));
  return { questions, derived };
}

/** What each derived quantity is computed from, and whether its formula can be. */
function buildDerived(book: Book, questions: ReadonlyMap<string, SourceQuestion>): SourceDerived[] {
  return [...book.section('derived')].flatMap(([id, written]) => {
    book.checkId('derived', id, written);
    if (book.questions.has(id)) {
      const first = placeText(book.section('questions').get(id) ?? written);
      book.tell('duplicate-id', written.key, { kind: 'derived', id, first });
    }
    const file = checkShape(derivedSchema, written, ['derived', id], book.findings);
    const unit = book.texts(file?.unit, entry(written, 'unit'));
    book.derived.set(id, file && { id, type: 'number', values: [], min: 0, max: null, integer: false, unit });
    if (!file) return [];
    checkFormula(id, file.formula, entry(written, 'formula'), book, questions);
    const name = book.texts(file.name, entry(written, 'name'));
    return [{ id, name, formula: file.formula, unit, layer: book.layer(written) }];
  });
}

function checkFormula(
  derived: string,
  formula: string,
  written: SourceNode | null,
  book: Book,
  questions: ReadonlyMap<string, SourceQuestion>,
): void {
  const place = written?.at ?? null;
  const reading = parseFormula(formula);
  if ('problem' in reading) {
    book.tell('bad-formula', place, { derived, ...reading.problem });
    return;
  }
  for (const id of inputsOf(reading.expression)) {
    if (book.section('derived').has(id)) book.tell('bad-input', place, { derived, question: id, reason: 'derived' });
    else if (book.question(id, place)) {
      const reason = problemOfInput(questions.get(id), book);
      if (reason) book.tell('bad-input', place, { derived, question: id, reason });
      else book.inputs.set(id, derived);
    }
  }
}

/** Only numbers that are given or unknown, and never branched on, keep what is computed from them sound. */
function problemOfInput(question: SourceQuestion | undefined, book: Book): InputReason | null {
  if (!question) return null;
  if (question.type !== 'number') return 'choice';
  if (question.group !== 'requirement') return 'group';
  const written = book.section('questions').get(question.id);
  return written && (entry(written, 'assume') ?? null) !== null ? 'assumed' : null;
}

function build(id: string, file: FileQuestion, written: SourceNode, book: Book): SourceQuestion {
  const values = entry(written, 'values');
  const number = file.type === 'number' ? file : null;
  const choices = file.type === 'number' ? [] : Object.entries(file.values);
  if (!number && choices.length === 0) book.tell('no-values', spot(values ?? written), { question: id });
  return {
    id,
    type: file.type,
    group: file.group,
    ask: book.texts(file.ask, entry(written, 'ask')),
    why: book.texts(file.why, entry(written, 'why')),
    values: choices.map(([value, choice]) => {
      const part = entry(values, value);
      if (part) book.checkId('value', value, part, reservedValues);
      return {
        value,
        text: book.texts(choice.text, entry(part, 'text')),
        example: book.texts(choice.example, entry(part, 'example')),
      };
    }),
    min: number?.min ?? 0,
    max: number?.max ?? null,
    integer: number?.integer ?? false,
    unit: book.texts(number?.unit, entry(written, 'unit')),
    example: book.texts(number?.example, entry(written, 'example')),
    assume: [],
    default: [],
    ...(file.about === undefined ? {} : { about: file.about }),
    layer: book.layer(written),
  };
}
