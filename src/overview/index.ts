import { type RulesId, rulesOf } from '../catalog/services.ts';
import type { Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { type Contradiction, contradictionsIn } from './contradictions.ts';
import { applicationsOf, liveLinks, type NamedRecord, type OverviewLink, type SharedBroker, sharedBrokers } from './links.ts';
import { type OpenLinks, openLinks } from './open.ts';

export type { NamedRecord };

/** All links of a system in one view, as `tsunagi overview -f json` prints it. Key order is part of the contract. */
export interface Overview {
  readonly schema: 'tsunagi/overview@1';
  readonly lang: string;
  readonly rules: RulesId;
  readonly counts: {
    readonly links: number;
    readonly decided: number;
    readonly open: number;
    /** Records that another took the place of; nothing else in the report speaks of them. */
    readonly superseded: number;
  };
  readonly links: readonly OverviewLink[];
  readonly applications: readonly OverviewApplication[];
  readonly shared: readonly SharedBroker[];
  readonly contradictions: readonly Contradiction[];
  readonly open: OpenLinks;
  /** Files that could not be read, and that are missing here. */
  readonly unread: readonly string[];
}

/** One application with its links. */
interface OverviewApplication {
  readonly name: string;
  readonly produces: readonly string[];
  readonly consumes: readonly string[];
}

/**
 * Looks at many links together.
 *
 * @param records in the order in which they are to be listed
 * @param policy how absent answers are treated
 * @param unread the names of files that should have been among them
 */
export function overviewOf(
  pack: Pack,
  records: readonly NamedRecord[],
  policy: Policy,
  unread: readonly string[] = [],
): Overview {
  const links = liveLinks(pack, records, policy);
  const count = (outcome: OverviewLink['outcome']): number => links.filter(({ link }) => link.outcome === outcome).length;
  return {
    schema: 'tsunagi/overview@1',
    lang: pack.lang,
    rules: rulesOf(pack),
    counts: {
      links: links.length,
      decided: count('decided'),
      open: count('open'),
      superseded: records.length - links.length,
    },
    links: links.map(({ link }) => link),
    applications: applicationsOf(links).map(({ name, produces, consumes }) => ({
      name,
      produces: produces.map(({ link }) => link.link),
      consumes: consumes.map(({ link }) => link.link),
    })),
    shared: sharedBrokers(pack, links),
    contradictions: contradictionsIn(pack, links, policy),
    open: openLinks(pack, links, policy),
    unread,
  };
}
