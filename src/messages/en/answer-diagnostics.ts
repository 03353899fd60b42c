import type { Value } from '../../model/pack.ts';
import type { MessagesByCode, Unknown } from '../diagnostic-message.ts';
import { type Got, gots } from './pack-diagnostics.ts';
import { count, list, meant, q } from './words.ts';

type OutOfRange = Record<'question' | 'unit', string> & Record<'value' | 'min', number> & { max: number | null };

/** `test`: it stands in a condition of a pack. */
type NotNumber = Record<'question' | 'value' | 'unit', string> & { test?: boolean };

/** Problems with answers: their values, and the lines and rows of a batch. */
export const answerDiagnostics = {
  'unknown-question': (args: Unknown) => [`There is no question ${q(args.id)}.`, meant(args, args.known)],
  'unknown-value': (args: Unknown & { question: string }) => [
    `${q(args.id)} is not a value of ${q(args.question)}.`,
    meant(args, args.known, 'Its values are'),
  ],
  'not-a-number': ({ question, value, unit, test }: NotNumber) => [
    `${q(question)} takes a number${unit === '' ? '' : ` (${unit})`}, not ${q(value)}.`,
    test ? 'Write a number, or a range such as `{above: 10}`.' : 'Write digits alone, such as 256 or 0.5, or `unknown`.',
  ],
  'number-as-text': ({ question, value }: Record<'question' | 'value', string>) => [
    `${q(question)} takes a number, but ${q(value)} is text.`,
    'Remove the quotes around it.',
  ],
  'number-out-of-range': ({ question, value, min, max, unit }: OutOfRange) => {
    const of = unit === '' ? '' : ` ${unit}`;
    const range = max === null ? `${min}${of} or more` : `${min} to ${max.toLocaleString('en')}${of}`;
    return [`${value} is outside what ${q(question)} takes.`, `Give a number: ${range}.`];
  },
  'not-an-integer': ({ question, value }: { question: string; value: number }) => [
    `${q(question)} takes a whole number, not ${value}.`,
    'Round it.',
  ],
  'not-one-value': ({ question, got }: { question: string; got: Got }) => [
    `${q(question)} takes one value, but ${gots[got]}.`,
    'Give one value, or `{value: ..., note: ...}`.',
  ],
  'answered-twice': ({ question, other }: Record<'question' | 'other', string>) => [
    `${q(question)} and ${q(other)} are the same question, under its old name and its new one.`,
    'Remove one of the two.',
  ],
  'answer-outside': ({ questions, answers }: { questions: readonly string[]; answers: boolean }) => [
    questions.length === 1 ? `${list(questions)} is a question.` : `These are questions: ${list(questions)}.`,
    answers
      ? 'Put it under `answers:`, indented by two spaces.'
      : 'Add a line `answers:` above, and indent what stands below it by two spaces.',
  ],
  infrastructure: () => [
    'This is a template or a plan, not an answers file.',
    '`tsunagi scan` drafts records from it, and `tsunagi check --against` compares them with it.',
  ],
  'other-rules': ({ rules, pack }: { rules: string; pack: string }) => [
    `This was decided with the rules ${q(rules)}, not with ${q(pack)}.`,
    'Name their folder with `--rules`.',
  ],
  'no-branch': ({ node, question, answer }: { node: string; question: string; answer: Value | null }) => [
    answer === null
      ? `Whatever the answers to the open questions, the rules lead to no service: ${q(node)} has no branch for ${q(question)}.`
      : `The rules have no branch at ${q(node)} for the answer ${q(answer)} to ${q(question)}.`,
    'The rules are incomplete: `tsunagi rules lint --rules <folder>` shows all such gaps.',
  ],
  'not-answers': ({ got }: { got: Got }) => [
    `Answers are a mapping of questions to values, but ${gots[got]}.`,
    'Write them as `question: value`.',
  ],

  'json-syntax': (_: { detail: string }) => [
    'This line is not valid JSON.',
    'Write one JSON object a line, such as `{"id": "1", "answers": {"data": "message"}}`.',
  ],
  'not-json-lines': () => [
    'This is not JSON Lines.',
    "Write one JSON object a line; `jq -c '.[]'` converts an array. CSV needs `--from csv`; `tsunagi --answers` reads YAML.",
  ],
  'not-an-id': () => ['The `id` is a list or a mapping.', 'Write a string or a number.'],
  'line-too-long': ({ limit }: { limit: number }) => [
    `The line is longer than ${limit.toLocaleString('en')} characters.`,
    'Write one set of answers on each line.',
  ],
  'csv-header': () => [
    'There is no header.',
    'The first row names the columns: `id`, if there are ids, and questions such as `data,completion`.',
  ],
  'csv-ambiguous-number': ({ question, value }: Record<'question' | 'value', string>) => [
    `The point in ${q(value)} for ${q(question)} may be a decimal point or separate thousands.`,
    `Write ${q(value.replace('.', ''))} or ${q(`${value}0`)}.`,
  ],
  'csv-column-nameless': () => ['This column has no name.', 'Name it `id` or after the question that it answers, or remove it.'],
  'csv-column-twice': ({ column }: { column: string }) => [
    `There are two columns ${q(column)}.`,
    'Remove or rename one of the two.',
  ],
  'csv-fields': ({ expected, got }: Record<'expected' | 'got', number>) => [
    `This row has ${count(got, 'field')}, and the header has ${expected}.`,
    'Put a field that contains a separator in quotation marks; leave a field empty where there is no answer.',
  ],
  'csv-quote': ({ field }: { field: number }) => [
    `Field ${field} has a quotation mark where none can be, or one that is not closed on its line.`,
    'Put the whole field in quotation marks, and double those in it: `"a ""b"" c"`.',
  ],
} satisfies MessagesByCode;
