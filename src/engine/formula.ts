import type { Expression, Pack } from '../model/pack.ts';
import type { Dimension } from './cells.ts';

/** The questions in an expression, in order. */
export function inputsOf(expression: Expression): readonly string[] {
  if ('number' in expression) return [];
  if ('question' in expression) return [expression.question];
  return [...inputsOf(expression.left), ...inputsOf(expression.right)];
}

/** Evaluates an expression; `numberOf` gives the values of its inputs. */
export function evaluate(expression: Expression, numberOf: (question: string) => number): number {
  if ('number' in expression) return expression.number;
  if ('question' in expression) return numberOf(expression.question);
  const left = evaluate(expression.left, numberOf);
  const right = evaluate(expression.right, numberOf);
  return expression.operator === '+' ? left + right : expression.operator === '*' ? left * right : left / right;
}

/** The derived quantities of a pack as dimensions, with bounds that follow from those of their inputs. */
export function derivedDimensions({ derived, questions }: Pick<Pack, 'derived' | 'questions'>): Dimension[] {
  return derived.map(({ id, expression }) => {
    const bound = (side: 'min' | 'max'): number =>
      evaluate(expression, (input) => {
        const question = questions.find((each) => each.id === input);
        return question?.[side] ?? (side === 'min' ? 0 : Number.POSITIVE_INFINITY);
      });
    const max = bound('max');
    return { id, type: 'number', values: [], min: bound('min'), max: Number.isFinite(max) ? max : null, integer: false };
  });
}

/** A formula as a linear function of one input, with all others fixed: `factor * input + rest`. */
export interface Line {
  readonly factor: number;
  readonly rest: number;
}

/** The linear function of one input that a formula is; its factor is never negative. */
export function lineIn(expression: Expression, input: string, numberOf: (question: string) => number): Line {
  const rest = evaluate(expression, (id) => (id === input ? 0 : numberOf(id)));
  return { rest, factor: evaluate(expression, (id) => (id === input ? 1 : numberOf(id))) - rest };
}

/** A computed number without floating-point noise in its last digits. */
export function readable(value: number): number {
  return Number(value.toPrecision(12));
}
