import type { Open } from '../model/decision.ts';
import type { Compiled, CompiledQuestion } from './compile.ts';
import type { Known, Policy } from './explore.ts';
import { type Possible, possibleServices } from './outcome.ts';
import type { Phrases } from './phrases.ts';
import { inPackOrder } from './single-changes.ts';

/** What can still come out, and the asked question whose worst answer leaves fewest services (ties: pack order). */
export function openOf(
  compiled: Compiled,
  known: Known,
  policy: Policy,
  phrases: Phrases,
  possible: Possible,
  asks: ReadonlySet<number>,
): Open {
  let best: { question: CompiledQuestion; worst: number } | null = null;
  for (const question of compiled.questions) {
    if (!asks.has(question.index)) continue;
    let worst = 0;
    for (let cell = 0; cell < question.cells.count && (!best || worst < best.worst); cell++) {
      const answered = { box: new Map(known.box).set(question.index, 1n << BigInt(cell)), unknown: known.unknown };
      worst = Math.max(worst, possibleServices(compiled, answered, policy).services.size);
    }
    if (!best || worst < best.worst) best = { question, worst };
  }
  const { question, worst } = best as { question: CompiledQuestion; worst: number };
  const says = possible.gaps ? phrases.someLeadNowhere() : phrases.askThis(worst, possible.services.size);
  return {
    possible: inPackOrder(compiled, possible.services),
    ask: question.question.id,
    why: phrases.join([question.question.why, says]),
  };
}
