import type { Compiled } from '../compile.ts';
import type { Prospect } from '../outcome.ts';
import { type Brief, briefOf } from '../summary.ts';
import { outcomeOf, type Twig } from './twigs.ts';

/** Makes results of what was found, each once as long as it is remembered. */
export interface Verdicts<T> {
  /** Where only one outcome can come out. */
  one(twig: Twig<T>): T;
  /** Where some can, all of one service. */
  decided(twigs: readonly Twig<T>[]): T;
  /** Where it is not certain which of these services will, by their indexes. */
  open(services: readonly number[]): T;
}

/** So many sets of outcomes, and of services, are remembered at a time. */
const most = 10_000;

export function verdictsOf<T>(compiled: Compiled, dress: (brief: Brief) => T): Verdicts<T> {
  const known = new Map<string, T>();
  const once = (key: string, make: () => Brief): T => {
    let result = known.get(key);
    if (result === undefined) {
      result = dress(make());
      if (known.size >= most) known.clear();
      known.set(key, result);
    }
    return result;
  };
  const prospectOf = (...twigs: readonly Twig<T>[]): Prospect => ({
    outcomes: twigs.map((twig) => outcomeOf(compiled, twig)),
    gaps: [],
  });
  let numbered = 0;
  const verdicts: Verdicts<T> = {
    one(twig) {
      twig.result ??= dress(briefOf(compiled, prospectOf(twig)));
      return twig.result;
    },
    decided(twigs) {
      const [only, other] = twigs;
      if (only && !other) return verdicts.one(only);
      let key = '';
      for (const twig of twigs) {
        if (twig.number === 0) twig.number = ++numbered;
        key += `${twig.number} `;
      }
      return once(key, () => briefOf(compiled, prospectOf(...twigs)));
    },
    open(services) {
      const { pack } = compiled;
      const possible = pack.services.filter((_, index) => services.includes(index)).map(({ id }) => id);
      return once(possible.join(), () => ({ status: 'open', service: null, variant: null, with: [], possible, warnings: [] }));
    },
  };
  return verdicts;
}
