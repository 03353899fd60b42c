import fc from 'fast-check';

/** How often to try a property; FAST_CHECK_RUNS multiplies it, for a long look at a change of the engine. */
export function runs(numRuns: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(numRuns * Number(process.env['FAST_CHECK_RUNS'] ?? '1')) };
}

/** Without shrinking, which would take minutes, since each step tries every set of answers: the seed reproduces a failure. */
export const once = (numRuns: number) => ({ ...runs(numRuns), endOnFailure: true });

/** Expects a property to hold for any values of some kinds. */
export function forAll<T extends [unknown, ...unknown[]]>(
  how: fc.Parameters<T>,
  kinds: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void | Promise<void>,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(...kinds, async (...values) => holds(...values)),
    how,
  );
}
