import { append, distinctBy, groupedBy } from '../engine/lists.ts';
import { suggestionFor } from '../engine/nearest.ts';
import type { Policy } from '../model/decision.ts';
import { type Finding, finding } from '../model/finding.ts';
import { type OfferingId, offeringIdOf, offeringText, type Pack } from '../model/pack.ts';
import { recordTitle } from '../records/answers-file.ts';
import type { Checked } from '../records/check.ts';
import type { CheckedTemplate } from '../records/check-report.ts';
import { alsoLinks, connectionsIn } from './connections.ts';
import { fits, type Identity, identitiesIn, needsIn, reachesOf } from './identity.ts';
import { anyOf, type BuiltResource, nameOf, resourceGraph, type Stack, type Tristate } from './stack.ts';
import { isLeftOpen, type Wanted, wantedOf } from './wanted.ts';

/** Most records to name in a finding about a resource that no record accounts for. */
const MAX_RECORDS_NAMED = 3;

/**
 * Compares what stacks build with what records decided. A record that names its resources is compared only with those. The
 * other records are compared with the remaining resources: each needs a resource that matches its decision and companions,
 * and each resource of a service in the pack needs a record, which is known only if all were read. A value known only at
 * deployment never passes; it is a finding.
 *
 * @returns the records with what is built differently, and the templates with what no record explains
 */
export function compareWithTemplates(
  pack: Pack,
  records: readonly Checked[],
  stacks: readonly Stack[],
  policy: Policy,
  allRead: boolean,
) {
  const found = new Map<Checked | Stack, Finding[]>();
  const graph = resourceGraph(stacks);
  const identities = identitiesIn(pack, graph);
  const all = [...identities.values()];
  const alsoLink = alsoLinks(graph, connectionsIn(graph, identities));
  const isOnlyAside = (identity: Identity): boolean => identity.aside === 'yes' && !alsoLink.has(identity);
  const { needsOf, joinedTo } = needsIn(graph, identities);
  const accounted = new Set<Identity>();
  const unmet = new Set<Wanted>();

  const allWanted = records.flatMap((checked) => wantedOf(pack, policy, checked) ?? []);
  const mapped = new Set(pack.services.flatMap(({ id, builtAs }) => (builtAs ? id : [])));
  for (const { record, recordState } of records) {
    // An open proposal decides nothing yet, but it accounts for the resources that it names.
    if (record.status === 'proposed' && recordState?.service === null) account(namedBy(record.built ?? []));
  }
  for (const each of allWanted) {
    if (!mapped.has(each.service)) report(each.checked, finding('check-built-unmapped', each.at, { service: each.service }));
    else if (each.checked.record.built !== null) compareNamed(each, each.checked.record.built);
  }
  compareUnnamed(allWanted.filter(({ service, checked }) => mapped.has(service) && checked.record.built === null));
  if (allRead) reportUndecided();
  for (const stack of stacks) reportUnseen(stack);
  const compared = records.map((each) => ({ ...each, findings: [...each.findings, ...(found.get(each) ?? [])] }));
  return { records: compared, templates: templatesOf(stacks, found) };

  function report(about: Checked | Stack, problem: Finding): void {
    append(found, about, problem);
  }

  function account(some: readonly Identity[]): void {
    for (const identity of some) accounted.add(identity);
  }

  function namedBy(names: readonly string[]): Identity[] {
    return all.filter(({ stack, resource }) => names.some((name) => isNamed(stack, resource, name)));
  }

  /** Compares a record with the resources that it names; each must match the decision. */
  function compareNamed(wanted: Wanted, names: readonly string[]): void {
    const own = namedBy(names);
    account(own);
    const lost = names.filter((name) => !stacks.some((each) => each.resources.some((one) => isNamed(each, one, name))));
    const links = all.filter((each) => !isOnlyAside(each));
    const ids = links.flatMap(({ stack, resource: { id } }) => [id, `${stack.file}#${id}`]);
    for (const name of lost) {
      const at = wanted.checked.record.locationOf(['built', names.indexOf(name)]);
      report(wanted.checked, finding('check-built-name', at, { name, ...suggestionFor(name, ids) }));
    }
    // `built: []`: the record says that these templates build none of it.
    if (names.length === 0) return;
    const others = own.filter((each) => !isOnlyAside(each) && fitsAny(each, wanted) === 'no');
    const wrong = others.filter((each) => !isLeftOpen(wanted, each));
    reportOthers(wanted, wrong);
    reportUnsure(new Map([[wanted, own]]));
    const open = wrong.length < others.length ? { ...wanted, variant: null } : wanted;
    compareParts(open, partsOf(open), own, lost.length > 0 || wrong.length > 0 ? null : []);
  }

  /** Compares the records that name no resources with the remaining resources. */
  function compareUnnamed(unnamed: readonly Wanted[]): void {
    const remaining = all.filter((identity) => !isOnlyAside(identity) && !accounted.has(identity));
    const keyOf = ({ service, variant, companions }: Wanted) => JSON.stringify([service, variant, companions]);
    const groups = groupedBy(unnamed, keyOf).map((alike) => ({ alike, own: ownOf(alike[0], remaining) }));
    // A resource that matches one record is not an error in another.
    account(groups.flatMap(({ own }) => own));
    reportUnsure(new Map(groups.map(({ alike: [first], own }) => [first, own])));
    const owned = groups.flatMap(({ alike, own }) => alike.map((each) => [each, own] as const));
    const unmatched = remaining.filter((identity) => !accounted.has(identity));
    const misbuilt = new Set<Wanted>();
    for (const [each, own] of owned) {
      if (each.checked.record.status === 'proposed' || own.some((identity) => fits(identity, each) !== 'no')) continue;
      const others = unmatched.filter(({ service }) => service === each.service);
      unmet.add(each);
      reportOthers(each, others);
      account(others);
      if (others.length > 0) misbuilt.add(each);
    }
    const unexplained = unmatched.filter((identity) => !identity.general && !accounted.has(identity));
    for (const [each, own] of owned) {
      const proposed = each.checked.record.status === 'proposed';
      compareParts(each, proposed ? [each] : partsOf(each), own, proposed || misbuilt.has(each) ? null : unexplained);
    }
  }

  /** The resources that may be a decision's, and its companions: of these only those joined to them, if any visibly are. */
  function ownOf(wanted: Wanted, some: readonly Identity[]): Identity[] {
    const mains = some.filter((identity) => fits(identity, wanted) !== 'no');
    const beside = wanted.companions.flatMap((companion) => {
      const fitting = some.filter((identity) => fits(identity, companion) !== 'no');
      const joined = mains.map((main) => joinedTo(main, companion.service));
      const visible = new Set(joined.flatMap((each) => each ?? []));
      return visible.size === 0 || joined.includes(null) ? fitting : fitting.filter(({ resource }) => visible.has(resource));
    });
    return [...new Set([...mains, ...beside])];
  }

  /** Compares service and companions with resources. `instead`: those in place of a missing service; null: do not report that. */
  function compareParts(
    wanted: Wanted,
    parts: readonly OfferingId[],
    own: readonly Identity[],
    instead: readonly Identity[] | null,
  ): void {
    compareReaches(wanted, own);
    for (const part of parts) {
      const fitting = own.filter((identity) => fits(identity, part) === 'yes');
      compareNeeds(wanted, part, fitting, own);
      if (fitting.some(({ resource }) => resource.condition === null)) continue;
      const args = { wanted: offeringText(wanted) };
      const [perhaps] = fitting;
      if (perhaps) reportUnknown(wanted, perhaps, offeringText(part));
      else if (own.some((identity) => fits(identity, part) !== 'no')) continue;
      else if (part !== wanted) {
        report(wanted.checked, finding('check-built-with', wanted.at, { ...args, companion: offeringText(part) }));
      } else if (instead) {
        const names = instead.map((identity) => `${nameOf(identity.resource)} (${offeringText(identity)})`);
        const { because } = wanted.reasons();
        report(wanted.checked, finding('check-built-missing', wanted.at, { ...args, because, instead: names }));
      }
    }
  }

  function compareNeeds(wanted: Wanted, part: OfferingId, fitting: readonly Identity[], own: readonly Identity[]): void {
    const needed = fitting.flatMap((identity) =>
      needsOf(identity, part.variant ?? identity.variant, wanted).map((each) => ({ identity, ...each })),
    );
    // A resource that may be any variant may be there for the record that decided on another one.
    const isForOther = (identity: Identity): boolean =>
      identity.variant === null && allWanted.some((each) => each.variant !== part.variant && fits(identity, each) === 'yes');
    // That a companion is missing is reported once.
    const isMissing = (id: string): boolean => own.every((identity) => fits(identity, offeringIdOf(id)) === 'no');
    const metSomewhere = new Set(needed.flatMap(({ need, met }) => (met === 'yes' ? need : [])));
    for (const { identity, need, met } of needed) {
      // It is then enough that one of the resources meets the need, as it is if the need depends on a companion.
      const elsewhere = (need.with !== undefined || isForOther(identity)) && metSomewhere.has(need);
      if (met === 'yes' || elsewhere || isOnlyAside(identity) || (need.with && isMissing(need.with))) continue;
      const { at } = identity.resource;
      const { id, name, text } = need;
      if (met === 'maybe' || identity.aside === 'maybe') {
        const args = { ...built(identity), wanted: id, has: name, what: [] };
        report(wanted.checked, finding('check-built-unknown', at, args, 'warning'));
      } else report(wanted.checked, finding('check-built-needs', at, { ...built(identity), need: id, name, text }));
    }
  }

  /** Compares numbers with properties. One resource that is large enough will do: a queue may retain what its topic does not. */
  function compareReaches(wanted: Wanted, some: readonly Identity[]): void {
    const matching = some.filter((identity) => fitsAny(identity, wanted) === 'yes');
    const possible = matching.flatMap((identity) => reachesOf(pack, identity, wanted.answers));
    // A companion cannot replace what the decision relies on: no queue keeps messages for a replay, as an archive does.
    const own = possible.filter(({ identity, most }) => most < Infinity && fits(identity, wanted) === 'yes');
    const others = possible.filter(({ reach }) => own.every((each) => each.reach.question !== reach.question));
    for (const either of groupedBy([...own, ...others], ({ reach }) => reach.question)) {
      if (either.some(({ met }) => met === 'yes')) continue;
      // Any of several may be the record's; the one that lacks least stands for them.
      either.sort((a, b) => Number(b.least) / b.needed - Number(a.least) / a.needed);
      const first = either.find(({ met }) => met === 'maybe') ?? either[0];
      const { identity, at, least, met, needed, answer, reach } = first;
      const { question, property } = reach;
      if (least === null || met === 'maybe') {
        reportUnknown(wanted, identity, `${question}: ${answer}`, [property], at);
      } else {
        const others = either.flatMap((each) => (each === first ? [] : nameOf(each.identity.resource)));
        const unit = pack.questions.find(({ id }) => id === question)?.unit ?? '';
        const args = { ...built(identity), question, wanted: answer, unit, property, least, needed, others };
        report(wanted.checked, finding('check-built-less', at, args));
      }
    }
  }

  /** Reports resources that contradict the decision they belong to. */
  function reportOthers(wanted: Wanted, others: readonly Identity[]): void {
    for (const identity of others) {
      const { because, against } = wanted.reasons();
      const args = { wanted: offeringText(wanted), because, against: against(identity.service, identity.variant) };
      report(wanted.checked, finding('check-built-other', identity.at, { ...built(identity), ...args }));
    }
  }

  /** Reports resources that may or may not match a decision. */
  function reportUnsure(owned: ReadonlyMap<Wanted, readonly Identity[]>): void {
    const known = new Set([...owned].flatMap(([wanted, own]) => own.filter((identity) => fitsAny(identity, wanted) === 'yes')));
    for (const [wanted, own] of owned) {
      for (const identity of own) {
        const perhaps = partsOf(wanted).find((part) => fits(identity, part) === 'maybe');
        if (!perhaps || known.has(identity)) continue;
        known.add(identity);
        reportUnknown(wanted, identity, offeringText(perhaps));
      }
    }
  }

  function reportUnknown({ checked }: Wanted, of: Identity, wanted: string, unsure = of.unsure, at = of.at): void {
    const { condition } = of.resource;
    const what = unsure.length > 0 || condition === null ? unsure : [condition];
    const args = { ...built(of), wanted, has: null, what };
    report(checked, finding('check-built-unknown', at, args, 'warning'));
  }

  /** Reports resources of the pack's services that no record accounts for, with the records that may have decided on them. */
  function reportUndecided(): void {
    const near = [...new Set([...unmet, ...allWanted])];
    for (const identity of all) {
      const { general, aside, stack, service, variant, at } = identity;
      if (general || isOnlyAside(identity) || accounted.has(identity)) continue;
      const same = near.filter((each) => fits(identity, each) !== 'no');
      const others = near.filter((each) => each.service === service || unmet.has(each));
      const found = (same.length > 0 ? same : others).map((each) => {
        const text = same.length > 0 ? null : each.reasons().against(service, variant);
        return { record: recordTitle(each.checked.record), wanted: offeringText(each), text };
      });
      const records = distinctBy(found, ({ text }) => text)
        .filter(({ text }) => text !== '')
        .slice(0, MAX_RECORDS_NAMED);
      const level = aside === 'maybe' ? 'warning' : 'error';
      report(stack, finding('check-built-undecided', at, { ...built(identity), records }, level));
    }
  }

  function reportUnseen(stack: Stack): void {
    for (const { id, at, path = null } of stack.unseen) {
      const resource = graph.find(stack, id);
      // The pack may map the resource itself to a service.
      if (resource && identities.has(resource)) continue;
      report(stack, finding('check-built-unseen', at, { resource: id, path }, 'warning'));
    }
  }
}

/** The service that a record decided on, then its companions. */
function partsOf(wanted: Wanted): readonly OfferingId[] {
  return [wanted, ...wanted.companions];
}

function fitsAny(identity: Identity, wanted: Wanted): Tristate {
  return anyOf(partsOf(wanted).map((part) => fits(identity, part)));
}

function templatesOf(stacks: readonly Stack[], findings: ReadonlyMap<Checked | Stack, readonly Finding[]>): CheckedTemplate[] {
  const seen = new Map<string, number>();
  return stacks.map((stack) => {
    const { file, form, resources } = stack;
    const number = (seen.get(file) ?? 0) + 1;
    seen.set(file, number);
    const key = number === 1 ? file : `${file}#${number}`;
    return { key, form, resources: resources.length, findings: findings.get(stack) ?? [] };
  });
}

/** Whether a name means a resource; `FILE#NAME`: only in that file, of whose path the end will do. */
function isNamed({ file }: Stack, resource: BuiltResource, name: string): boolean {
  return [resource.id, resource.path, nameOf(resource)].some((own) => {
    if (own === name) return true;
    return name.endsWith(`#${own}`) && `/${file}`.endsWith(`/${name.slice(0, -`#${own}`.length)}`);
  });
}

function built(identity: Identity): { readonly resource: string; readonly type: string; readonly built: string } {
  const { resource } = identity;
  return { resource: nameOf(resource), type: resource.type, built: offeringText(identity) };
}
