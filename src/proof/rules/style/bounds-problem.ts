import type { Question } from '../../../model/pack.ts';

/** `crossed`: the minimum is above the maximum. `single`: they are equal. `fraction`: whole numbers with a bound that is not one. */
export type BoundsProblem = 'crossed' | 'single' | 'fraction';

/** What is wrong with the bounds of a number question; null where nothing is, and for a choice. */
export function boundsProblem({ type, min, max, integer }: Question): BoundsProblem | null {
  if (type !== 'number') return null;
  if (max !== null && min > max) return 'crossed';
  if (min === max) return 'single';
  return integer && !(Number.isInteger(min) && (max === null || Number.isInteger(max))) ? 'fraction' : null;
}
