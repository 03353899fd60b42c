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
  let operator: string | null = '*';
  // There is no subtraction: a dash is part of an id.
  for (const { 0: found, index } of text.matchAll(/\d+(?:\.\d+)?|[a-z](?:[a-z0-9.-]*[a-z0-9])?|\S/g)) {
    const problem = (reason: FormulaProblem['reason']) => ({ problem: { reason, at: index + 1, found } });
    if (operator === null) {
      if (found !== '*' && found !== '/') return problem('operator');
      operator = found;
      continue;
    }
    const divides = operator === '/';
    operator = null;
    if (/^[a-z]/.test(found)) {
      if (divides) return problem('divisor');
      if (inputs.includes(found)) return problem('repeated');
      inputs.push(found);
    } else if (!/^\d/.test(found)) return problem('operand');
    else {
      if (divides) divisor *= Number(found);
      else factor *= Number(found);
      const isWithin = [factor, divisor].every((each) => each >= 1 / MAX_FACTOR && each <= MAX_FACTOR);
      if (!isWithin) return problem('number');
    }
  }
  if (operator !== null) return { problem: { reason: 'operand', at: 0, found: '' } };
  return inputs.length > 0 ? { inputs, factor, divisor } : { problem: { reason: 'no-input', at: 1, found: text } };
}
