import { compile } from '../engine/compile.ts';
import { explore } from '../engine/explore.ts';
import { knownOf } from '../engine/known.ts';
import { type Outcome, prospectOrThrow } from '../engine/outcome.ts';
import { idsOf, openQuestions, summaryOf } from '../engine/summary.ts';
import type { Answer, Answers, Decision, DecisionSummary, Policy } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import type { Expectation } from '../model/record.ts';

/** What recorded answers lead to today. */
export interface RecordState extends DecisionSummary {
  /** The leaves that the answers, completed in any way, lead to. */
  readonly leaves: readonly string[];
  /** The asked questions that nothing answers, in pack order; empty once decided. */
  readonly asks: readonly string[];
  readonly outcomes: readonly Outcome[];
}

/**
 * Decides recorded answers as `decide` does, and says only what a record holds.
 *
 * @throws GapError where `decide` does
 */
export function recordStateOf(pack: Pack, answers: Answers, policy: Policy): RecordState {
  const compiled = compile(pack);
  const prospect = prospectOrThrow(compiled, answers, policy);
  const summary = summaryOf(compiled, prospect.outcomes, prospect.gaps.length > 0);
  return {
    ...summary,
    leaves: [...new Set(prospect.outcomes.map(({ leaf }) => leaf.leaf.id))],
    asks: summary.status === 'open' ? idsOf(compiled, prospect.asks) : [],
    outcomes: prospect.outcomes,
  };
}

/** The answers that the rules fill in: each assumption and default that some walk relies on. */
export function filledAnswers(pack: Pack, answers: Answers, policy: Policy) {
  const compiled = compile(pack);
  const filled = new Map<string, { readonly question: string; readonly value: Value; readonly by: string }>();
  explore(compiled, knownOf(compiled, answers), policy, {
    leaf: () => {},
    enter: ({ question: index }, _, rule) => {
      const question = compiled.questions[index]?.question.id;
      if (rule && question !== undefined) filled.set(question, { question, value: rule.value, by: rule.from });
    },
  });
  return [...filled.values()];
}

/** What a record is to expect of its answers; null where they do not decide. */
export function expectationOf(pack: Pack, recordState: RecordState, answersDigest: string): Required<Expectation> | null {
  if (recordState.service === null) return null;
  const { service, variant, leaves } = recordState;
  return {
    service,
    variant,
    with: recordState.with,
    leaves,
    rules: `${pack.id}@${pack.version}`,
    digest: pack.digest,
    answersDigest,
  };
}

/** Who or what gives answers without a person: an AI agent, the scan of a template, an assumption, a default of the rules. */
const notPersons: ReadonlySet<string> = new Set(['agent', 'scan', 'assumed', 'default']);

/** Sources of answers that came through an agent's tools: a person who fills in a form does not see the whole decision. */
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
