import type { Open } from '../model/decision.ts';
import type { CompiledQuestion } from './compile.ts';
import { answered } from './explore.ts';
import { possibleServices } from './outcome.ts';
import type { Situation } from './situation.ts';
import { inPackOrder } from './summary.ts';

/** What can still come out, and the asked question whose worst answer leaves fewest services (ties: pack order). */
export function openOf({ compiled, known, policy, phrases, possible, prospect }: Situation): Open {
  let best: { question: CompiledQuestion; worst: number } | null = null;
  for (const question of compiled.questions) {
    if (!prospect.asks.has(question.index)) continue;
    let worst = 0;
    for (let cell = 0; cell < question.cells.count && (!best || worst < best.worst); cell++) {
      worst = Math.max(worst, possibleServices(compiled, answered(known, question.index, cell), policy).services.size);
    }
    if (!best || worst < best.worst) best = { question, worst };
  }
  if (!best) throw new Error('no question is open');
  const { question, worst } = best;
  const says = prospect.gaps.length > 0 ? phrases.someLeadNowhere() : phrases.askThis(worst, possible.size);
  return {
    possible: inPackOrder(compiled, possible),
    ask: question.question.id,
    why: phrases.join([question.question.why, says]),
  };
}
