import { valuesOf } from '../../../engine/values.ts';
import type { Pack } from '../../../model/pack.ts';

/** Ids that some other part of a pack names. */
interface NamedParts {
  readonly mitigations: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  readonly companions: ReadonlySet<string>;
}

/** What facts, options and advice of a pack name. */
export function namedIn({ services, neighbours, leaves, advice }: Pack): NamedParts {
  const offerings = [...services, ...Object.values(neighbours)];
  const facts = offerings.flatMap((each) => [...each.facts, ...each.variants.flatMap((variant) => variant.facts)]);
  const options = valuesOf(leaves).flatMap((leaf) => leaf.options);
  return {
    mitigations: present([
      ...facts.map(({ mitigation }) => mitigation),
      ...options.flatMap(({ mitigations }) => Object.values(mitigations)),
      ...advice.map(({ warning }) => warning?.mitigation),
    ]),
    patterns: present(options.map(({ pattern }) => pattern)),
    companions: present([
      ...options.flatMap((option) => option.with),
      ...advice.flatMap((each) => [...each.with, each.lookAlso?.neighbour]),
    ]),
  };
}

function present(ids: readonly (string | null | undefined)[]): ReadonlySet<string> {
  return new Set(ids.filter((id) => id !== null && id !== undefined));
}
