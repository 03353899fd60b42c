import type { Answers } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { BuiltNeed, NeedMet, Reach } from '../model/service.ts';
import { type OfferingId, offeringIdOf } from '../model/service-variant.ts';
import type { Identity } from './identity.ts';
import {
  type BuiltResource,
  isSet,
  matches,
  type Property,
  type Stack,
  sameProperty,
  type Tristate,
  targetOf,
  typeKey,
} from './stack.ts';
import { fits } from './wanted.ts';

/** All that is built, to see what one resource refers to. */
export interface Surroundings {
  readonly pack: Pack;
  readonly stacks: readonly Stack[];
  readonly identities: readonly Identity[];
}

/** What a resource needs by the pack beside those companions, and whether the stack has it. */
export function needsOf(
  around: Surroundings,
  identity: Identity,
  variant: string | null,
  companions: readonly OfferingId[],
): { readonly need: BuiltNeed; readonly met: Tristate }[] {
  const needs = around.pack.services.find(({ id }) => id === identity.service)?.builtAs?.needs ?? [];
  return needs
    .filter(({ variants }) => variants.length === 0 || (variant !== null && variants.includes(variant)))
    .filter(({ with: beside }) => beside === undefined || companions.some(({ service }) => service === beside))
    .map((need) => ({ need, met: isMet(around, need, identity) }));
}

function isMet(around: Surroundings, { metBy }: BuiltNeed, identity: Identity): Tristate {
  const found = metBy.map((by): Tristate => {
    if (by.refers !== null) return isMetByReferring(around, by, by.refers.split('.', 1)[0] as string, identity);
    const key = by.has ?? by.joins;
    const { resource } = identity;
    if (key === undefined || typeKey(by.type) !== typeKey(resource.type)) return 'no';
    const set = isSet(resource.property(key));
    if (set === 'no' || by.as === undefined) return set;
    const target = targetIs(around, resource, key, by.as);
    // A property that is set meets it unless what it refers to is known to be something else; a list must show it.
    return by.has === null ? (target ?? 'maybe') : target === 'no' ? 'no' : set;
  });
  return found.includes('yes') ? 'yes' : found.includes('maybe') ? 'maybe' : 'no';
}

/** Whether another resource that refers to this one below a key meets it. */
function isMetByReferring(around: Surroundings, by: NeedMet, key: string, { stack, referring }: Identity): Tristate {
  const { joins, as } = by;
  const own = referring
    .filter((each) => sameProperty(each.keys[0] ?? '', key) && mayMeet(each.resource, by))
    .map(({ resource }) => ({
      resource,
      joined: joins === undefined || as === undefined ? 'yes' : (targetIs(around, resource, joins, as) ?? 'maybe'),
    }))
    .filter(({ joined }) => joined !== 'no');
  if (own.some(({ resource, joined }) => joined === 'yes' && resource.condition === null)) return 'yes';
  return own.length > 0 || refersToNothing(stack, by, key) ? 'maybe' : 'no';
}

function mayMeet(resource: BuiltResource, { type, where = {} }: NeedMet): boolean {
  return (
    typeKey(resource.type) === typeKey(type) &&
    Object.entries(where).every(([path, value]) => matches(resource.property(path), value) !== 'no')
  );
}

/** By stack, since all its resources ask the same. */
const nothingReferred = new WeakMap<Stack, Map<NeedMet, boolean>>();

/** Whether one that refers to nothing here may mean a resource by its name, or by a parameter. */
function refersToNothing(stack: Stack, by: NeedMet, key: string): boolean {
  const known = nothingReferred.get(stack) ?? new Map<NeedMet, boolean>();
  nothingReferred.set(stack, known);
  let found = known.get(by);
  if (found === undefined) {
    const others = stack.resources.filter((resource) => mayMeet(resource, by));
    found = others.some(({ references }) => !references.some(({ keys }) => sameProperty(keys[0] ?? '', key)));
    known.set(by, found);
  }
  return found;
}

/** Whether what a resource refers to below a key is a service or variant, as `sqs/fifo`; null: it is not to be seen here. */
function targetIs({ stacks, identities }: Surroundings, resource: BuiltResource, key: string, as: string): Tristate | null {
  const wanted = offeringIdOf(as);
  const from = stacks.find(({ resources }) => resources.includes(resource));
  const found = resource.references.flatMap((reference): Tristate[] => {
    if (!sameProperty(reference.keys[0] ?? '', key.split('.', 1)[0] ?? '')) return [];
    const target = targetOf(stacks, from, reference);
    if (!target) return [];
    const identity = identities.find((each) => each.resource === target);
    return [identity ? fits(identity, wanted) : 'no'];
  });
  if (found.length === 0) return null;
  return found.includes('yes') ? 'yes' : found.includes('maybe') ? 'maybe' : 'no';
}

/** How far a property of a resource goes, against a recorded answer. */
export interface Reached {
  readonly reach: Reach;
  readonly property: Property;
  readonly wanted: number;
  /** The smallest value of the property in the unit of the question; null: unknown. */
  readonly least: number | null;
  readonly met: Tristate;
}

/** What the pack says must go as far as an answer, where that is recorded. */
export function reachesOf(pack: Pack, { service, resource }: Identity, answers: Answers): Reached[] {
  const { reaches = [] } = pack.services.find(({ id }) => id === service)?.builtAs ?? {};
  return reaches.flatMap((reach): Reached[] => {
    const wanted = answers[reach.question]?.value;
    if (typeKey(reach.type) !== typeKey(resource.type) || typeof wanted !== 'number') return [];
    const property = resource.property(reach.property);
    const values = property.values?.map((value) => {
      if (value.kind === 'absent') return reach.absent;
      // A lower bound can only show that a value is large enough.
      if (value.kind === 'least') return value.number / reach.per >= wanted ? value.number : Number.NaN;
      return value.kind === 'value' && value.text.trim() !== '' ? Number(value.text) : Number.NaN;
    });
    if (!values || values.some(Number.isNaN)) return [{ reach, property, wanted, least: null, met: 'maybe' }];
    const far = values.map((value) => value / reach.per);
    const met = far.every((each) => each >= wanted) ? 'yes' : far.some((each) => each >= wanted) ? 'maybe' : 'no';
    return [{ reach, property, wanted, least: Math.min(...far), met }];
  });
}
