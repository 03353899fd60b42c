import type { Flip } from '../model/decision.ts';
import type { CellSet } from './cells.ts';
import { bitOf, cellOf, valueIn } from './cells.ts';
import type { CompiledLeaf } from './compile.ts';
import { answered, explore } from './explore.ts';
import { decidedOn, type Possible, possibleServices, servicesAt } from './outcome.ts';
import type { Situation } from './situation.ts';
import { idsOf, inPackOrder } from './summary.ts';

/**
 * Every single change of one answer, the rest kept, after which the recommended service is no longer certain.
 * Exact: each value of a choice, and each interval of a number that anything in the pack tells apart, is tried. A change with
 * which the pack leads nowhere is none of them: it is not an answer that anyone could give instead.
 */
export function flipsOf({ compiled, known, policy, inForce, service }: Situation): Flip[] {
  const flips: Flip[] = [];
  const arrivals: { readonly leaf: CompiledLeaf; readonly box: readonly CellSet[] }[] = [];
  const steering = new Set<number>();
  explore(compiled, known, policy, {
    leaf: (leaf, box) => arrivals.push({ leaf, box: [...box] }),
    look: (question) => steering.add(question),
  });
  const fitting = new Set(
    arrivals.flatMap(({ leaf }) => leaf.options.flatMap((option) => option.misfits.flat().map((clause) => clause.question))),
  );
  for (const { question, index, cells } of compiled.questions) {
    if (!steering.has(index) && !fitting.has(index)) continue;
    const from = inForce.get(index)?.value ?? null;
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
    return possibleServices(compiled, answered(known, index, cell), policy, (asked) => asks.add(asked));
  }

  /** An answer that nothing on the way looks at leaves every walk as it is, and only the fit has to be seen again. */
  function fitAgain(index: number, cell: number): Possible {
    const services = new Set<string>();
    for (const { leaf, box } of arrivals) {
      const changed = [...box];
      changed[index] = bitOf(cell);
      servicesAt(leaf, changed, services);
    }
    return { services, gaps: false };
  }
}
