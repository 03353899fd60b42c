import type { Place } from '../model/diagnostic.ts';
import type { Metric, Pack, Question, Variant } from '../model/pack.ts';
import type { PackSource, Texts } from '../model/pack-source.ts';

/** Every metric of a pack with its path. */
export function* metricsOf({ services }: Pack): Generator<Metric & { readonly path: string }> {
  for (const { id, monitoring } of services) {
    for (const kind of ['utilization', 'saturation', 'errors'] as const) {
      for (const [index, metric] of monitoring[kind].entries()) {
        yield { ...metric, path: `services.${id}.monitoring.${kind}.${index}` };
      }
    }
  }
}

type Offering = Pick<Variant, 'facts' | 'sharing' | 'sizing'> & { readonly path: string };

/** Every service and neighbour, and each of their variants, with its path. */
export function* offeringsOf({ services, neighbours }: Pick<Pack, 'services' | 'neighbours'>): Generator<Offering> {
  for (const [section, owners] of Object.entries({ services, neighbours: Object.values(neighbours) })) {
    for (const owner of owners) {
      const path = `${section}.${owner.id}`;
      yield { ...owner, path };
      for (const variant of owner.variants) yield { ...variant, path: `${path}.variants.${variant.id}` };
    }
  }
}

/** A part of a pack that says when its source was last checked. */
interface DatedPart {
  readonly path: string;
  readonly id: string;
  readonly checked: string;
  readonly validUntil?: string | null;
}

/** Every dated part of a pack. */
export function* datedParts(pack: Pack): Generator<DatedPart> {
  for (const { path, facts, sharing, sizing = [] } of offeringsOf(pack)) {
    for (const { id, checked, validUntil } of facts) yield { path: `${path}.facts.${id}`, id, checked, validUntil };
    for (const { id, checked } of sizing) yield { path: `${path}.sizing.${id}`, id, checked };
    if (sharing) yield { path: `${path}.sharing`, id: 'sharing', checked: sharing.checked };
  }
  for (const { path, metric, checked } of metricsOf(pack)) yield { path, id: metric, checked };
  for (const { id, checked } of Object.values(pack.mitigations)) {
    if (checked !== null) yield { path: `mitigations.${id}`, id, checked };
  }
  for (const { id, better } of Object.values(pack.neighbours)) {
    for (const [index, { checked }] of better.entries()) yield { path: `neighbours.${id}.better.${index}`, id, checked };
  }
}

const DAY_MS = 86_400_000;

/** Days from one ISO day to another; `NaN` if one of them is not a day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The ids of mitigations, patterns and companions that facts, options and advice of a pack name. */
export function namedIn(pack: Pack) {
  const { leaves, advice } = pack;
  const options = Object.values(leaves).flatMap((leaf) => leaf.options);
  const mitigations = [
    ...[...offeringsOf(pack)].flatMap(({ facts }) => facts.map(({ mitigation }) => mitigation)),
    ...options.flatMap((option) => Object.values(option.mitigations)),
    ...advice.map(({ warning }) => warning?.mitigation),
  ];
  const advised = advice.flatMap((each) => [...each.with, ...Object.keys(each.checks ?? {}), each.lookAlso?.neighbour]);
  return {
    mitigations: new Set(mitigations),
    patterns: new Set(options.map(({ pattern }) => pattern)),
    companions: new Set([...options.flatMap((option) => option.with), ...advised]),
  };
}

/** A text in all languages that are known of it. */
export function wordingsOf(text: string | Texts): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}

/**
 * What is wrong with the bounds of a number question: the minimum is above the maximum, they are equal, or they are no
 * whole numbers where the answers are. Null where nothing is, and for a choice.
 */
export function boundsProblem({ type, min, max, integer }: Question): 'crossed' | 'single' | 'fraction' | null {
  if (type !== 'number') return null;
  if (max !== null && min > max) return 'crossed';
  if (min === max) return 'single';
  return integer && !(Number.isInteger(min) && (max === null || Number.isInteger(max))) ? 'fraction' : null;
}

/** The place of a path, or of the nearest thing around it that has one. */
export function placeAt({ places }: Pick<PackSource, 'places'>, path: string): Place | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const place = places.get(at);
    if (place) return place;
  }
  return null;
}
