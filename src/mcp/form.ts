import type { ElicitRequestFormParams } from '@modelcontextprotocol/server';
import { valuesIn } from '../agents/asked-question.ts';
import { unknown } from '../engine/answer.ts';
import type { Answers } from '../model/decision.ts';
import type { AskedQuestion, NextStep } from '../model/next-step.ts';
import { type Desk, ToolError } from './desk.ts';
import { answersFrom } from './given-answers.ts';

/** What became of a form. */
export type FormReply =
  | { readonly action: 'accept'; readonly content: Readonly<Record<string, unknown>> }
  | { readonly action: 'decline' | 'cancel' | 'timeout' | 'malformed' };

/** The questions of a step as a form. A client shows as many values as there are, so that none are grouped. */
export function formOf({ texts }: Desk, { questions, left }: NextStep, title: string | null): ElicitRequestFormParams {
  return {
    mode: 'form',
    message: texts.agents.form(title ?? '', left),
    requestedSchema: {
      type: 'object',
      properties: Object.fromEntries(questions.map((question) => [question.id, field(question, texts)])),
      // A number that is left out is one that the person does not know.
      required: questions.filter(({ type }) => type !== 'number').map(({ id }) => id),
    },
  };
}

type Field = ElicitRequestFormParams['requestedSchema']['properties'][string];

function field({ ask, why, choices, number }: AskedQuestion, { prompts, agents }: Desk['texts']): Field {
  if (number) {
    const { min, max, integer, unit, example } = number;
    const description = [why, agents.numberOf(unit, example)].filter((text) => text !== '').join(' ');
    const bounds = { minimum: min, ...(max === null ? {} : { maximum: max }) };
    return { type: integer ? 'integer' : 'number', title: ask, description, ...bounds };
  }
  const values = valuesIn(choices);
  return {
    type: 'string',
    title: ask,
    description: why,
    enum: [...values.map(({ value }) => value ?? ''), unknown],
    enumNames: [...values.map(({ text }) => text), prompts.dontKnow],
  };
}

/** The answers in a form that came back; null where it does not answer what was asked. */
export function answersInForm(desk: Desk, content: Readonly<Record<string, unknown>>, asked: NextStep): Answers | null {
  const empty = asked.questions.filter(({ id, type }) => type === 'number' && content[id] === undefined).map(({ id }) => id);
  const given = { ...content, ...Object.fromEntries(empty.map((id) => [id, unknown])) };
  // A form holds plain values: what is nested could say who gave it.
  if (Object.values(given).some((value) => typeof value === 'object')) return null;
  try {
    const answers = answersFrom(desk, given, 'form');
    return Object.keys(answers).length === 0 ? null : answers;
  } catch (error) {
    if (error instanceof ToolError) return null;
    throw error;
  }
}
