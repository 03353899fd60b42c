import { candidatesOf, contradictionsOf } from '../engine/candidates.ts';
import { compile } from '../engine/compile.ts';
import { knownOf } from '../engine/explore.ts';
import { detailsOf, idsOf, isAsExpected, prospectOrThrow, summaryOf } from '../engine/outcome.ts';
import { situationOf } from '../engine/situation.ts';
import type { Answer, Answers, Decision, Policy, Recommendation } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { Expectation, LinkRecord, RecordStatus } from '../model/record.ts';
import { isNearest } from '../output/decision-view.ts';

/** The result of recorded answers today. */
export type RecordState = ReturnType<typeof recordStateOf>;

/** Decides recorded answers like `decide`, with the same GapError, but returns only what a record stores. */
export function recordStateOf(pack: Pack, answers: Answers, policy: Policy) {
  const compiled = compile(pack);
  const prospect = prospectOrThrow(compiled, knownOf(compiled, answers), policy);
  const summary = summaryOf(compiled, prospect.outcomes, prospect.gaps.length > 0);
  return {
    ...summary,
    // Those that the answers can reach, however they are completed.
    leaves: [...new Set(prospect.outcomes.map(({ leaf }) => leaf.id))],
    // In pack order. The variant, companions or pattern of a settled service may be open, too.
    asks: summary.status === 'open' || detailsOf(prospect) > 1 ? idsOf(compiled, prospect.asks) : [],
    outcomes: prospect.outcomes,
    assumptions: prospect.assumptions,
  };
}

export type Reasons = ReturnType<typeof reasonsOf>;

/** Why answers lead to the service that they decide, in the language of the pack. */
export function reasonsOf(pack: Pack, answers: Answers, policy: Policy, decided: Pick<RecordState, 'service' | 'variant'>) {
  const service = decided.service ?? '';
  const situation = situationOf(pack, answers, policy);
  const candidates = new Map(candidatesOf(situation).map((candidate) => [candidate.service, candidate]));
  const textOf = (id: string): string => candidates.get(id)?.reasons[0]?.text ?? '';
  return {
    because: textOf(service),
    /** Why another service, or another variant of the same one, was rejected; empty: nothing distinguishes the two. */
    against(other: string, variant: string | null): string {
      const candidate = candidates.get(other);
      // What people wrote into a record may be no service.
      if (!candidate) return '';
      const own = contradictionsOf(situation, service, decided.variant).map(({ text }) => text);
      // Where no variant fits, what rules out this one may advise another that does not fit either.
      const reasons = candidate.verdict === 'ruled-out' ? candidate.reasons : contradictionsOf(situation, other, variant);
      const contradiction = reasons.find(({ text }) => !own.includes(text));
      return contradiction?.text ?? (other === service ? '' : textOf(other));
    },
  };
}

/** The `expect` of a record for its answers, null if they do not decide; without a digest, it is left out. */
export function expectationOf(pack: Pack, recordState: RecordState, answersDigest: string | null): Expectation | null {
  const { service, variant, with: companions, leaves } = recordState;
  if (service === null) return null;
  const rules = { rules: `${pack.id}@${pack.version}`, digest: pack.digest };
  return { service, variant, with: companions, leaves, ...rules, ...(answersDigest !== null && { answersDigest }) };
}

/** Whether a record expects what is recommended; what it does not name may be anything. */
export function expects(record: Pick<LinkRecord, 'expect'> | null, recommendation: Recommendation | null): boolean {
  const expect = record?.expect;
  if (!expect || !recommendation) return false;
  return (['service', 'variant', 'with', 'leaves'] as const).every((key) => {
    const expected = expect[key];
    return expected === undefined || isAsExpected(expected, recommendation[key]);
  });
}

/** Sources of answers that nobody gave: the scan of a template, an assumption, a default of the rules. */
const notGiven: ReadonlySet<string> = new Set(['scan', 'assumed', 'default']);

/** Sources of answers that came through an agent's tools, including forms, which do not show a person the whole decision. */
const throughAgents: ReadonlySet<string> = new Set(['agent', 'form']);

/** Who or what gave an answer: `by` of its record, else its source. */
export function giverOf({ by, from }: Answer): string {
  return by ?? from;
}

/** Whether a person or an AI agent gave an answer according to its record; unmarked answers count as written by hand. */
export function isGiven(answer: Answer): boolean {
  return !notGiven.has(giverOf(answer));
}

export function isFromPerson(answer: Answer): boolean {
  return isGiven(answer) && giverOf(answer) !== 'agent';
}

/** The status of a decision that nobody gave one: what is open, falls short or came through an agent's tools is a proposal. */
export function usualStatus(decision: Pick<Decision, 'status' | 'warnings'>, answers: Answers): RecordStatus {
  const isByAgent = Object.values(answers).some((answer) => throughAgents.has(giverOf(answer)));
  return decision.status === 'decided' && !isNearest(decision) && !isByAgent ? 'accepted' : 'proposed';
}

/**
 * The answers to record, so that the record alone reproduces the decision: includes defaults that were used, and `unknown`
 * for questions without the assumptions that `--no-assume` switched off. `by`: who gave those that do not come from a file.
 */
export function recordedAnswers(
  pack: Pack,
  answers: Answers,
  decision: Pick<Decision, 'answers'>,
  policy: Policy,
  by: string | null = null,
): Answers {
  const all: Record<string, Answer> = {};
  const compiled = compile(pack);
  const open = policy.assume ? [] : idsOf(compiled, prospectOrThrow(compiled, knownOf(compiled, answers), policy).asks);
  for (const { id } of pack.questions) {
    const given = answers[id];
    const used = decision.answers[id];
    const answer = given && (given.value !== null || used === undefined) ? given : null;
    if (answer) all[id] = answer.from === 'file' || answer.by || by === null ? answer : { ...answer, by };
    else if (used !== undefined) all[id] = { value: used, from: 'default' };
    else if (open.includes(id)) all[id] = { value: null, from: 'flag' };
  }
  return all;
}
