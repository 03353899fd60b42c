import type { Flip } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { type Cells, type Cut, cellOf, intervalsOf, valueIn } from './cells.ts';
import type { CompiledDerived, CompiledQuestion } from './compile.ts';
import { lineIn } from './formula.ts';
import { answeredWith, type Known } from './known.ts';
import { decidedOn, possibleServices } from './outcome.ts';
import type { Situation } from './situation.ts';
import { idsOf, inPackOrder } from './summary.ts';

/** Compensates for inexact division: a bound moves by this share towards the side that its value belongs to. */
const ROUNDING = 1e-11;

/**
 * Every change of a single answer after which the recommended service is no longer certain. Exact: tries each value of a
 * choice, and each interval of a number that the pack, or a derived quantity, distinguishes. A change that leads to no
 * leaf does not count, since nobody could give that answer instead.
 */
export function singleChangesOf({ compiled, known, policy, inForce, service, prospect }: Situation): Flip[] {
  const options = prospect.outcomes.flatMap(({ leaf }) => leaf.options);
  const conditions = options.flatMap(({ when, misfits, workarounds, quotaBy }) => [
    when,
    ...misfits,
    ...workarounds,
    ...quotaBy.flat(),
  ]);
  const fitting = new Set(conditions.flat().map(({ question }) => question));
  return compiled.questions.flatMap((question): Flip[] => {
    const derived = compiled.derived.filter((each) => fitting.has(each.index) && each.inputs.has(question.question.id));
    const from = inForce.get(question.index)?.value ?? null;
    return otherValues(question, cellsAround(known, question, derived), from).flatMap((to): Flip[] => {
      const asks = new Set<number>();
      const changed = answeredWith(compiled, known, question.index, to);
      const possible = possibleServices(compiled, changed, policy, (asked) => asks.add(asked));
      const decided = decidedOn(possible);
      if (decided === service || possible.services.size === 0) return [];
      return [
        {
          question: question.question.id,
          from,
          to,
          service: decided,
          possible: inPackOrder(compiled, possible.services),
          asks: decided === null ? idsOf(compiled, asks) : [],
        },
      ];
    });
  });
}

/** A value of each cell other than the present one; of numbers the nearest to the present answer. */
function otherValues({ cells }: CompiledQuestion, around: Cells, from: Value | null): Value[] {
  const current = from === null ? -1 : cellOf(around, from);
  const values: Value[] = [];
  for (let cell = 0; cell < around.count; cell++) if (cell !== current) values.push(valueIn(around, cell, from));
  return cells.indexOf ? values : values.filter((value) => value !== from);
}

/**
 * The cells of a question, split further where a derived quantity changes its cell while the other answers stay the same.
 */
export function cellsAround(known: Known, { question, cells }: CompiledQuestion, derived: readonly CompiledDerived[]): Cells {
  const cuts = derived.flatMap((each) => cutsThrough(known, question, each));
  return cuts.length === 0 ? cells : intervalsOf(question, [...cells.cuts, ...cuts]);
}

function cutsThrough(
  { values }: Known,
  { id, integer }: CompiledQuestion['question'],
  { cells, expression, inputs }: CompiledDerived,
): Cut[] {
  for (const [input, index] of inputs) if (input !== id && typeof values[index] !== 'number') return [];
  const { factor, rest } = lineIn(expression, id, (input) => Number(values[inputs.get(input) ?? -1]));
  if (!(factor > 0)) return [];
  return cells.cuts.map(({ at, after }) => {
    const exact = (at - rest) / factor;
    const isBeyond = (value: number): boolean => {
      const derived = factor * value + rest;
      return after ? derived > at : derived >= at;
    };
    if (!integer) return { at: Number((exact * (after ? 1 - ROUNDING : 1 + ROUNDING)).toPrecision(12)), after };
    // Division is inexact: search nearby for the first integer beyond the cut.
    let first = Math.floor(exact) - 1;
    while (!isBeyond(first)) first++;
    return { at: first, after: false };
  });
}
