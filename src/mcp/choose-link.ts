import type { ElicitRequestFormParams } from '@modelcontextprotocol/server';
import { type AskedQuestion, MAX_QUESTIONS, type NextStep, nextStep } from '../agents/next-step.ts';
import { readAnswers, unknown } from '../engine/answer.ts';
import type { Answer, Answers } from '../model/decision.ts';
import { BadInput, finding, findingOf } from '../model/finding.ts';
import { type Question, questionOf } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { harmfulIn } from '../pack/files.ts';
import { fileAndRecord } from '../records/answers-file.ts';
import { fileTransaction } from '../records/file-transaction.ts';
import { recordFiles } from '../records/record-file.ts';
import type { LinkArguments } from './tool-arguments.ts';
import { type Session, ToolError, type ToolHost } from './tool-host.ts';
import { nextText, printedDecision } from './tool-results.ts';

/** The most forms in one call; below the limits of the clients and servers of the official SDK. */
const MAX_FORMS = 7;
/** The most sessions kept; the oldest is dropped first. */
const MAX_SESSIONS = 200;

/** A form to show, or the tool's answer. */
export type Turn = { readonly form: ElicitRequestFormParams } | { readonly text: string; readonly step: NextStep };

/** The content of a form that a person filled in; null: it was declined, closed, not answered in time, or could not be shown. */
export type FormReply = Readonly<Record<string, unknown>> | null;

/** The session with this id; a new one if it is unknown, as after a restart. */
export function openSession({ sessions, newId }: ToolHost, id: string | undefined): Session {
  const known = sessions.get(id ?? '');
  if (known) return known;
  const session: Session = { id: newId(), answers: {}, title: null, record: null, requirements: null, forms: 0, asText: false };
  sessions.set(session.id, session);
  const [oldest] = sessions.keys();
  if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  return session;
}

/**
 * Opens the session of a call and adds the answers from its file and arguments to the earlier ones. Throws ToolError if there is
 * no such session or the file is outside of the folder, BadInput for what cannot be read.
 */
export function beginCall(host: ToolHost, link: LinkArguments, session = openSession(host, link.session)): Session {
  const { answers = {}, file, title } = link;
  if (link.session !== undefined && !host.sessions.has(link.session)) {
    throw new ToolError(host.texts.agents.unknownSession(link.session));
  }
  const harmful = harmfulIn(title ?? '');
  if (harmful) throw new BadInput([finding('control-character', null, { character: harmful.name })]);
  const inFile = file === undefined ? null : recordIn(host, file);
  const { answers: given, problems } = readAnswers(host.pack, answers, 'agent');
  if (problems.length > 0) throw new BadInput(problems.map(({ problem }) => findingOf(problem, null)));
  session.answers = withAnswers({ ...inFile?.answers, ...session.answers }, given);
  session.record = inFile ?? session.record;
  session.title = title ?? session.title ?? inFile?.title ?? null;
  session.forms = 0;
  return session;
}

/**
 * One turn of the dialogue: reads the reply to the last form, if any, and returns the next one, or text if there can be none.
 * When no question is left, a form asks which requirements there are, and further ones ask about those.
 */
export function turn(host: ToolHost, session: Session, canAsk: boolean, reply?: FormReply): Turn {
  if (reply !== undefined) takeReply(host, session, reply);
  const step = stepOf(host, session);
  const asks = asksFor(host, session, step);
  const isOffer = asks.left === 0 && session.requirements === null && step.requirements.length > 0;
  if (canAsk && (isOffer || asks.left > 0) && !session.asText && session.forms < MAX_FORMS) {
    session.forms++;
    return { form: isOffer ? offerOf(host, step) : formOf(host, asks, session.title) };
  }
  const screen = (): string => printedDecision(host, session, false);
  const note = asks.left > 0 && reply !== undefined ? host.texts.agents.asText : null;
  return { text: nextText(host.texts, step, screen, note), step };
}

/** Adds what a form says to the session. */
function takeReply(host: ToolHost, session: Session, reply: FormReply): void {
  const step = stepOf(host, session);
  const asks = asksFor(host, session, step);
  if (reply && asks.left === 0) {
    session.requirements = step.requirements.map(({ question }) => question).filter((id) => reply[id] === true);
    return;
  }
  const answers = reply && answersInForm(host, reply, asks);
  if (answers) session.answers = withAnswers(session.answers, answers);
  else session.asText = true;
}

interface Asks extends Pick<NextStep, 'left'> {
  readonly questions: readonly Pick<AskedQuestion, 'id' | 'type'>[];
}

/** What a form asks: the questions of the step, else the requirements that the person selected and has not answered yet. */
function asksFor({ pack }: ToolHost, { requirements, answers }: Session, { questions, left }: NextStep): Asks {
  // Do not show the same form again to a person who did not know the answer.
  if (questions.some(({ again }) => !again)) return { questions, left };
  const open = pack.questions.filter(({ id }) => requirements?.includes(id) && !Object.hasOwn(answers, id));
  return { questions: open.slice(0, MAX_QUESTIONS), left: open.length };
}

function stepOf({ pack, policy }: ToolHost, session: Session): NextStep {
  const step = nextStep(pack, { ...session, policy, session: session.id });
  // Nobody has to ask again for what the person did not select.
  return session.requirements === null ? step : { ...step, requirements: [] };
}

/** Adds newer answers. A repeated answer keeps its first source. */
function withAnswers(before: Answers, more: Answers): Answers {
  const same = (id: string, { value }: Answer): boolean => before[id]?.value === value;
  return { ...before, ...Object.fromEntries(Object.entries(more).filter(([id, answer]) => !same(id, answer))) };
}

/** A form that offers the requirements of a step for selection, as the terminal does. */
function offerOf({ pack, texts: { prompts, decisions } }: ToolHost, { requirements }: NextStep): ElicitRequestFormParams {
  const offered = pack.questions.filter(({ id }) => requirements.some(({ question }) => question === id));
  const properties = offered.map(({ id, name, ask }) => [id, { type: 'boolean', title: name || ask, description: ask }] as const);
  return {
    mode: 'form',
    message: decisions.sentences([prompts.requirements, prompts.requirementsHint]),
    requestedSchema: { type: 'object', properties: Object.fromEntries(properties) },
  };
}

/** The questions of a step as a form, without groups, since a client can show any number of values. */
export function formOf({ pack, texts }: ToolHost, { questions, left }: Asks, title: string | null): ElicitRequestFormParams {
  const asked = questions.flatMap(({ id }) => questionOf(pack, id) ?? []);
  return {
    mode: 'form',
    message: texts.agents.form(title ?? '', left),
    requestedSchema: {
      type: 'object',
      properties: Object.fromEntries(asked.map((question) => [question.id, field(question, texts)])),
      // An omitted number means "unknown".
      required: asked.filter(({ type }) => type !== 'number').map(({ id }) => id),
    },
  };
}

type Field = ElicitRequestFormParams['requestedSchema']['properties'][string];

function field(question: Question, { prompts, agents, decisions }: ToolHost['texts']): Field {
  const { ask, why, type, values, min, max, integer, unit, example } = question;
  if (type === 'number') {
    const description = decisions.sentences([why, agents.numberOf(unit, example)]);
    const bounds = { minimum: min, ...(max !== null && { maximum: max }) };
    return { type: integer ? 'integer' : 'number', title: ask, description, ...bounds };
  }
  return {
    type: 'string',
    title: ask,
    description: why,
    enum: [...values.map(({ value }) => value), unknown],
    enumNames: [...values.map(({ value, text }) => text || value), prompts.dontKnow],
  };
}

/** The answers in a submitted form; null if it does not match the questions. */
export function answersInForm(host: ToolHost, content: Readonly<Record<string, unknown>>, asked: Asks): Answers | null {
  const empty = asked.questions.filter(({ id, type }) => type === 'number' && content[id] === undefined).map(({ id }) => id);
  const given = { ...content, ...Object.fromEntries(empty.map((id) => [id, unknown])) };
  // Forms hold plain values only: a nested value could forge its source.
  if (Object.values(given).some((value) => typeof value === 'object')) return null;
  const { answers, problems } = readAnswers(host.pack, given, 'form');
  return problems.length > 0 || Object.keys(answers).length === 0 ? null : answers;
}

function recordIn({ pack, files, texts: { agents } }: ToolHost, given: string): LinkRecord {
  const [path, wanted] = fileAndRecord(given);
  if (!files.isInside(path)) throw new ToolError(agents.outside(path));
  return recordFiles(fileTransaction({ files }), pack)
    .open({ value: path, location: null }, null)
    .find(wanted, `file: ${path}#<id>`);
}
