import { type Box, divisible } from '../../engine/box.ts';
import { Budget } from '../../engine/budget.ts';
import type { CellSet } from '../../engine/cells.ts';
import type { CompiledLeaf } from '../../engine/compile.ts';
import { chosenAt, outcomeKey } from '../../engine/outcome.ts';
import { isRealistic } from '../../engine/realise.ts';
import type { ProofContext } from './context.ts';

/** An outcome of some answers: service, variant, pattern, companions and warnings. */
export interface End {
  readonly box: Box;
  readonly key: string;
}

/** Calls `then` with each end that answers in a box reach. */
export type EndsFrom = (box: CellSet[], then: (end: End) => void) => void;

export function endsAt(context: ProofContext, leaf: CompiledLeaf, box: CellSet[], then: (end: End) => void): void {
  chosenAt(leaf, divisible(box), (chosen) => {
    context.budget.step();
    then({ box: [...box], key: outcomeKey(chosen) });
  });
}

/** Whether answers that differ only in one question, among some values, have different ends. Sparse ones are examined first. */
export function makesDifference(
  context: ProofContext,
  arrivals: readonly Box[],
  question: number,
  values: CellSet,
  endsFrom: EndsFrom,
): boolean {
  const sparse = arrivals.map((box) => context.sparse(box, [question]));
  const valuesIn = (box: Box): CellSet => (box[question] ?? 0) & values;
  const search = new Budget();
  return !search.within(() => {
    for (const boxes of [sparse, arrivals]) for (const arrival of boxes) compareWith(arrival, boxes);
  });

  function compareWith(arrival: Box, others: readonly Box[]): void {
    endsFrom(arrival.with(question, valuesIn(arrival)), (one) => {
      for (const other of others) {
        const both = one.box.map((cells, index) => cells & (other[index] ?? 0));
        const box = both.with(question, valuesIn(other));
        if (box.includes(0)) continue;
        endsFrom(box, (end) => {
          if (end.key !== one.key && isRealistic(context.compiled, end.box.with(question, one.box[question] ?? 0))) search.stop();
        });
      }
    });
  }
}
