import { unknown } from '../engine/answer.ts';
import { decide } from '../engine/decide.ts';
import { nextQuestions, questionsLeft } from '../engine/questionnaire.ts';
import { summarize } from '../engine/summary.ts';
import { type Locale, localeOf } from '../messages/locale.ts';
import type { Answers, Decision, Policy } from '../model/decision.ts';
import type { AskedQuestion, GivenAnswer, NextStep } from '../model/next-step.ts';
import type { Pack, Question } from '../model/pack.ts';
import { giverOf } from '../records/answer-givers.ts';
import { askedQuestion } from './asked-question.ts';
import { type KnownRecord, proposedRecord } from './proposed-record.ts';
import { shortDecision } from './short-decision.ts';

/** How many questions are asked together. */
const MAX_QUESTIONS = 4;

/** A person can be asked, so nothing is assumed of what is possible. */
const asking: Policy = { assume: false, defaults: false };

export interface NextStepOptions {
  readonly answers: Answers;
  /** What the link is called. */
  readonly title: string | null;
  /** The record that the answers come from. */
  readonly known?: KnownRecord | null;
  /** How the decision treats what nobody answered. */
  readonly policy: Policy;
  /** What stands before a question's value on the command line. */
  readonly flag: (question: string) => string;
  readonly session?: string | null;
  /** The command that continues; `decided`: that shows all of the decision. */
  readonly command?: (decided: boolean) => string;
}

/**
 * What a program that asks people does next: the questions that matter now, or the decision in short.
 *
 * @param pack the rules, in the language of the texts
 * @throws GapError where the rules have no branch for the answers
 */
export function nextStep(pack: Pack, options: NextStepOptions): NextStep {
  const { answers, title, known = null, policy, session = null, command } = options;
  const locale = localeOf({ pack, lang: pack.lang });
  const next = nextQuestions(pack, answers, MAX_QUESTIONS);
  const decision = next.length > 0 ? null : decide(pack, answers, policy);
  const again = decision?.status === 'open' ? hangsOn(pack, decision) : null;
  const decided = decision !== null && again === null;
  const questions = again ? [asked(locale, again, options, true)] : next.map((each) => asked(locale, each, options));
  return {
    schema: 'tsunagi/next@1',
    lang: pack.lang,
    status: decided ? 'decided' : 'ask',
    rules: { id: pack.id, version: pack.version, digest: pack.digest },
    answers: givenAnswers(pack, answers),
    questions,
    possible: (decision?.open?.possible ?? summarize(pack, answers, decision ? policy : asking).possible).map((service) => ({
      service,
      name: locale.names.service(service),
    })),
    left: decided ? 0 : Math.max(questionsLeft(pack, answers), questions.length),
    decision: decided ? shortDecision(locale, decision, answers) : null,
    record: decided ? proposedRecord(pack, { answers, title, policy, decision, known }) : null,
    command: command?.(decided) ?? null,
    session,
  };
}

/** The question that an open decision hangs on: a person said not to know it, and nothing else settles more. */
function hangsOn(pack: Pack, { open }: Decision): Question | null {
  return pack.questions.find(({ id }) => id === open?.ask) ?? null;
}

function asked({ pack }: Locale, question: Question, options: NextStepOptions, again = false): AskedQuestion {
  const { answers, policy, flag } = options;
  const filled = again ? decide(pack, answers, { ...policy, defaults: true }).path : [];
  const byDefault = filled.find((step) => step.question === question.id && step.from === 'default')?.answer ?? null;
  return askedQuestion(question, { again, byDefault, flag: flag(question.id) });
}

/** Answers so far, each with who or what gave it. */
export function givenAnswers(pack: Pack, answers: Answers): Readonly<Record<string, GivenAnswer>> {
  const given = pack.questions.flatMap(({ id }) => {
    const answer = answers[id];
    return answer ? [[id, { value: answer.value ?? unknown, from: giverOf(answer) }] as const] : [];
  });
  return Object.fromEntries(given);
}
