import { openQuestions } from '../engine/summary.ts';
import type { Answer, Answers, Decision, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';

/** Who or what gives answers without a person: an AI agent, the scan of a template, an assumption, a default of the rules. */
const notPersons: ReadonlySet<string> = new Set(['agent', 'scan', 'assumed', 'default']);

/** Those of answers that came through an agent's tools; whoever filled in the form did not see the decision as a whole. */
const throughAgents: ReadonlySet<string> = new Set(['agent', 'form']);

/** Who or what gave an answer: what its record says, else where it came from. */
export function giverOf({ by, from }: Answer): string {
  return by ?? from;
}

/** Whether a person gave an answer, as far as its record says: whatever is not marked otherwise was written by hand. */
export function isFromPerson(answer: Answer): boolean {
  return !notPersons.has(giverOf(answer));
}

/** Whether answers came through an agent's tools: then what they lead to is a proposal until a person accepts it. */
export function cameThroughAgent(answers: Answers): boolean {
  return Object.values(answers).some((answer) => throughAgents.has(giverOf(answer)));
}

/**
 * All that a decision came from, so that its record alone leads there again: defaults, and what was not to be assumed.
 *
 * @param by who gives the answers that no file gave
 */
export function recordedAnswers(
  pack: Pack,
  answers: Answers,
  decision: Pick<Decision, 'answers'>,
  policy: Policy,
  by: string | null = null,
): Answers {
  const all: Record<string, Answer> = {};
  const open = new Set(policy.assume ? [] : openQuestions(pack, answers, policy));
  for (const { id } of pack.questions) {
    const given = answers[id];
    const used = decision.answers[id];
    const answer = given && (given.value !== null || used === undefined) ? given : null;
    if (answer) all[id] = answer.from === 'file' || by === null ? answer : { ...answer, by };
    else if (used !== undefined) all[id] = { value: used, from: 'default' };
    else if (open.has(id)) all[id] = { value: null, from: 'flag' };
  }
  return all;
}
