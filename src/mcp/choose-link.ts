import type { ElicitRequestFormParams } from '@modelcontextprotocol/server';
import { type AskedQuestion, type NextStep, nextStep, valuesIn } from '../agents/next-step.ts';
import { nextText } from '../agents/next-text.ts';
import { readAnswers, unknown } from '../engine/answer.ts';
import { BadInput } from '../model/bad-input.ts';
import type { Answers } from '../model/decision.ts';
import { findingOf } from '../model/diagnostic.ts';
import type { LinkRecord } from '../model/record.ts';
import { fileAndRecord } from '../records/answers-file.ts';
import { FileTransaction } from '../records/file-transaction.ts';
import { RecordFiles } from '../records/record-file.ts';
import { type Desk, type Session, ToolError, withAnswers } from './desk.ts';
import { decisionText } from './explain-link.ts';

/** The most forms in one call; below the limits of the clients and servers of the official SDK. */
const MAX_FORMS = 7;

export interface LinkArguments {
  readonly answers?: Readonly<Record<string, unknown>> | undefined;
  readonly session?: string | undefined;
  readonly file?: string | undefined;
  readonly title?: string | undefined;
}

/** A form to show, or the tool's answer. */
export type Turn = { readonly form: ElicitRequestFormParams } | { readonly text: string; readonly step: NextStep };

/** Opens the session of a call and adds the answers from its file and arguments to the earlier ones. */
export function beginCall(desk: Desk, link: LinkArguments, session = desk.sessions.open(link.session)): Session {
  const { answers = {}, file, title } = link;
  const inFile = file === undefined ? null : recordIn(desk, file);
  session.answers = withAnswers({ ...inFile?.answers, ...session.answers }, answersFrom(desk, answers, 'agent'));
  session.known = inFile ?? session.known;
  session.title = title ?? session.title ?? inFile?.title ?? null;
  session.forms = 0;
  return session;
}

/**
 * One turn of the dialogue: reads the submitted form and returns the next one. If forms cannot be used, the questions are
 * returned as text.
 */
export function turn(desk: Desk, session: Session, canAsk: boolean, reply: FormReply | null): Turn {
  const note = reply ? takeIn(desk, session, reply) : null;
  if (note !== null) session.asText = true;
  const step = stepOf(desk, session);
  // Do not show the same form again to a person who did not know the answer.
  const asks = step.status === 'ask' && step.questions.every(({ again }) => !again);
  const inForms = canAsk && asks && !session.asText;
  if (inForms && session.forms < MAX_FORMS) {
    session.forms++;
    return { form: formOf(desk, step, session.title) };
  }
  const { agents } = desk.texts;
  const screen = (): string => decisionText(desk, session.answers, session.title, false);
  return { text: nextText(desk.texts, step, screen, note ?? (inForms ? agents.enough : null)), step };
}

/** @returns the message if the form was not usable, else null */
function takeIn(desk: Desk, session: Session, reply: FormReply): string | null {
  const { agents } = desk.texts;
  if (reply.action === 'decline') return agents.declined;
  if (reply.action === 'cancel') return agents.cancelled;
  if (reply.action === 'timeout') return agents.timedOut;
  const answers = reply.action === 'accept' ? answersInForm(desk, reply.content, stepOf(desk, session)) : null;
  if (!answers) return agents.malformed;
  session.answers = withAnswers(session.answers, answers);
  return null;
}

function stepOf({ pack, policy, flag }: Desk, { id, answers, title, known }: Session): NextStep {
  return nextStep(pack, { answers, title, known, policy, flag, session: id });
}

/** The client's reply to a form. */
export type FormReply =
  | { readonly action: 'accept'; readonly content: Readonly<Record<string, unknown>> }
  | { readonly action: 'decline' | 'cancel' | 'timeout' | 'malformed' };

/** The questions of a step as a form, without groups, since a client can show any number of values. */
export function formOf({ texts }: Desk, { questions, left }: NextStep, title: string | null): ElicitRequestFormParams {
  return {
    mode: 'form',
    message: texts.agents.form(title ?? '', left),
    requestedSchema: {
      type: 'object',
      properties: Object.fromEntries(questions.map((question) => [question.id, field(question, texts)])),
      // An omitted number means "unknown".
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

/** The answers in a submitted form; null if it does not match the questions. */
export function answersInForm(desk: Desk, content: Readonly<Record<string, unknown>>, asked: NextStep): Answers | null {
  const empty = asked.questions.filter(({ id, type }) => type === 'number' && content[id] === undefined).map(({ id }) => id);
  const given = { ...content, ...Object.fromEntries(empty.map((id) => [id, unknown])) };
  // Forms hold plain values only: a nested value could forge its source.
  if (Object.values(given).some((value) => typeof value === 'object')) return null;
  try {
    const answers = answersFrom(desk, given, 'form');
    return Object.keys(answers).length === 0 ? null : answers;
  } catch (error) {
    if (error instanceof BadInput) return null;
    throw error;
  }
}

function answersFrom({ pack }: Desk, given: Readonly<Record<string, unknown>>, from: 'agent' | 'form'): Answers {
  const { answers, problems } = readAnswers(pack, given, from);
  if (problems.length > 0) throw new BadInput(problems.map(({ problem }) => findingOf(problem, null)));
  return answers;
}

function recordIn({ pack, files, texts: { agents } }: Desk, given: string): LinkRecord {
  const [path, wanted] = fileAndRecord(given);
  if (!files.isInside(path)) throw new ToolError(agents.outside(path));
  return new RecordFiles(new FileTransaction({ files }), pack).open(path, null, false).find(wanted, `file: ${path}#<id>`);
}
