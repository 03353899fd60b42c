import { compile } from '../engine/compile.ts';
import { explore } from '../engine/explore.ts';
import { knownOf } from '../engine/known.ts';
import { type Outcome, prospectOrThrow } from '../engine/outcome.ts';
import { idsOf, summaryOf } from '../engine/summary.ts';
import type { Answers, DecisionSummary, Policy } from '../model/decision.ts';
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

/** The answers that the rules give where nobody did: each assumption and default that some walk rests on. */
export function filledAnswers(
  pack: Pack,
  answers: Answers,
  policy: Policy,
): { readonly question: string; readonly value: Value; readonly by: string }[] {
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
