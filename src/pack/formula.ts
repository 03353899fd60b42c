import type { Derived } from '../model/pack.ts';

/** Why and where a formula cannot be read: `at` counts characters from 1; 0 is the end of the text. */
export interface FormulaProblem {
  readonly reason: 'operand' | 'operator' | 'repeated' | 'number' | 'divisor' | 'no-input';
  readonly at: number;
  readonly found: string;
}

/** A quantity beyond it would no longer be a number that JSON can hold. */
const MAX_FACTOR = 1e15;

export type Product = Pick<Derived, 'inputs' | 'factor' | 'divisor'>;

/**
 * Reads the formula of a derived quantity, such as `throughput * message-kib / 1024`: a product of number questions, each named at
 * most once, and of numbers, which may also divide it. So it never falls when one of its inputs rises.
 */
export function parseFormula(text: string): Product | { readonly problem: FormulaProblem } {
  const inputs: string[] = [];
  let [factor, divisor] = [1, 1];
  let operator = '*';
  // There is no subtraction: a dash is part of an id.
  const parts = [...text.matchAll(/\d+(?:\.\d+)?|[a-z](?:[a-z0-9.-]*[a-z0-9])?|\S/g)];
  for (const [order, { 0: found, index }] of parts.entries()) {
    const reason = order % 2 === 0 ? readOperand(found) : readOperator(found);
    if (reason) return { problem: { reason, at: index + 1, found } };
  }
  if (parts.length % 2 === 0) return { problem: { reason: 'operand', at: 0, found: '' } };
  return inputs.length > 0 ? { inputs, factor, divisor } : { problem: { reason: 'no-input', at: 1, found: text } };

  function readOperator(found: string): FormulaProblem['reason'] | null {
    operator = found;
    return found === '*' || found === '/' ? null : 'operator';
  }

  function readOperand(found: string): FormulaProblem['reason'] | null {
    if (/^\d/.test(found)) {
      if (operator === '/') divisor *= Number(found);
      else factor *= Number(found);
      return [factor, divisor].every((each) => each >= 1 / MAX_FACTOR && each <= MAX_FACTOR) ? null : 'number';
    }
    if (!/^[a-z]/.test(found)) return 'operand';
    if (operator === '/') return 'divisor';
    if (inputs.includes(found)) return 'repeated';
    inputs.push(found);
    return null;
  }
}
