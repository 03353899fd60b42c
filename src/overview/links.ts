import { matches } from '../engine/cells.ts';
import { decide } from '../engine/decide.ts';
import { GapError } from '../engine/gap-error.ts';
import type { Answers, Policy } from '../model/decision.ts';
import { nameKey, partsOf } from '../model/link-parts.ts';
import type { Pack, Sharing, Value } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { recordStateOf } from '../records/record-state.ts';

/** A record to report, and what the report calls it. */
export interface NamedRecord {
  /** No other record has it. */
  readonly key: string;
  readonly file: string;
  readonly record: LinkRecord;
}

/** A link with all that is known of it. */
export type Live = ReturnType<typeof liveLinks>[number];

/** One link as the report has it; `index` is its number in the file, from 0, `recorded` the service that it says. */
export type OverviewLink = Live['link'];

/** Decides each record that is in force. */
export function liveLinks(pack: Pack, records: readonly NamedRecord[], policy: Policy) {
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

/** What answers lead to; `gap`: the rules have no branch for them. */
export function outcomeOf(pack: Pack, answers: Answers, policy: Policy) {
  try {
    const { status, service, variant, with: companions, possible, asks, outcomes } = recordStateOf(pack, answers, policy);
    const isNear = status === 'decided' && outcomes.some(({ unmet }) => unmet);
    return {
      outcome: status,
      // Null unless decided; so is the variant where it is not certain.
      service,
      variant,
      with: companions,
      // The services that can still come out, and the questions that are asked and not answered. Empty once decided.
      possible: status === 'open' ? possible : [],
      asks,
      // Decided, but on the nearest service: the requirements that it does not meet.
      unmet: isNear ? [...new Set(decide(pack, answers, policy).unmet.map(({ need }) => need.question))] : [],
    };
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    const none: string[] = [];
    return { outcome: 'gap' as const, service: null, variant: null, with: none, possible: none, asks: none, unmet: none };
  }
}

/** One application in its first spelling, the links that it is an end of, and both together, each once. */
export interface Application extends Readonly<Record<'produces' | 'consumes' | 'links', readonly Live[]>> {
  readonly name: string;
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

/** At least two links that could use one broker, cluster or topic together, where the rules say that one can serve several. */
export function sharedBrokers(pack: Pack, links: readonly Live[]) {
  const groups = new Map<string, ReturnType<typeof groupOf>>();
  const groupOf = (service: string, variant: string | null, producer: string | null, same: Same, sharing: Sharing) => {
    const { text, caution, source } = sharing;
    // `producer`: of all of them, where only such links can share; `same`: the answers that make it the same thing.
    return { service, variant, producer, same, links: [] as string[], text, caution, source };
  };
  for (const live of links) {
    const { service, variant, link } = live.link;
    const sharing = service === null ? null : sharingOf(pack, service, variant);
    const same = sharing && answersIn(live, sharing);
    if (service === null || !sharing || !same) continue;
    for (const producer of sharing.among === 'producer' ? live.link.from : [null]) {
      const key = JSON.stringify([service, variant, producer === null ? null : nameKey(producer), same]);
      const group = groups.get(key) ?? groupOf(service, variant, producer, same, sharing);
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

type Same = Readonly<Record<string, Value>>;

/** The answers that have to be the same, in the order of the condition; null where one is missing or is no such. */
function answersIn({ record }: Live, { same }: Sharing): Same | null {
  const values: Record<string, Value> = {};
  for (const [question, test] of Object.entries(same)) {
    const value = record.answers[question]?.value ?? null;
    if (value === null || !matches(test, value)) return null;
    values[question] = value;
  }
  return values;
}
