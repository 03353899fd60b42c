import { matches } from '../engine/cells.ts';
import { decide } from '../engine/decide.ts';
import { withoutGap } from '../engine/gap-error.ts';
import { insteadOf } from '../engine/instead.ts';
import { groupedBy } from '../engine/lists.ts';
import { situationOf } from '../engine/situation.ts';
import type { Answers, Policy } from '../model/decision.ts';
import { type Pack, type Sharing, serviceOf, type Value } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { linkEnds, nameKey } from '../output/link-ends.ts';
import { escapeControls } from '../output/style.ts';
import { recordStateOf } from '../records/record-state.ts';

/** A record in force, with its link as the report shows it. */
export type LiveLink = ReturnType<typeof liveLinks>[number];

/** `index`: the index in the file, from 0; `recorded`: the service in its record. */
export type OverviewLink = LiveLink['link'];

/** Decides each record that is in force. */
export function liveLinks(pack: Pack, records: readonly LinkRecord[], policy: Policy) {
  return records
    .filter(({ status }) => status !== 'superseded')
    .map((record) => {
      const { key, file, title, index, status, expect } = record;
      const recorded = expect?.service ?? null;
      const parts = linkEnds(record);
      const outcome = outcomeOf(pack, record.answers, policy);
      const neighbours = outcome.outcome === 'decided' ? insteadOf(situationOf(pack, record.answers, policy)) : [];
      // The neighbours that may suit the link better.
      const instead = neighbours.flatMap(({ neighbour, complements }) => (complements ? [] : neighbour));
      return { record, link: { link: key, title, ...parts, file, index, status, recorded, ...outcome, instead } };
    });
}

/** The outcome of answers; `gap`: the rules have no branch for them. */
function outcomeOf(pack: Pack, answers: Answers, policy: Policy) {
  const state = withoutGap(() => recordStateOf(pack, answers, policy));
  const isNear = state?.status === 'decided' && state.outcomes.some(({ unmet }) => unmet);
  return {
    outcome: state?.status ?? ('gap' as const),
    // Null unless decided; so is the variant unless it is certain.
    service: state?.service ?? null,
    variant: state?.variant ?? null,
    with: state?.with ?? [],
    // The services that are still possible: none once decided. The unanswered questions that the result depends on.
    possible: state?.status === 'open' ? state.possible : [],
    asks: state?.asks ?? [],
    // The requirements that are unmet if the decision is only the nearest service.
    unmet: isNear ? [...new Set(decide(pack, answers, policy).unmet.map(({ need }) => need.question))] : [],
  };
}

/** Groups of at least two links that could use one broker, cluster or topic, if the rules say that it can be shared. */
export function sharedBrokers(pack: Pack, links: readonly LiveLink[]) {
  const shareable = links.flatMap((live) => {
    const { service, variant, link, from } = live.link;
    const sharing = service === null ? null : sharingOf(pack, service, variant);
    const same = sharing && answersIn(live, sharing);
    if (service === null || !sharing || !same) return [];
    const { among, text, caution, source } = sharing;
    // `producer`: of all the links, if only links with the same producer can share; `same`: the answers they must have in common.
    const producers = among === 'producer' ? from : [null];
    return producers.map((producer) => ({ service, variant, producer, same, links: [link], text, caution, source }));
  });
  const groups = groupedBy(shareable, ({ service, variant, producer, same }) =>
    JSON.stringify([service, variant, producer === null ? null : nameKey(producer), same]),
  );
  return groups
    .filter(({ length }) => length > 1)
    .map((group) => ({ ...group[0], links: group.flatMap(({ links: own }) => own) }));
}

/** The advice about sharing a service; null if its variant is uncertain, since variants may differ. */
function sharingOf(pack: Pack, id: string, variant: string | null): Sharing | null {
  const service = serviceOf(pack, id);
  if (!service || (variant === null && service.variants.length > 0)) return null;
  return service.variants.find((each) => each.id === variant)?.sharing ?? service.sharing ?? null;
}

/** The answers that must be the same, in the order of the condition; null if one is missing or has another value. */
function answersIn({ record }: LiveLink, { same }: Sharing): Readonly<Record<string, Value>> | null {
  const values: Record<string, Value> = {};
  for (const [question, test] of Object.entries(same)) {
    const value = record.answers[question]?.value ?? null;
    if (value === null || !matches(test, value)) return null;
    values[question] = value;
  }
  return values;
}

/** Whether a link's name says what it connects. */
export function isNamedByEnds({ title, from, to }: OverviewLink): boolean {
  const titled = linkEnds({ from: [], to: [], title });
  const keys = (...sides: (readonly string[])[]): string => JSON.stringify(sides.map((side) => side.map(nameKey)));
  return (title === null && from.length + to.length > 0) || keys(titled.from, titled.to) === keys(from, to);
}

/** The name of a link: its title, or what it connects. */
export function linkName({ title, from, to, link }: OverviewLink): string {
  const name = oneLine(title ?? '');
  if (name !== '') return name;
  return from.length + to.length > 0 ? `${partList(from)} → ${partList(to)}` : oneLine(link);
}

/** Applications on one line; a question mark if there are none. */
export function partList(names: readonly string[]): string {
  return names.length === 0 ? '?' : names.map(oneLine).join(', ');
}

/** A name that is safe in a line: without characters that control a terminal. */
export function oneLine(text: string): string {
  return escapeControls(text.replace(/\s+/g, ' ').trim());
}
