import type { Pack } from '../model/pack.ts';
import type { Dimension } from './cells.ts';
import { type Expression, evaluate, parseFormula } from './formula.ts';

/** The derived quantities of a pack as numbers that fall into cells, between what their inputs' bounds allow. */
export function derivedDimensions({ derived, questions }: Pick<Pack, 'derived' | 'questions'>): Dimension[] {
  return derived.map(({ id, formula }) => {
    const parsed = parseFormula(formula);
    const bound = (side: 'min' | 'max'): number => {
      if ('problem' in parsed) return 0;
      return evaluate(parsed.expression, (input) => {
        const question = questions.find((each) => each.id === input);
        return question?.[side] ?? (side === 'min' ? 0 : Number.POSITIVE_INFINITY);
      });
    };
    const max = bound('max');
    return { id, type: 'number', values: [], min: bound('min'), max: Number.isFinite(max) ? max : null, integer: false };
  });
}

/** A formula as a function of one of its inputs, all others being known: `factor * input + rest`. */
export interface Line {
  readonly factor: number;
  readonly rest: number;
}

/** The line that a formula is in one input. It never falls. */
export function lineIn(expression: Expression, input: string, numberOf: (question: string) => number): Line {
  const rest = evaluate(expression, (id) => (id === input ? 0 : numberOf(id)));
  return { rest, factor: evaluate(expression, (id) => (id === input ? 1 : numberOf(id))) - rest };
}

/** A computed number without the noise of its last digits. */
export function readable(value: number): number {
  return Number(value.toPrecision(12));
}
