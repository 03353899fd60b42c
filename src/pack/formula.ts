import type { Derived } from '../model/pack.ts';

/** A quantity beyond it would no longer be a number that JSON can hold. */
const MAX_FACTOR = 1e15;

export type Product = Pick<Derived, 'inputs' | 'factor' | 'divisor'>;

/**
 * Reads the formula of a derived quantity, such as `throughput * message-kib / 1024`: a product of number questions, each named at
 * most once, and of numbers, which may also divide it. So it never falls when one of its inputs rises. Null: it is no such product.
 */
export function parseFormula(text: string): Product | null {
  const inputs: string[] = [];
  let [factor, divisor] = [1, 1];
  let operator = '*';
  // There is no subtraction: a dash is part of an id.
  const parts = text.match(/\d+(?:\.\d+)?|[a-z](?:[a-z0-9.-]*[a-z0-9])?|\S/g) ?? [];
  const isRead = parts.every((found, order) => (order % 2 === 0 ? readOperand(found) : readOperator(found)));
  return isRead && parts.length % 2 === 1 && inputs.length > 0 ? { inputs, factor, divisor } : null;

  function readOperator(found: string): boolean {
    operator = found;
    return found === '*' || found === '/';
  }

  function readOperand(found: string): boolean {
    if (/^\d/.test(found)) {
      if (operator === '/') divisor *= Number(found);
      else factor *= Number(found);
      return [factor, divisor].every((each) => each >= 1 / MAX_FACTOR && each <= MAX_FACTOR);
    }
    if (!/^[a-z]/.test(found) || operator === '/' || inputs.includes(found)) return false;
    inputs.push(found);
    return true;
  }
}
