import type { Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { BuiltAs, BuiltResourceType } from '../model/service.ts';
import { type OfferingId, offeringText } from '../model/service-variant.ts';
import {
  allOf,
  anyOf,
  type BuiltResource,
  type Link,
  matches,
  type ResourceGraph,
  type Stack,
  sameProperty,
  type Tristate,
  typeKey,
} from './stack.ts';

/** A resource of a template, identified as a service of the pack. */
export interface Identity {
  readonly resource: BuiltResource;
  readonly stack: Stack;
  readonly service: string;
  readonly builtAs: BuiltAs;
  /** The variant, if it is certain; null: unknown, or the service has none. */
  readonly variant: string | null;
  /** Whether it is of each variant; empty if the service has none. */
  readonly variants: ReadonlyMap<string, Tristate>;
  /** The place of the property that decides the variant, and the properties whose values are unknown. */
  readonly at: Place;
  readonly unsure: readonly string[];
  /** Its type also has uses other than messaging. */
  readonly general: boolean;
  /** Whether it only serves another resource, for example as a dead-letter queue or for alarms. */
  readonly aside: Tristate;
}

/** Identifies all resources that are services of the pack, in the order of the stacks. */
export function identitiesIn({ services }: Pick<Pack, 'services'>, graph: ResourceGraph): ReadonlyMap<BuiltResource, Identity> {
  const known = new Map<string, Pick<Identity, 'service' | 'builtAs'> & { readonly types: BuiltResourceType[] }>();
  for (const { id, builtAs } of services) {
    for (const type of builtAs?.resources ?? []) {
      const before = known.get(typeKey(type.type));
      if (before) before.types.push(type);
      else if (builtAs) known.set(typeKey(type.type), { service: id, builtAs, types: [type] });
    }
  }
  const identities = new Map<BuiltResource, Identity>();
  for (const stack of graph.stacks) {
    const opaque = new Set(stack.resources.flatMap((resource) => resource.opaque));
    for (const resource of stack.resources) {
      const found = known.get(typeKey(resource.type));
      if (!found) continue;
      identities.set(resource, {
        resource,
        stack,
        service: found.service,
        builtAs: found.builtAs,
        ...variantsOf(resource, found.types),
        general: found.types.every(({ general }) => general),
        aside: isAside(found.builtAs.aside, graph.referringTo(resource), opaque),
      });
    }
  }
  return identities;
}

/** Whether a reference below one of the `aside` keys leads to a resource; `maybe` if a hidden one (`opaque`) could. */
function isAside(aside: readonly string[], referring: readonly Link[], opaque: ReadonlySet<string>): Tristate {
  const serves = (key: string): boolean => aside.some((each) => sameProperty(each, key));
  if (referring.some(({ keys }) => keys.some(serves))) return 'yes';
  return referring.length === 0 && [...opaque].some(serves) ? 'maybe' : 'no';
}

/** The service, with its variant if that is certain, such as `sqs/fifo`. */
export function kindOf({ service, variant }: Identity): string {
  return offeringText({ service, variant });
}

/** Whether a resource is of the given service and variant. */
export function fits(identity: Identity, { service, variant }: OfferingId): Tristate {
  if (identity.service !== service) return 'no';
  return variant === null ? 'yes' : (identity.variants.get(variant) ?? 'no');
}

function variantsOf(
  resource: BuiltResource,
  types: readonly BuiltResourceType[],
): Pick<Identity, 'variant' | 'variants' | 'at' | 'unsure'> {
  const found = new Map<string, Tristate>();
  const places: Place[] = [];
  const unsure = new Set<string>();
  const test = ([path, value]: readonly [path: string, value: string]): Tristate => {
    const property = resource.property(path);
    const isSo = matches(property, value);
    places.push(property.at);
    if (isSo === 'maybe') unsure.add(path);
    return isSo;
  };
  for (const { variants, where, unless } of types) {
    const holds = allOf([...Object.entries(where).map(test), ...Object.entries(unless).map(test).map(not)]);
    for (const variant of variants) found.set(variant, anyOf([holds, found.get(variant) ?? 'no']));
  }
  const [[variant, isSo] = [], ...others] = [...found].filter(([, each]) => each !== 'no');
  const isCertain = variant !== undefined && isSo === 'yes' && others.length === 0;
  const [at = resource.at] = places;
  return { variant: isCertain ? variant : null, variants: found, at, unsure: [...unsure] };
}

function not(isSo: Tristate): Tristate {
  return isSo === 'maybe' ? isSo : isSo === 'yes' ? 'no' : 'yes';
}
