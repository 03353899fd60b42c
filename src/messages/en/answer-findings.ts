import type { Value } from '../../model/pack.ts';
import { type MessagesByCode, plainNumber, type Unknown } from '../text.ts';
import { meant, q } from './words.ts';

type OutOfRange = Record<'question' | 'unit', string> & Record<'value' | 'min', number> & { max: number | null };

/** `test`: it stands in a condition of a pack. */
type NotNumber = Record<'question' | 'value' | 'unit' | 'example', string> & { test?: boolean };

/** Problems with answers that the page reports, too. */
export const answerFindings = {
  'unknown-question': (args: Unknown) => [`There is no question ${q(args.id)}.`, meant(args, args.known)],
  'unknown-value': (args: Unknown & { question: string }) => [
    `${q(args.id)} is not a value of ${q(args.question)}.`,
    meant(args, args.known, 'Its values are'),
  ],
  'not-a-number': ({ question, value, unit, example, test }: NotNumber) => [
    `${q(question)} takes a number${unit === '' ? '' : ` (${unit})`}, not ${q(value)}.`,
    test ? 'Write a number, or a range such as `{above: 10}`.' : `Write digits alone, such as ${example || 256}, or \`unknown\`.`,
  ],
  'number-out-of-range': ({ question, value, min, max, unit }: OutOfRange) => {
    const of = unit === '' ? '' : ` ${unit}`;
    const range = max === null ? `${min}${of} or more` : `${min} to ${max.toLocaleString('en')}${of}`;
    return [`${plainNumber(value)} is outside what ${q(question)} takes.`, `Give a number: ${range}.`];
  },
  'not-an-integer': ({ question, value }: { question: string; value: number }) => [
    `${q(question)} takes a whole number, not ${plainNumber(value)}.`,
    'Round it.',
  ],
  'no-branch': ({ node, question, answer }: { node: string; question: string; answer: Value | null }) => [
    answer === null
      ? `Whatever the answers to the open questions, the rules lead to no service: ${q(node)} has no branch for ${q(question)}.`
      : `The rules have no branch at ${q(node)} for the answer ${q(answer)} to ${q(question)}.`,
    'The rules are incomplete: `tsunagi rules lint --rules <folder>` shows all such gaps.',
  ],
} satisfies MessagesByCode;
