import { rulesOf } from '../catalog/services.ts';
import type { Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { applicationsOf, contradictionsIn } from './applications.ts';
import { type Live, liveLinks, type OverviewLink, sharedBrokers } from './links.ts';
import { openLinks } from './open.ts';

/**
 * Builds an overview of many links.
 *
 * @param records in the order in which to list them; their keys must be unique
 * @param policy how to treat missing answers
 * @param unread the names of files that could not be read
 */
export function overviewOf(pack: Pack, records: readonly LinkRecord[], policy: Policy, unread: readonly string[] = []) {
  const live = liveLinks(pack, records, policy);
  const links = live.map(({ link }) => link);
  const count = (wanted: OverviewLink['outcome']): number => links.filter(({ outcome }) => outcome === wanted).length;
  const keys = (of: readonly Live[]): string[] => of.map(({ link }) => link.link);
  return {
    schema: 'tsunagi/overview@1' as const,
    lang: pack.lang,
    rules: rulesOf(pack),
    // Superseded records count only here.
    counts: {
      links: links.length,
      decided: count('decided'),
      open: count('open'),
      superseded: records.length - links.length,
    },
    links,
    applications: applicationsOf(live).map(({ name, produces, consumes }) => ({
      name,
      produces: keys(produces),
      consumes: keys(consumes),
    })),
    shared: sharedBrokers(pack, live),
    contradictions: contradictionsIn(pack, live, policy),
    open: openLinks(pack, live, policy),
    unread,
  };
}

/** All links of a system in one view, as `tsunagi overview -f json` prints it. Key order is part of the contract. */
export type Overview = ReturnType<typeof overviewOf>;
