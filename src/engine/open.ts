import type { Open } from '../model/decision.ts';
import type { CompiledQuestion } from './compile.ts';
import { answered, type Known } from './known.ts';
import { type Outcome, possibleServices, prospectOf, withOf } from './outcome.ts';
import type { Situation } from './situation.ts';
import { inPackOrder } from './summary.ts';

/** What is still open, and the asked question that settles most of it; null where nothing is. */
export function openOf(situation: Situation): Open | null {
  const { compiled, phrases, possible, prospect, service } = situation;
  if (service !== null) return detailsOf(situation);
  const { question, worst } = settlingMost(situation, (known, most) => {
    const { services } = possibleServices(compiled, known, situation.policy);
    return Math.min(services.size, most);
  });
  const says = prospect.gaps.length > 0 ? phrases.someLeadNowhere() : phrases.askThis(worst, possible.size);
  return {
    possible: inPackOrder(compiled, possible),
    ask: question.question.id,
    why: phrases.join([question.question.why, says].filter((text) => text !== '')),
  };
}

/** The service is settled, but variant, companion or pattern still depends on a question that nobody answered. */
function detailsOf(situation: Situation): Open | null {
  const { compiled, phrases, policy, prospect, service } = situation;
  const several = new Set(prospect.outcomes.map(detailKey)).size > 1;
  if (service === null || !several || prospect.asks.size === 0) return null;
  const { question } = settlingMost(situation, (known) => {
    return new Set(prospectOf(compiled, known, policy).outcomes.map(detailKey)).size;
  });
  return {
    possible: [service],
    ask: question.question.id,
    why: phrases.join([question.question.why, phrases.detailsOpen()].filter((text) => text !== '')),
  };
}

/** Whatever else there is about an outcome, these make it another thing to build. */
function detailKey(outcome: Omit<Outcome, 'box'>): string {
  const { service, variant, pattern } = outcome.option.option;
  return JSON.stringify([service, variant, pattern, [...withOf(outcome)].sort()]);
}

/** The asked question whose worst answer leaves least open (ties: pack order). */
function settlingMost(
  { compiled, known, prospect }: Situation,
  left: (known: Known, most: number) => number,
): { readonly question: CompiledQuestion; readonly worst: number } {
  let best: { question: CompiledQuestion; worst: number } | null = null;
  for (const question of compiled.questions) {
    if (!prospect.asks.has(question.index)) continue;
    const most: number = best ? best.worst : Number.POSITIVE_INFINITY;
    let worst = 0;
    for (let cell = 0; cell < question.cells.count && worst < most; cell++) {
      worst = Math.max(worst, left(answered(compiled, known, question.index, cell), most));
    }
    if (worst < most) best = { question, worst };
  }
  if (!best) throw new Error('no question is open');
  return best;
}
