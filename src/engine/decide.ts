import type { Answers, Decision } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import { candidatesOf } from './candidates.ts';
import { MAX_WIN_STEPS, winOf } from './counterfactual.ts';
import type { Policy } from './explore.ts';
import { derivedOf, insteadOf } from './instead.ts';
import { openOf } from './open.ts';
import { lookAlsoOf, monitoringOf, recommendationOf, unmetOf, warningsOf } from './recommendation.ts';
import { flipsOf } from './single-changes.ts';
import { type Situation, situationOf } from './situation.ts';

/**
 * Decides: walks the pack's tree with the answers, reasons exactly about those that are unknown, and explains.
 *
 * @param pack a pack whose references resolve
 * @param answers values that the pack's questions admit (see `readValue`)
 * @param policy whether assumptions hold and defaults fill what is unknown
 * @returns a plain value; the same pack, answers and policy always give the same
 * @throws GapError where the pack has no branch for an answer on the walk, or for any of those that it leaves open
 */
export function decide(pack: Pack, answers: Answers, policy: Policy): Decision {
  const situation = situationOf(pack, answers, policy);
  const decided = situation.service !== null;
  const flips = decided ? flipsOf(situation) : [];
  const budget = { left: MAX_WIN_STEPS };
  return {
    schema: 'tsunagi/decision@1',
    lang: pack.lang,
    status: decided ? 'decided' : 'open',
    rules: { id: pack.id, version: pack.version, digest: pack.digest },
    answers: answersOf(situation, answers),
    path: situation.steps,
    recommendation: decided ? recommendationOf(situation) : null,
    candidates: candidatesOf(situation).map((candidate) => ({
      ...candidate,
      wins: winOf(situation, flips, candidate.service, budget),
    })),
    warnings: decided ? warningsOf(situation) : [],
    flips,
    open: openOf(situation),
    lookAlso: decided ? lookAlsoOf(situation) : [],
    monitoring: decided ? monitoringOf(situation) : null,
    unmet: decided ? unmetOf(situation) : [],
    instead: decided ? insteadOf(situation) : [],
    derived: derivedOf(situation),
  };
}

/** Given answers in pack order, then defaults used. */
function answersOf({ compiled: { questions }, inForce }: Situation, answers: Answers): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const { question } of questions) {
    const value = answers[question.id]?.value;
    if (value !== undefined && value !== null) result[question.id] = value;
  }
  for (const [index, { value, from }] of inForce) {
    const id = questions[index]?.question.id;
    if (from === 'default' && id !== undefined) result[id] = value;
  }
  return result;
}
