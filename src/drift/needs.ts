import type { Answers } from '../model/decision.ts';
import type { BuiltNeed, NeedMet, Reach } from '../model/service.ts';
import { type OfferingId, offeringIdOf } from '../model/service-variant.ts';
import { fits, type Identity } from './identity.ts';
import { isBelow, type ResourceGraph } from './resource-graph.ts';
import { anyOf, type BuiltResource, isSet, matches, type Property, type Stack, type Tristate, typeKey } from './stack.ts';

/** All resources, to look up what one of them refers to. */
export interface Surroundings {
  readonly graph: ResourceGraph;
  readonly identities: ReadonlyMap<BuiltResource, Identity>;
}

/** The needs of a resource with these companions according to the pack, and whether the stack meets them. */
export function needsOf(
  around: Surroundings,
  identity: Identity,
  variant: string | null,
  companions: readonly OfferingId[],
): { readonly need: BuiltNeed; readonly met: Tristate }[] {
  return identity.builtAs.needs
    .filter(({ variants }) => variants.length === 0 || (variant !== null && variants.includes(variant)))
    .filter(({ with: beside }) => beside === undefined || companions.some(({ service }) => service === beside))
    .map((need) => ({ need, met: anyOf(need.metBy.map((by) => isMetBy(around, by, identity))) }));
}

function isMetBy(around: Surroundings, by: NeedMet, identity: Identity): Tristate {
  if (by.refers !== null) return isMetByReferring(around, by, by.refers, identity);
  const key = by.has ?? by.joins;
  const { resource } = identity;
  if (key === undefined || typeKey(by.type) !== typeKey(resource.type)) return 'no';
  const set = isSet(resource.property(key));
  if (set === 'no' || by.as === undefined) return set;
  const target = targetIs(around, resource, key, by.as);
  // `has`: a set property suffices unless its target is known to be wrong. `joins`: the target must be visible.
  if (by.has === null) return target ?? 'maybe';
  return target === 'no' ? 'no' : set;
}

/** Whether another resource meets the need by referring to this one below a key. */
function isMetByReferring(around: Surroundings, by: NeedMet, key: string, { stack, resource }: Identity): Tristate {
  const { joins, as } = by;
  const found = around.graph
    .referringTo(resource)
    .filter((each) => isBelow(each.keys, key) && mayMeet(each.resource, by))
    .map(({ resource: other }): Tristate => {
      const joined = joins === undefined || as === undefined ? 'yes' : (targetIs(around, other, joins, as) ?? 'maybe');
      return joined === 'yes' && other.condition !== null ? 'maybe' : joined;
    });
  const met = anyOf(found);
  return met === 'no' && refersToNothing(stack, by, key) ? 'maybe' : met;
}

function mayMeet(resource: BuiltResource, { type, where = {} }: NeedMet): boolean {
  return (
    typeKey(resource.type) === typeKey(type) &&
    Object.entries(where).every(([path, value]) => matches(resource.property(path), value) !== 'no')
  );
}

/** Cached by stack, because all its resources ask the same question. */
const nothingReferred = new WeakMap<Stack, Map<NeedMet, boolean>>();

/** Whether a suitable resource has no visible reference below the key, and so may refer by name or by a parameter. */
function refersToNothing(stack: Stack, by: NeedMet, key: string): boolean {
  const known = nothingReferred.get(stack) ?? new Map<NeedMet, boolean>();
  nothingReferred.set(stack, known);
  const found =
    known.get(by) ?? stack.resources.some((each) => mayMeet(each, by) && !each.references.some(({ keys }) => isBelow(keys, key)));
  known.set(by, found);
  return found;
}

/** Whether the target below a key is a service or variant such as `sqs/fifo`; null: no target is visible. */
function targetIs({ graph, identities }: Surroundings, resource: BuiltResource, key: string, as: string): Tristate | null {
  const targets = graph.targetsOf(resource, key).map((target) => identities.get(target.resource));
  if (targets.length === 0) return null;
  return anyOf(targets.map((identity) => (identity ? fits(identity, offeringIdOf(as)) : 'no')));
}

/** A property of a resource, compared with a numeric answer. */
export interface Reached {
  readonly identity: Identity;
  readonly reach: Reach;
  readonly property: Property;
  readonly wanted: number;
  /** The smallest possible value of the property, in the unit of the question; null: unknown. */
  readonly least: number | null;
  readonly met: Tristate;
}

/** Compares the properties in the pack's `reaches` with the recorded answers; questions without a number are skipped. */
export function reachesOf(identity: Identity, answers: Answers): Reached[] {
  const { resource, builtAs } = identity;
  return (builtAs.reaches ?? []).flatMap((reach): Reached[] => {
    const wanted = answers[reach.question]?.value;
    if (typeKey(reach.type) !== typeKey(resource.type) || typeof wanted !== 'number') return [];
    const property = resource.property(reach.property);
    const far = property.values?.map((value): number => {
      if (value.kind === 'absent') return reach.absent / reach.per;
      // A lower bound proves only that a value is large enough, never that it is too small.
      if (value.kind === 'least') return value.number / reach.per >= wanted ? value.number / reach.per : Number.NaN;
      return value.kind === 'value' && value.text.trim() !== '' ? Number(value.text) / reach.per : Number.NaN;
    });
    const found = { identity, reach, property, wanted };
    if (!far || far.some(Number.isNaN)) return [{ ...found, least: null, met: 'maybe' }];
    const met = far.every((each) => each >= wanted) ? 'yes' : far.some((each) => each >= wanted) ? 'maybe' : 'no';
    return [{ ...found, least: Math.min(...far), met }];
  });
}
