import { matches } from '../engine/cells.ts';
import { decide } from '../engine/decide.ts';
import { GapError } from '../engine/gap-error.ts';
import type { Answers, Policy } from '../model/decision.ts';
import { nameKey, type Parts, partsOf } from '../model/link-parts.ts';
import type { Pack, Sharing, Value } from '../model/pack.ts';
import type { LinkRecord, RecordStatus } from '../model/record.ts';
import { recordStateOf } from '../records/record-state.ts';

/** A record to report, and what the report calls it. */
export interface NamedRecord {
  /** No other record has it. */
  readonly key: string;
  readonly file: string;
  readonly record: LinkRecord;
}

/** One link as the report has it. */
export interface OverviewLink extends Parts, LinkOutcome {
  readonly link: string;
  readonly title: string | null;
  readonly file: string;
  /** Its number in the file, from 0. */
  readonly index: number;
  readonly status: RecordStatus | null;
  /** The service that it was recorded with; null: with none. */
  readonly recorded: string | null;
}

/** What answers lead to. `gap`: the rules have no branch for them. */
export interface LinkOutcome {
  readonly outcome: 'decided' | 'open' | 'gap';
  /** Null unless decided; so is `variant` where it is not certain. */
  readonly service: string | null;
  readonly variant: string | null;
  readonly with: readonly string[];
  /** The services that can still come out, and the questions that are asked and not answered. Empty once decided. */
  readonly possible: readonly string[];
  readonly asks: readonly string[];
  /** Decided, but on the nearest service: the requirements that it does not meet. */
  readonly unmet: readonly string[];
}

/** A link with all that is known of it. */
export interface Live {
  readonly link: OverviewLink;
  readonly record: LinkRecord;
}

/** Decides each record that is in force. */
export function liveLinks(pack: Pack, records: readonly NamedRecord[], policy: Policy): Live[] {
  return records
    .filter(({ record }) => record.status !== 'superseded')
    .map(({ key, file, record }) => {
      const { title, index, status, expect } = record;
      const recorded = expect?.service ?? null;
      const parts = partsOf(record);
      return {
        record,
        link: { link: key, title, ...parts, file, index, status, recorded, ...outcomeOf(pack, record.answers, policy) },
      };
    });
}

/** What answers lead to, gaps of the rules included. */
export function outcomeOf(pack: Pack, answers: Answers, policy: Policy): LinkOutcome {
  try {
    const { status, service, variant, with: companions, possible, asks, outcomes } = recordStateOf(pack, answers, policy);
    const near = status === 'decided' && outcomes.some(({ unmet }) => unmet);
    return {
      outcome: status,
      service,
      variant,
      with: companions,
      possible: status === 'open' ? possible : [],
      asks,
      unmet: near ? [...new Set(decide(pack, answers, policy).unmet.map(({ need }) => need.question))] : [],
    };
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    return { outcome: 'gap', service: null, variant: null, with: [], possible: [], asks: [], unmet: [] };
  }
}

/** One application in its first spelling, and the links that it is an end of. */
export interface Application {
  readonly name: string;
  readonly produces: readonly Live[];
  readonly consumes: readonly Live[];
  /** Both, each once, in their order. */
  readonly links: readonly Live[];
}

/** Every application that a link joins, in the order of the links. */
export function applicationsOf(links: readonly Live[]): Application[] {
  const found = new Map<string, Application & { readonly produces: Live[]; readonly consumes: Live[]; readonly links: Live[] }>();
  for (const live of links) {
    for (const [names, side] of [
      [live.link.from, 'produces'],
      [live.link.to, 'consumes'],
    ] as const) {
      for (const name of names) {
        const key = nameKey(name);
        const application = found.get(key) ?? { name, produces: [], consumes: [], links: [] };
        application[side].push(live);
        if (application.links.at(-1) !== live) application.links.push(live);
        found.set(key, application);
      }
    }
  }
  return [...found.values()];
}

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

/** The links with the same service and variant, where the rules say that one of it can serve several. */
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
