import type { Flip } from '../model/decision.ts';
import { cellOf, valueIn } from './cells.ts';
import type { Compiled } from './compile.ts';
import { type Arrival, explore, type Known, type Policy } from './explore.ts';
import { choose, decidedOn, type Possible, possibleServices } from './outcome.ts';
import type { Walk } from './walk.ts';

/**
 * Every single change of one answer, the rest kept, after which the recommended service is no longer certain.
 * Exact: each value of a choice, and each interval of a number that anything in the pack tells apart, is tried. A change with
 * which the pack leads nowhere is none of them: it is not an answer that anyone could give instead.
 */
export function flipsOf(compiled: Compiled, known: Known, policy: Policy, walk: Walk, service: string): Flip[] {
  const flips: Flip[] = [];
  const arrivals: Arrival[] = [];
  const steering = new Set<number>();
  explore(
    compiled,
    known,
    policy,
    (arrival) => arrivals.push(arrival),
    undefined,
    (question) => steering.add(question),
  );
  const fitting = fittingQuestions(arrivals);
  for (const { question, index, cells } of compiled.questions) {
    if (!steering.has(index) && !fitting.has(index)) continue;
    const from = walk.inForce.get(index)?.value ?? null;
    const current = from === null ? -1 : cellOf(cells, from);
    for (let cell = 0; cell < cells.count; cell++) {
      if (cell === current) continue;
      const asks = new Set<number>();
      const possible = steering.has(index) ? walkAgain(index, cell, asks) : fitAgain(index, cell);
      const decided = decidedOn(possible);
      if (decided === service || possible.services.size === 0) continue;
      flips.push({
        question: question.id,
        from,
        to: valueIn(cells, cell, from),
        service: decided,
        possible: inPackOrder(compiled, possible.services),
        asks: decided === null ? idsOf(compiled, asks) : [],
      });
    }
  }
  return flips;

  function walkAgain(index: number, cell: number, asks: Set<number>): Possible {
    const changed = { box: new Map(known.box).set(index, 1n << BigInt(cell)), unknown: known.unknown };
    return possibleServices(compiled, changed, policy, (asked) => asks.add(asked));
  }

  /** An answer that nothing on the way looks at leaves every walk as it is, and only the fit has to be seen again. */
  function fitAgain(index: number, cell: number): Possible {
    const services = new Set<string>();
    for (const { leaf, box } of arrivals) {
      choose(leaf, new Map(box).set(index, 1n << BigInt(cell)), (option) => services.add(option.service.id));
    }
    return { services, gaps: false };
  }
}

/** The questions that a fact of some option at the leaves is held against, and that may so rule the option out. */
function fittingQuestions(arrivals: readonly Arrival[]): ReadonlySet<number> {
  const fitting = new Set<number>();
  for (const { leaf } of arrivals) {
    for (const option of leaf.options) for (const { question } of option.contradictions) fitting.add(question);
  }
  return fitting;
}

export function inPackOrder(compiled: Compiled, services: ReadonlySet<string>): string[] {
  return compiled.pack.services.map((service) => service.id).filter((id) => services.has(id));
}

export function idsOf(compiled: Compiled, questions: ReadonlySet<number>): string[] {
  return compiled.questions.filter(({ index }) => questions.has(index)).map(({ question }) => question.id);
}
