import type { SourceQuestion } from '../../model/source-location.ts';
import { type FileQuestion, question as schema } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { entry, spot, type Written } from '../source-node.ts';
import type { Book } from './build-context.ts';

/** What an answer may always be, or is read as something else. */
const reservedValues = ['unknown', 'true', 'false'];

/** The questions, in two steps: conditions may speak of questions that come later. */
export function buildQuestions(book: Book): SourceQuestion[] {
  const shaped: [FileQuestion, Written, SourceQuestion][] = [];
  for (const [id, written] of book.section('questions')) {
    book.checkId('question', id, written);
    const file = checkShape(schema, written, ['questions', id], book.findings);
    const question = file && build(id, file, written, book);
    book.questions.set(id, question);
    if (question) shaped.push([file, written, question]);
  }
  return shaped.map(([file, written, question]) => ({
    ...question,
    assume: book.conditionalValues(question, file.assume, entry(written, 'assume')),
    default: book.conditionalValues(question, file.default, entry(written, 'default')),
  }));
}

function build(id: string, file: FileQuestion, written: Written, book: Book): SourceQuestion {
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
