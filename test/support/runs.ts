/** How often to try a property; FAST_CHECK_RUNS multiplies it, for a long look at a change of the engine. */
export function runs(numRuns: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(numRuns * Number(process.env['FAST_CHECK_RUNS'] ?? '1')) };
}
