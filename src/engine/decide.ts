import type { Answers, Decision, Lead, Open, Policy } from '../model/decision.ts';
import { type Pack, rulesOf, type Value } from '../model/pack.ts';
import { knownValues } from './answer.ts';
import { Budget } from './budget.ts';
import { candidatesOf } from './candidates.ts';
import type { CompiledQuestion } from './compiled.ts';
import { counterfactualOf, MAX_COUNTERFACTUAL_STEPS } from './counterfactual.ts';
import { answered, answeredWith, type Known } from './explore.ts';
import { insteadOf } from './instead.ts';
import { lazy } from './lazy.ts';
import { sameInAll, sharedBy } from './lists.ts';
import { decidedOn, detailsOf, idsOf, inPackOrder, possibleServices, prospectOf, withOf } from './outcome.ts';
import { monitoringOf, recommendationOf, unmetOf, warningsOf } from './recommendation.ts';
import { redesignsOf, singleChangesOf } from './single-changes.ts';
import { type Situation, situationOf } from './situation.ts';

/**
 * Decides: walks the tree of the pack with answers that its questions accept (see `readValue`), reasons exactly about unknown
 * ones, and explains the result. The same pack, answers and policy always give the same result. `wins` of the candidates is
 * worked out when it is first read: it takes most of the time, and no screen shows it. Throws GapError if no completion of the
 * answers reaches a leaf, because a node has no branch for an answer.
 */
export function decide(pack: Pack, answers: Answers, policy: Policy): Decision {
  const situation = situationOf(pack, answers, policy);
  const decided = situation.service !== null;
  const flips = decided ? singleChangesOf(situation) : [];
  const candidates = candidatesOf(situation);
  const wins = lazy(() => {
    const budget = new Budget(MAX_COUNTERFACTUAL_STEPS);
    return candidates.map(({ service }) => counterfactualOf(situation, flips, service, budget));
  });
  return {
    schema: 'tsunagi/decision@1',
    lang: pack.lang,
    status: decided ? 'decided' : 'open',
    rules: rulesOf(pack),
    answers: answersOf(situation, answers),
    path: situation.steps,
    recommendation: decided ? recommendationOf(situation) : null,
    candidates: candidates.map((candidate, index) => ({
      ...candidate,
      get wins() {
        return wins()[index] ?? null;
      },
    })),
    warnings: decided ? warningsOf(situation) : [],
    flips,
    open: openOf(situation),
    lookAlso: [],
    monitoring: decided ? monitoringOf(situation) : null,
    unmet: decided ? unmetOf(situation) : [],
    instead: decided ? insteadOf(situation) : [],
    derived: situation.derived,
    redesigns: decided ? redesignsOf(situation, flips) : [],
    assumptions: situation.assumptions,
  };
}

/** The given answers in pack order, then the defaults that were used. */
function answersOf({ inForce }: Situation, answers: Answers): Record<string, Value> {
  const used = Object.entries(inForce).filter(([id, answer]) => answer === answers[id] || answer.from === 'default');
  return knownValues(Object.fromEntries(used));
}

/**
 * What is still open, and the question that settles most of it; null if nothing is. Once the service is settled, its variant,
 * companions or pattern may still depend on an unanswered question.
 */
function openOf(situation: Situation): Open | null {
  const { compiled, known, messages, policy, possible, prospect, service } = situation;
  const isOpen = service === null;
  if (!isOpen && detailsOf(prospect) === 1) return null;
  const { question, worst } = settlingMost(situation, (answers) =>
    isOpen ? possibleServices(compiled, answers, policy).services.size : detailsOf(prospectOf(compiled, answers, policy)),
  );
  const { why, values } = question.question;
  return {
    possible: inPackOrder(compiled, possible),
    asks: idsOf(compiled, prospect.asks),
    ask: question.id,
    why: messages.join([why, effect()].filter((text) => text !== '')),
    leads: values.map(({ value: answer }) => leadOf(answer, answeredWith(compiled, known, question.index, answer))),
  };

  function leadOf(answer: Value, answers: Known): Lead {
    const left = possibleServices(compiled, answers, policy);
    // What goes with a service takes longer to find.
    const outcomes = decidedOn(left) === null ? [] : prospectOf(compiled, answers, policy).outcomes;
    return {
      answer,
      possible: inPackOrder(compiled, left.services),
      variant: sameInAll(outcomes, ({ option }) => option.variant),
      pattern: sameInAll(outcomes, ({ option }) => option.pattern),
      with: sharedBy(outcomes.map(withOf)),
    };
  }

  /** What an answer to the question settles. */
  function effect(): string {
    if (!isOpen) return messages.detailsOpen();
    if (prospect.gaps.length > 0) return messages.someLeadNowhere();
    return worst < possible.size ? messages.askThis(worst, possible.size) : '';
  }
}

/** The asked question whose worst answer leaves the least open; of several, the one that the walk asks first. */
function settlingMost({ compiled, known, prospect }: Situation, left: (known: Known) => number) {
  let best: { question: CompiledQuestion; worst: number } | null = null;
  for (const index of prospect.asks) {
    const question = compiled.questions[index] as CompiledQuestion;
    const most: number = best ? best.worst : Infinity;
    let worst = 0;
    for (let cell = 0; cell < question.cells.count && worst < most; cell++) {
      worst = Math.max(worst, left(answered(compiled, known, question, cell)));
    }
    if (worst < most) best = { question, worst };
  }
  if (!best) throw new Error('no question is open');
  return best;
}
