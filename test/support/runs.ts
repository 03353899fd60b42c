/**
 * How often to try a property, always with the same inputs, so that a passing test keeps passing.
 *
 * @param numRuns - FAST_CHECK_RUNS multiplies it, and FAST_CHECK_SEED takes other inputs, for a long look at a change of the engine
 */
export function runs(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  const { FAST_CHECK_RUNS = '1', FAST_CHECK_SEED = '20261125' } = process.env;
  return { numRuns: Math.ceil(numRuns * Number(FAST_CHECK_RUNS)), seed: Number(FAST_CHECK_SEED) };
}
