import { cellOf, valueIn } from './cells.ts';
import type { Compiled } from './compile.ts';
import type { Flip } from './decision.ts';
import type { Known, Policy } from './explore.ts';
import { possibleServices } from './outcome.ts';
import type { Walk } from './walk.ts';

/**
 * Every single change of one answer, the rest kept, after which the recommended service is no longer certain.
 * Exact: each value of a choice, and each interval of a number that anything in the pack tells apart, is tried.
 */
export function flipsOf(compiled: Compiled, known: Known, policy: Policy, walk: Walk, service: string): Flip[] {
  const flips: Flip[] = [];
  for (const { question, index, cells } of compiled.questions) {
    const from = walk.inForce.get(index)?.value ?? null;
    const current = from === null ? -1 : cellOf(cells, from);
    for (let cell = 0; cell < cells.count; cell++) {
      if (cell === current) continue;
      const changed = { box: new Map(known.box).set(index, 1n << BigInt(cell)), unknown: known.unknown };
      const asks = new Set<number>();
      const possible = possibleServices(compiled, changed, policy, (asked) => asks.add(asked));
      if (possible.size === 1 && possible.has(service)) continue;
      const decided = possible.size === 1;
      flips.push({
        question: question.id,
        from,
        to: valueIn(cells, cell, from),
        service: decided ? ([...possible][0] as string) : null,
        possible: inPackOrder(compiled, possible),
        asks: decided ? [] : idsOf(compiled, asks),
      });
    }
  }
  return flips;
}

export function inPackOrder(compiled: Compiled, services: ReadonlySet<string>): string[] {
  return compiled.pack.services.map((service) => service.id).filter((id) => services.has(id));
}

export function idsOf(compiled: Compiled, questions: ReadonlySet<number>): string[] {
  return compiled.questions.filter(({ index }) => questions.has(index)).map(({ question }) => question.id);
}
