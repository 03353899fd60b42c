import { matches } from '../engine/cells.ts';
import { nameKey } from '../model/link-parts.ts';
import type { Pack, Sharing, Value } from '../model/pack.ts';
import type { Live } from './links.ts';

/** Links that could use one broker, cluster or topic together. */
export interface SharedBroker {
  readonly service: string;
  readonly variant: string | null;
  /** The one application that produces for all of them, where only such links can share. */
  readonly producer: string | null;
  /** The answers that they have in common, of those that make it the same thing. */
  readonly same: Readonly<Record<string, Value>>;
  /** At least two. */
  readonly links: readonly string[];
  readonly text: string;
  readonly caution: string;
  readonly source: string;
}

/** The links that come to the same service and variant, as far as the rules say that one of it would do. */
export function sharedBrokers(pack: Pack, links: readonly Live[]): SharedBroker[] {
  const groups = new Map<string, Omit<SharedBroker, 'links'> & { readonly links: string[] }>();
  for (const live of links) {
    const { service, variant, link } = live.link;
    const sharing = service === null ? null : sharingOf(pack, service, variant);
    const same = sharing && answersIn(live, sharing);
    if (service === null || !sharing || !same) continue;
    const { text, caution, source } = sharing;
    for (const producer of sharing.among === 'producer' ? live.link.from : [null]) {
      const key = JSON.stringify([service, variant, producer === null ? null : nameKey(producer), same]);
      const group = groups.get(key) ?? { service, variant, producer, same, links: [], text, caution, source };
      group.links.push(link);
      groups.set(key, group);
    }
  }
  return [...groups.values()].filter((group) => group.links.length > 1);
}

/** What is said of a service; of one whose variant is not certain nothing is, since two of them may differ. */
function sharingOf({ services }: Pack, id: string, variant: string | null): Sharing | null {
  const service = services.find((each) => each.id === id);
  if (!service || (variant === null && service.variants.length > 0)) return null;
  return service.variants.find((each) => each.id === variant)?.sharing ?? service.sharing ?? null;
}

/** The answers that have to be the same, in the order of the condition; null where one is missing or is no such. */
function answersIn({ record }: Live, { same }: Sharing): Readonly<Record<string, Value>> | null {
  const values: Record<string, Value> = {};
  for (const [question, test] of Object.entries(same)) {
    const value = record.answers[question]?.value ?? null;
    if (value === null || !matches(test, value)) return null;
    values[question] = value;
  }
  return values;
}
