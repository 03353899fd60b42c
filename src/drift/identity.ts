import { applies, meets } from '../engine/cells.ts';
import { factsOf } from '../engine/fact-conflicts.ts';
import { remembered } from '../engine/lazy.ts';
import { append, groupedBy } from '../engine/lists.ts';
import { type OfferingId, offeringIdOf, type Pack, serviceOf } from '../model/pack.ts';
import type { BuiltAs, BuiltResourceType, NeedMet, Reach } from '../model/service.ts';
import type { SourceLocation } from '../model/source-location.ts';
import {
  allOf,
  anyOf,
  type BuiltResource,
  hasValue,
  isWithinProperty,
  looseType,
  overall,
  type PropertyValue,
  type ReferenceEnd,
  type ResourceGraph,
  type Stack,
  sameProperty,
  type Tristate,
  typeKey,
} from './stack.ts';
import type { Wanted } from './wanted.ts';

/** A resource of a template, identified as a service of the pack, and as a variant of it if that is certain. */
export type Identity = NonNullable<ReturnType<ReturnType<typeof identitiesIn>['get']>>;

/** Identifies all resources that are services of the pack, in the order of the stacks. */
export function identitiesIn({ services }: Pick<Pack, 'services'>, graph: ResourceGraph) {
  const known = new Map<string, (BuiltResourceType & { readonly service: string; readonly builtAs: BuiltAs })[]>();
  for (const { id: service, builtAs, variants: all } of services) {
    for (const type of builtAs?.resources ?? []) {
      const variants = type.variants.length > 0 ? type.variants : all.map(({ id }) => id);
      if (builtAs) append(known, typeKey(type.type), { ...type, variants, service, builtAs });
    }
  }
  const identities = graph.stacks.flatMap((stack) => {
    const opaque = new Set(stack.resources.flatMap((resource) => resource.opaque));
    return stack.resources.flatMap((resource) => {
      // Several services may be built as one type; then its properties tell which of them it is.
      const readings = groupedBy(known.get(typeKey(resource.type)) ?? [], ({ service }) => service).map((types) => ({
        types,
        ...variantsOf(resource, types),
      }));
      const [reading, ...rest] = readings.filter(({ holds }) => holds !== 'no');
      if (!reading) return [];
      const { types, holds, ...variants } = reading;
      // The services that it may be instead, depending on properties whose values are unknown.
      const others = holds === 'yes' ? [] : rest.map((each) => each.types[0].service);
      const { service, builtAs } = types[0];
      // `general`: its type also has uses other than messaging.
      const general = types.every((type) => type.general);
      // `aside`: whether it only serves another resource, for example as a dead-letter queue or for alarms.
      const aside = isAside(builtAs, graph.referringTo(resource), opaque);
      // `apart`: a separate link, even in front of another service.
      const isVariant = (all: readonly string[]) =>
        all.length === 0 || (variants.variant !== null && all.includes(variants.variant));
      const apart = types.some((type) => type.apart && isVariant(type.variants));
      return { resource, stack, service, others, builtAs, ...variants, general, aside, apart };
    });
  });
  return new Map(identities.map((identity) => [identity.resource, identity]));
}

/**
 * Whether a resource only serves others: something refers to it below an `aside` key, and nothing shows that it sends to it;
 * `maybe` if only hidden references (`opaque`) could.
 */
function isAside(builtAs: BuiltAs, referring: readonly ReferenceEnd[], opaque: ReadonlySet<string>): Tristate {
  const serves = servesBelow(builtAs);
  const sends = ({ resource, keys }: ReferenceEnd): boolean =>
    !serves(keys) &&
    (builtAs.sending?.through ?? []).some(
      ({ type, refers }) =>
        looseType(type) === looseType(resource.type) && (refers === undefined || isWithinProperty(keys, refers)),
    );
  if (referring.some(({ keys }) => serves(keys))) return referring.some(sends) ? 'no' : 'yes';
  return referring.length === 0 && serves([...opaque]) ? 'maybe' : 'no';
}

/** Tests whether one of the keys above a reference is among those for failures, alarms and the like. */
export function servesBelow({ aside }: BuiltAs): (keys: readonly string[]) => boolean {
  return (keys) => keys.some((key) => aside.some((each) => sameProperty(each, key)));
}

export function fits(identity: Identity, { service, variant }: OfferingId): Tristate {
  if (identity.service !== service) return identity.others.includes(service) ? 'maybe' : 'no';
  if (variant === null) return identity.others.length > 0 ? 'maybe' : 'yes';
  return identity.variants.get(variant) ?? 'no';
}

/** The variant if it is certain; the location of the property that decides it, and the properties whose values are unknown. */
function variantsOf(resource: BuiltResource, types: readonly BuiltResourceType[]) {
  const found = new Map<string, Tristate>();
  const locations: SourceLocation[] = [];
  const unsure = new Set<string>();
  const test = ([path, value]: readonly [path: string, value: string]): Tristate => {
    const property = resource.property(path);
    const state = hasValue(property, value);
    locations.push(property.at);
    if (state === 'maybe') unsure.add(path);
    return state;
  };
  const states = types.map(({ variants, where, unless }) => {
    const holds = allOf([...Object.entries(where).map(test), ...Object.entries(unless).map((each) => opposite[test(each)])]);
    for (const variant of variants) found.set(variant, anyOf([holds, found.get(variant) ?? 'no']));
    return holds;
  });
  const possible = [...found].filter(([, each]) => each !== 'no');
  const [only] = possible.length === 1 ? possible : [];
  const [at = resource.at] = locations;
  return { holds: anyOf(states), variant: only?.[1] === 'yes' ? only[0] : null, variants: found, at, unsure: [...unsure] };
}

const opposite: Readonly<Record<Tristate, Tristate>> = { yes: 'no', maybe: 'maybe', no: 'yes' };

/** The needs of a resource for a decision, and whether the stacks meet them; and the companions that are joined to it. */
export function needsIn(graph: ResourceGraph, identities: ReadonlyMap<BuiltResource, Identity>) {
  /** The stacks in which a suitable resource has no visible reference, and so may refer to anything. */
  const looseStacks = remembered((by: NeedMet): ReadonlySet<Stack> => {
    const isLoose = (each: BuiltResource): boolean =>
      mayMeet(each, by) && graph.targetsOf(each, by.refers ?? undefined).length === 0;
    return new Set(graph.stacks.filter(({ resources }) => resources.some(isLoose)));
  });
  return { needsOf, joinedTo };

  function needsOf(identity: Identity, variant: string | null, { companions, answers }: Wanted) {
    return identity.builtAs.needs
      .filter(({ variants }) => variants.length === 0 || (variant !== null && variants.includes(variant)))
      .filter(({ with: beside }) => beside === undefined || companions.some(({ service }) => service === beside))
      .filter(({ unless }) => !unless?.some((condition) => meets(condition, answers)))
      .map((need) => ({ need, met: anyOf(need.metBy.map((by) => isMetBy(by, identity))) }));
  }

  /** The companions joined to a resource, as queues are to their topic; null: not all of them are visible. */
  function joinedTo({ builtAs, stack, resource }: Identity, companion: string): BuiltResource[] | null {
    const ways = builtAs.needs.flatMap(({ with: beside, metBy }) => (beside === companion ? metBy : []));
    const own = ways.flatMap(({ joins }) => graph.targetsOf(resource, joins));
    const others = ways.flatMap((by) => {
      const referring = by.refers === null ? [] : referringBy(by, by.refers, resource);
      return referring.map((each) => graph.targetsOf(each, by.joins));
    });
    const isHidden = ways.some((by) => by.refers !== null && looseStacks(by).has(stack));
    return isHidden || others.some(({ length }) => length === 0) ? null : [own, ...others].flat().map((end) => end.resource);
  }

  function isMetBy(by: NeedMet, identity: Identity): Tristate {
    if (by.refers !== null) return isMetByReferring(by, by.refers, identity);
    const key = by.has ?? by.joins;
    const { resource, stack } = identity;
    if (key === undefined || typeKey(by.type) !== typeKey(resource.type)) return 'no';
    // What is missing may be in a part that the given files do not show.
    const isMissing = stack.unseen.length === 0 && resource.missing.some(({ keys }) => isWithinProperty(keys, key));
    if (isMissing && graph.targetsOf(resource, key).length === 0) return 'no';
    const set = overall(resource.property(key).values, ({ kind }) => (kind === 'absent' ? 'no' : 'yes'));
    if (set === 'no' || by.as === undefined) return set;
    const target = targetIs(resource, key, by.as);
    // `has`: a set property suffices unless its target is known to be wrong. `joins`: the target must be visible.
    if (by.has === null) return target ?? 'maybe';
    return target === 'no' ? 'no' : set;
  }

  /** Whether another resource meets the need by referring to this one below a key. */
  function isMetByReferring(by: NeedMet, key: string, { stack, resource }: Identity): Tristate {
    const { joins, as } = by;
    const found = referringBy(by, key, resource).map((other): Tristate => {
      const joined = joins === undefined || as === undefined ? 'yes' : (targetIs(other, joins, as) ?? 'maybe');
      return joined === 'yes' && other.condition !== null ? 'maybe' : joined;
    });
    const met = anyOf(found);
    return met === 'no' && looseStacks(by).has(stack) ? 'maybe' : met;
  }

  /** The resources that may meet a need by referring to this one below a key. */
  function referringBy(by: NeedMet, key: string, resource: BuiltResource): BuiltResource[] {
    const referring = graph.referringTo(resource).filter(({ keys }) => isWithinProperty(keys, key));
    return referring.flatMap((each) => (mayMeet(each.resource, by) ? each.resource : []));
  }

  /** Whether the target below a key is a service or variant such as `sqs/fifo`; null: no target is visible. */
  function targetIs(resource: BuiltResource, key: string, as: string): Tristate | null {
    const targets = graph.targetsOf(resource, key).map((target) => identities.get(target.resource));
    return targets.length === 0 ? null : anyOf(targets.map((each) => (each ? fits(each, offeringIdOf(as)) : 'no')));
  }
}

function mayMeet(resource: BuiltResource, { type, where = {} }: Pick<NeedMet, 'type' | 'where'>): boolean {
  return (
    typeKey(resource.type) === typeKey(type) &&
    Object.entries(where).every(([path, value]) => hasValue(resource.property(path), value) !== 'no')
  );
}

/** Compares the pack's `reaches` with answers. `least`: the smallest value that a property may have; `needed`: what it must reach. */
export function reachesOf({ services }: Pick<Pack, 'services'>, identity: Identity, answers: Wanted['answers']) {
  const { resource, builtAs } = identity;
  const service = serviceOf({ services }, identity.service);
  return (builtAs.reaches ?? []).flatMap((reach) => {
    const answer = answers[reach.question];
    if (!mayMeet(resource, reach) || typeof answer !== 'number' || !service) return [];
    // Beyond its limits, the decision itself says that the service falls short.
    const limits = factsOf(service, identity.variant).filter((fact) => fact.kind === 'limit' && applies(fact, answers));
    const most = Math.min(...limits.map(({ question, max }) => (question === reach.question ? (max ?? Infinity) : Infinity)));
    const needed = Math.ceil(Math.min(answer, most) * reach.per);
    const property = resource.property(reach.property);
    const values = property.values?.map((value) => reachedBy(value, reach, needed)) ?? [NaN];
    const isUnknown = values.some(Number.isNaN);
    const met = isUnknown ? 'maybe' : overall(values, (value) => (value >= needed ? 'yes' : 'no'));
    return [{ identity, reach, at: property.at, answer, most, needed, least: isUnknown ? null : Math.min(...values), met }];
  });
}

/** A value as a number; NaN: unknown. */
function reachedBy(value: PropertyValue, { absent }: Reach, needed: number): number {
  if (value.kind === 'absent') return absent;
  if (value.kind === 'range') {
    if (value.least >= needed) return value.least;
    return value.most < needed ? value.most : NaN;
  }
  return value.kind === 'value' && value.text.trim() !== '' ? Number(value.text) : NaN;
}
