import type { Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { BuiltResourceType } from '../model/service.ts';
import { type BuiltResource, matches, type Stack, sameProperty, type Tristate, typeKey } from './stack.ts';

/** A resource of a template as what the pack knows it to be. */
export interface Identity {
  readonly resource: BuiltResource;
  readonly stack: Stack;
  readonly service: string;
  /** The variants that it certainly is, and those that it may be; both empty where the service has none. */
  readonly certain: readonly string[];
  readonly possible: readonly string[];
  /** Where what decides between the variants stands, and the properties whose values are unknown. */
  readonly at: Place;
  readonly unsure: readonly string[];
  /** It serves for much else, too. */
  readonly general: boolean;
  /** Whether another resource has it for what failed there, for its alarms or the like. */
  readonly aside: Tristate;
  readonly referring: readonly Referring[];
}

/** A resource that refers to another one, below some keys. */
interface Referring {
  readonly resource: BuiltResource;
  readonly keys: readonly string[];
}

/** Every resource that is one of the pack's services, in the order of the stacks. */
export function identitiesIn(pack: Pack, stacks: readonly Stack[]): Identity[] {
  const types = new Map<string, { readonly service: string; readonly types: BuiltResourceType[] }>();
  for (const { id, builtAs } of pack.services) {
    for (const each of builtAs?.resources ?? []) {
      const known = types.get(typeKey(each.type));
      if (known) known.types.push(each);
      else types.set(typeKey(each.type), { service: id, types: [each] });
    }
  }
  const referring = referringTo(stacks);
  return stacks.flatMap((stack) => {
    const opaque = new Set(stack.resources.flatMap((resource) => resource.opaque));
    return stack.resources.flatMap((resource): Identity[] => {
      const known = types.get(typeKey(resource.type));
      if (!known) return [];
      const { aside = [] } = pack.services.find(({ id }) => id === known.service)?.builtAs ?? {};
      const own = referring.get(stack)?.get(resource.id) ?? [];
      return [
        {
          resource,
          stack,
          service: known.service,
          ...variantsOf(resource, known.types),
          general: known.types.every(({ general }) => general),
          referring: own,
          aside: isAside(aside, own, opaque),
        },
      ];
    });
  });
}

/** Whether a resource only serves what refers to it below one of those keys; what a plan does not show (`opaque`) may do so. */
function isAside(aside: readonly string[], referring: readonly Referring[], opaque: ReadonlySet<string>): Tristate {
  const serves = (key: string): boolean => aside.some((each) => sameProperty(each, key));
  if (referring.some(({ keys }) => keys.some(serves))) return 'yes';
  return referring.length === 0 && [...opaque].some(serves) ? 'maybe' : 'no';
}

/** The service with its variant where there is one alone, as `sqs/fifo`. */
export function kindOf({ service, certain, possible }: Identity): string {
  return certain.length === 1 && possible.length === 0 ? `${service}/${certain[0]}` : service;
}

/** What refers to each resource, by stack and id. */
function referringTo(stacks: readonly Stack[]): ReadonlyMap<Stack, ReadonlyMap<string, readonly Referring[]>> {
  const found = new Map(stacks.map((stack) => [stack, new Map<string, Referring[]>()]));
  const exported = new Map(stacks.flatMap((stack) => [...stack.exports].map(([name, id]) => [name, { stack, id }] as const)));
  for (const stack of stacks) {
    for (const resource of stack.resources) {
      for (const { to, imported, keys } of resource.references) {
        const target = imported ? exported.get(to) : { stack, id: to };
        if (!target || (target.stack === stack && target.id === resource.id)) continue;
        const all = found.get(target.stack);
        const own = all?.get(target.id) ?? [];
        own.push({ resource, keys });
        all?.set(target.id, own);
      }
    }
  }
  return found;
}

function variantsOf(
  resource: BuiltResource,
  types: readonly BuiltResourceType[],
): Pick<Identity, 'certain' | 'possible' | 'at' | 'unsure'> {
  const certain = new Set<string>();
  const possible = new Set<string>();
  const unsure = new Set<string>();
  let at: Place | null = null;
  for (const { variants, where, unless } of types) {
    const tests = [
      ...Object.entries(where).map((test) => [...test, false]),
      ...Object.entries(unless).map((test) => [...test, true]),
    ];
    let holds: Tristate = 'yes';
    for (const [path, wanted, negated] of tests as [string, string, boolean][]) {
      const property = resource.property(path);
      const found = matches(property, wanted);
      if (property.at !== resource.at) at ??= property.at;
      if (found === 'maybe') {
        unsure.add(path);
        if (holds === 'yes') holds = 'maybe';
      } else if ((found === 'yes') === negated) holds = 'no';
    }
    for (const variant of variants) {
      if (holds === 'yes') certain.add(variant);
      else if (holds === 'maybe') possible.add(variant);
    }
  }
  return {
    certain: [...certain],
    possible: [...possible].filter((variant) => !certain.has(variant)),
    at: at ?? resource.at,
    unsure: [...unsure],
  };
}
