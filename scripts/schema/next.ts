import * as z from 'zod';
import { nullable, number, string } from 'zod';
import type { AskedChoice, NextStep } from '../../src/agents/next-step.ts';
import { part } from '../../src/pack/schema/common.ts';

/** The shape of `tsunagi/next@1`, which `tsunagi next` prints and `choose_link` answers; only for the published JSON Schema. */

const boolean = z.boolean();
const strings = z.array(string());
const value = part('nextValue', z.union([string(), number()]));
const source = nullable(string());
export const unmet = z.array(z.strictObject({ text: string(), source }));
export const instead = z.array(
  z.strictObject({ name: string(), complements: boolean, text: string(), givesUp: string(), source }),
);

const choice: z.ZodType<AskedChoice> = part(
  'askedChoice',
  z.strictObject({
    value: nullable(string()),
    text: string(),
    example: string(),
    get choices() {
      return z.array(choice).check(z.maxLength(4));
    },
  }),
);

const question = part(
  'askedQuestion',
  z.strictObject({
    id: string(),
    name: string(),
    ask: string(),
    why: string(),
    type: z.enum(['choice', 'boolean', 'number']),
    choices: z.array(choice).check(z.maxLength(4)),
    number: nullable(
      z.strictObject({ min: number(), max: nullable(number()), integer: boolean, unit: string(), example: string() }),
    ),
    again: boolean,
    default: nullable(value),
    flag: string(),
  }),
);

const decision = part(
  'shortDecision',
  z.strictObject({
    service: string(),
    variant: nullable(string()),
    name: string(),
    with: strings,
    pattern: nullable(string()),
    summary: string(),
    because: strings,
    unmet,
    warnings: z.array(z.strictObject({ text: string(), mitigation: nullable(string()), source })),
    tradeOffs: strings,
    assumptions: z.array(z.strictObject({ question: string(), value, text: string() })),
    changes: z.array(z.strictObject({ question: string(), text: string(), result: string() })),
    instead,
    open: nullable(z.strictObject({ question: string(), ask: string() })),
  }),
);

export const nextStep: z.ZodType<NextStep> = z.strictObject({
  schema: z.literal('tsunagi/next@1'),
  lang: string(),
  status: z.enum(['ask', 'decided']),
  rules: z.strictObject({ id: string(), version: string(), digest: string() }),
  answers: z.record(string(), z.strictObject({ value, from: string() })),
  questions: z.array(question).check(z.maxLength(4)),
  requirements: z.array(z.strictObject({ question: string(), ask: string(), values: string() })),
  possible: z.array(z.strictObject({ service: string(), name: string() })),
  left: z.int().check(z.gte(0)),
  decision: nullable(decision),
  record: nullable(string()),
  command: nullable(string()),
  session: nullable(string()),
});

export const nextDescriptions: Readonly<Record<string, string>> = {
  'file.lang': 'The language of all texts.',
  'file.status': '`ask`: put the questions to a person. `decided`: report the decision.',
  'file.rules': 'The rules that decide.',
  'file.answers': 'Answers so far by id of the question, each with who or what gave it.',
  'file.questions': 'The questions that matter now.',
  'file.requirements':
    'Requirements that nobody stated, and that could still change the decision; empty before all other questions are asked.',
  'file.possible': 'The services that are still possible.',
  'file.left': 'The most questions that may still have to be asked, these among them.',
  'file.decision': 'The decision in short; null until decided.',
  'file.record': 'The decision as a proposed record, YAML to save; null until decided.',
  'file.command': 'The command that continues: flags that answer the questions are added to it.',
  'file.session': 'What continues a conversation with the MCP server.',
  'askedQuestion.why': 'Why it matters.',
  'askedQuestion.choices': 'The answers; empty for numbers. `unknown` is always an answer, too.',
  'askedQuestion.number': 'What a number may be; null for choices.',
  'askedQuestion.again': 'It was answered `unknown`, but only this, or a requirement, can settle the decision.',
  'askedQuestion.default': 'What the rules take where nobody knows.',
  'askedQuestion.flag': 'What the answer is put behind, to be a word of the command line.',
  'askedChoice.value': 'The answer; null for a group, of which one is chosen in a second step.',
  'askedChoice.choices': 'The members of a group.',
  'shortDecision.unmet': 'What the recommendation does not meet.',
  'shortDecision.assumptions': 'Answers that nobody gave: to be confirmed by a person.',
  'shortDecision.changes': 'The nearest changes of one answer that lead elsewhere.',
  'shortDecision.instead': 'Services outside the candidates that are better for these answers.',
  'shortDecision.instead.complements': 'Whether it is added to the recommendation instead of replacing it.',
  'shortDecision.open': 'The question that is left although the service is settled.',
};
