import type { ElicitRequestFormParams } from '@modelcontextprotocol/server';
import { nextStep } from '../agents/next-step.ts';
import { nextText } from '../agents/next-text.ts';
import type { NextStep } from '../model/next-step.ts';
import type { Desk } from './desk.ts';
import { answersInForm, type FormReply, formOf } from './form.ts';
import { answersFrom, answersInFile } from './given-answers.ts';
import { type Session, withAnswers } from './sessions.ts';

/** Fewer than any client or server of the official SDK allows in one call. */
const MAX_FORMS = 7;

export interface LinkArguments {
  readonly answers?: Readonly<Record<string, unknown>> | undefined;
  readonly session?: string | undefined;
  readonly file?: string | undefined;
  readonly title?: string | undefined;
}

/** A form to be shown, or what the tool answers. */
export type Turn = { readonly form: ElicitRequestFormParams } | { readonly text: string; readonly step: NextStep };

/** Takes what a call brings into its session: the answers of a file, those of earlier calls, and those of this one. */
export function beginCall(desk: Desk, session: Session, { answers = {}, file, title }: LinkArguments): void {
  const inFile = file === undefined ? null : answersInFile(desk, file);
  const known = { ...inFile?.answers, ...session.answers };
  session.answers = withAnswers(known, answersFrom(desk, answers, 'agent'));
  session.known = inFile ?? session.known;
  session.title = title ?? session.title ?? inFile?.title ?? null;
  session.forms = 0;
}

/**
 * One turn of asking: takes in the form that came back, and gives the next one. Where forms are of no use (any more), the
 * questions come as text.
 */
export function turn(desk: Desk, session: Session, canAsk: boolean, reply: FormReply | null): Turn {
  const note = reply ? takeIn(desk, session, reply) : null;
  if (note !== null) session.asText = true;
  const step = stepOf(desk, session);
  // Whoever did not know is not shown the same form again.
  const asks = step.status === 'ask' && step.questions.every(({ again }) => !again);
  const inForms = canAsk && asks && !session.asText;
  if (inForms && session.forms < MAX_FORMS) {
    session.forms++;
    return { form: formOf(desk, step, session.title) };
  }
  const { agents } = desk.texts;
  return { text: nextText(desk.texts, step, note ?? (inForms ? agents.enough : null)), step };
}

/** @returns what to say if the form was of no use */
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
