import type { Flip } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { type CellSet, type Cells, type Cut, cellOf, intervalsOf, valueIn } from './cells.ts';
import type { CompiledDerived, CompiledLeaf, CompiledQuestion } from './compile.ts';
import { explore } from './explore.ts';
import { lineIn } from './formula.ts';
import { answeredWith, type Known } from './known.ts';
import { decidedOn, type Possible, possibleServices, servicesAt } from './outcome.ts';
import type { Situation } from './situation.ts';
import { idsOf, inPackOrder } from './summary.ts';

/** Division is not exact: by this share a bound is moved to the side on which its own value has to lie. */
const ROUNDING = 1e-11;

/**
 * Every single change of one answer, the rest kept, after which the recommended service is no longer certain.
 * Exact: each value of a choice, and each interval of a number that anything in the pack tells apart, is tried; so is
 * each interval in which a derived quantity is another one. A change with which the pack leads nowhere is none of
 * them: it is not an answer that anyone could give instead.
 */
export function singleChangesOf({ compiled, known, policy, inForce, service }: Situation): Flip[] {
  const flips: Flip[] = [];
  const arrivals: { readonly leaf: CompiledLeaf; readonly box: readonly CellSet[] }[] = [];
  const steering = new Set<number>();
  explore(compiled, known, policy, {
    leaf: (leaf, box) => arrivals.push({ leaf, box: [...box] }),
    look: (question) => steering.add(question),
  });
  const fitting = fittingQuestions(arrivals.map(({ leaf }) => leaf));
  for (const question of compiled.questions) {
    const { index } = question;
    const derived = compiled.derived.filter((each) => fitting.has(each.index) && each.inputs.has(question.question.id));
    if (!steering.has(index) && !fitting.has(index) && derived.length === 0) continue;
    const from = inForce.get(index)?.value ?? null;
    for (const to of otherValues(question, cellsAround(known, question, derived), from)) {
      const asks = new Set<number>();
      const changed = answeredWith(compiled, known, index, to);
      const possible = steering.has(index)
        ? possibleServices(compiled, changed, policy, (asked) => asks.add(asked))
        : fitAgain(changed, [index, ...derived.map((each) => each.index)]);
      const decided = decidedOn(possible);
      if (decided === service || possible.services.size === 0) continue;
      flips.push({
        question: question.question.id,
        from,
        to,
        service: decided,
        possible: inPackOrder(compiled, possible.services),
        asks: decided === null ? idsOf(compiled, asks) : [],
      });
    }
  }
  return flips;

  /** An answer that nothing on the way looks at leaves every walk as it is, and only the fit has to be seen again. */
  function fitAgain({ box: now }: Known, indexes: readonly number[]): Possible {
    const services = new Set<string>();
    for (const { leaf, box } of arrivals) {
      const changed = [...box];
      for (const index of indexes) changed[index] = now[index] ?? 0;
      servicesAt(leaf, changed, services);
    }
    return { services, gaps: false };
  }
}

/**
 * What of leaves decides on their services: the questions and derived quantities of conditions, limits, quotas and
 * workarounds.
 */
function fittingQuestions(leaves: readonly CompiledLeaf[]): ReadonlySet<number> {
  const options = leaves.flatMap((leaf) => leaf.options);
  const clauses = options.flatMap(({ when, misfits, workarounds, quotaBy }) => [
    ...when,
    ...[misfits, workarounds, ...quotaBy].flat(2),
  ]);
  return new Set(clauses.map(({ question }) => question));
}

/** A value of each cell but the one that the answer lies in: of numbers those nearest to it. */
function otherValues({ cells }: CompiledQuestion, around: Cells, from: Value | null): Value[] {
  const current = from === null ? -1 : cellOf(around, from);
  const values: Value[] = [];
  for (let cell = 0; cell < around.count; cell++) if (cell !== current) values.push(valueIn(around, cell, from));
  return cells.indexOf ? values : values.filter((value) => value !== from);
}

/**
 * The cells of a question, divided where a derived quantity, the other answers kept, goes from one of its cells to
 * the next.
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
    // Division is not exact: the first whole number beyond is looked for nearby.
    let first = Math.floor(exact) - 1;
    while (!isBeyond(first)) first++;
    return { at: first, after: false };
  });
}
