import { append, groupedBy } from '../engine/lists.ts';
import { suggestionFor } from '../engine/nearest.ts';
import type { Policy } from '../model/decision.ts';
import { type Code, type Finding, type FindingArgs, finding } from '../model/finding.ts';
import { type OfferingId, offeringText, type Pack } from '../model/pack.ts';
import type { Level, SourceLocation } from '../model/source-location.ts';
import { recordTitle } from '../records/answers-file.ts';
import type { Checked } from '../records/check.ts';
import type { CheckedTemplate } from '../records/check-report.ts';
import { fits, type Identity, identitiesIn, needsIn, reachesOf } from './identity.ts';
import { type BuiltResource, nameOf, resourceGraph, type Stack } from './stack.ts';
import { type Wanted, wantedOf } from './wanted.ts';

/** Most records to name in a finding about a resource that no record accounts for. */
const MAX_RECORDS_NAMED = 3;

/**
 * Compares what stacks build with what records decided. A record that names its resources is compared only with those. The
 * other records are compared with the remaining resources: each needs a resource that matches its decision and companions,
 * and each resource of a service in the pack needs a record. A value known only at deployment never passes; it is a finding.
 *
 * @returns `more`: the findings about a record; `templates`: those about templates that no record explains
 */
export function compareWithTemplates(pack: Pack, records: readonly Checked[], stacks: readonly Stack[], policy: Policy) {
  const found = new Map<Checked | Stack, Finding[]>();
  const graph = resourceGraph(stacks);
  const identities = identitiesIn(pack, graph);
  const all = [...identities.values()];
  const needsOf = needsIn(graph, identities);
  const accounted = new Set<Identity>();
  const unmet = new Set<Wanted>();

  const allWanted = records.flatMap((checked) => wantedOf(pack, policy, checked) ?? []);
  const mapped = new Set(pack.services.flatMap(({ id, builtAs }) => (builtAs ? id : [])));
  for (const { record, recordState } of records) {
    // An open proposal decides nothing yet, but it accounts for the resources that it names.
    if (record.status === 'proposed' && recordState?.service === null) account(namedBy(record.built ?? []));
  }
  for (const each of allWanted) {
    if (!mapped.has(each.service)) report(each.checked, 'check-built-unmapped', each.at, { service: each.service });
    else if (each.checked.record.built !== null) compareNamed(each, each.checked.record.built);
  }
  compareUnnamed(allWanted.filter(({ service, checked }) => mapped.has(service) && checked.record.built === null));
  reportUndecided();
  for (const stack of stacks) reportUnseen(stack);
  return { more: (checked: Checked): readonly Finding[] => found.get(checked) ?? [], templates: templatesOf(stacks, found) };

  function report<C extends Code>(
    about: Checked | Stack,
    code: C,
    at: SourceLocation | null,
    args: FindingArgs[C],
    level?: Level,
  ): void {
    append(found, about, finding(code, at, args, level));
  }

  function account(some: readonly Identity[]): void {
    for (const identity of some) accounted.add(identity);
  }

  function namedBy(names: readonly string[]): Identity[] {
    return all.filter(({ resource }) => names.some((name) => isNamed(resource, name)));
  }

  /** Compares a record with the resources that it names; each must match the decision. */
  function compareNamed(wanted: Wanted, names: readonly string[]): void {
    const own = namedBy(names);
    account(own);
    const resources = stacks.flatMap((stack) => stack.resources);
    const lost = names.filter((name) => !resources.some((resource) => isNamed(resource, name)));
    const ids = resources.map(({ id }) => id);
    for (const name of lost) {
      const at = wanted.checked.record.locationOf(['built', names.indexOf(name)]);
      report(wanted.checked, 'check-built-name', at, { name, ...suggestionFor(name, ids) });
    }
    // `built: []`: the record says that these templates build none of it.
    if (names.length === 0) return;
    const others = own.filter((each) => each.aside !== 'yes' && partsOf(wanted).every((part) => fits(each, part) === 'no'));
    reportOthers(wanted, others);
    reportUnsure([wanted], own);
    compareParts(wanted, partsOf(wanted), own, lost.length > 0 || others.length > 0 ? null : []);
  }

  /** Compares the records that name no resources with the remaining resources. */
  function compareUnnamed(unnamed: readonly Wanted[]): void {
    const remaining = all.filter((identity) => identity.aside !== 'yes' && !accounted.has(identity));
    // A resource that matches one record is not an error in another.
    const parts = unnamed.flatMap(partsOf);
    account(remaining.filter((identity) => parts.some((part) => fits(identity, part) !== 'no')));
    reportUnsure(unnamed, remaining);
    const unmatched = remaining.filter((identity) => !accounted.has(identity));
    const misbuilt = new Set<Wanted>();
    for (const each of unnamed) {
      if (isProposed(each) || remaining.some((identity) => fits(identity, each) !== 'no')) continue;
      const others = unmatched.filter(({ service }) => service === each.service);
      unmet.add(each);
      reportOthers(each, others);
      account(others);
      if (others.length > 0) misbuilt.add(each);
    }
    const unexplained = unmatched.filter((identity) => !identity.general && !accounted.has(identity));
    for (const each of unnamed) {
      if (isProposed(each)) compareParts(each, [each], remaining, null);
      else compareParts(each, partsOf(each), remaining, misbuilt.has(each) ? null : unexplained);
    }
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
      compareNeeds(wanted, part, fitting);
      if (fitting.some(({ resource }) => resource.condition === null)) continue;
      const args = { wanted: offeringText(wanted) };
      const [perhaps] = fitting;
      if (perhaps) reportUnknown(wanted, perhaps, offeringText(part));
      else if (own.some((identity) => fits(identity, part) !== 'no')) continue;
      else if (part !== wanted) {
        report(wanted.checked, 'check-built-with', wanted.at, { ...args, companion: offeringText(part) });
      } else if (instead) {
        const names = instead.map((identity) => `${nameOf(identity.resource)} (${offeringText(identity)})`);
        const { because } = wanted.reasons();
        report(wanted.checked, 'check-built-missing', wanted.at, { ...args, because, instead: names });
      }
    }
  }

  function compareNeeds(wanted: Wanted, part: OfferingId, fitting: readonly Identity[]): void {
    const needed = fitting.flatMap((identity) =>
      needsOf(identity, part.variant ?? identity.variant, wanted).map((each) => ({ identity, ...each })),
    );
    // A resource that may be any variant may be there for the record that decided on another one.
    const isForOther = (identity: Identity): boolean =>
      identity.variant === null && allWanted.some((each) => each.variant !== part.variant && fits(identity, each) === 'yes');
    const metSomewhere = new Set(needed.flatMap(({ need, met }) => (met === 'yes' ? need : [])));
    for (const { identity, need, met } of needed) {
      // It is then enough that one of the resources meets the need, as it is if the need depends on a companion.
      const elsewhere = (need.with !== undefined || isForOther(identity)) && metSomewhere.has(need);
      if (met === 'yes' || elsewhere || identity.aside === 'yes') continue;
      const { at } = identity.resource;
      const { id, name, text } = need;
      if (met === 'maybe' || identity.aside === 'maybe') {
        const args = { ...built(identity), wanted: id, has: name, what: [] };
        report(wanted.checked, 'check-built-unknown', at, args, 'warning');
      } else report(wanted.checked, 'check-built-needs', at, { ...built(identity), need: id, name, text });
    }
  }

  /** Compares numbers with properties. One resource that is large enough will do: a queue may retain what its topic does not. */
  function compareReaches(wanted: Wanted, some: readonly Identity[]): void {
    const matching = some.filter((identity) => partsOf(wanted).some((part) => fits(identity, part) === 'yes'));
    const possible = matching.flatMap((identity) => reachesOf(pack, identity, wanted.answers));
    // A companion cannot replace what the decision relies on: no queue keeps messages for a replay, as an archive does.
    const own = possible.filter(({ identity, most }) => most < Infinity && fits(identity, wanted) === 'yes');
    const others = possible.filter(({ reach }) => own.every((each) => each.reach.question !== reach.question));
    for (const either of groupedBy([...own, ...others], ({ reach }) => reach.question)) {
      if (either.some(({ met }) => met === 'yes')) continue;
      const { identity, reach, property, wanted: number, least, met } = either.find(({ met }) => met === 'maybe') ?? either[0];
      if (least === null || met === 'maybe') {
        reportUnknown(wanted, identity, `${reach.question}: ${number}`, [reach.property], property.at);
      } else {
        const args = { ...built(identity), question: reach.question, wanted: number, property: reach.property, least };
        report(wanted.checked, 'check-built-less', property.at, args);
      }
    }
  }

  /** Reports resources that contradict the decision they belong to. */
  function reportOthers(wanted: Wanted, others: readonly Identity[]): void {
    for (const identity of others) {
      const { because, against } = wanted.reasons();
      const { text } = against(identity.service, identity.variant);
      const args = { ...built(identity), wanted: offeringText(wanted), because, against: text };
      report(wanted.checked, 'check-built-other', identity.at, args);
    }
  }

  /** Reports resources that may or may not match a decision. */
  function reportUnsure(some: readonly Wanted[], own: readonly Identity[]): void {
    const parts = some.flatMap((each) => partsOf(each).map((part) => ({ each, part })));
    for (const identity of own) {
      if (parts.some(({ part }) => fits(identity, part) === 'yes')) continue;
      const perhaps = parts.find(({ part }) => fits(identity, part) === 'maybe');
      if (perhaps) reportUnknown(perhaps.each, identity, offeringText(perhaps.part));
    }
  }

  function reportUnknown({ checked }: Wanted, of: Identity, wanted: string, unsure = of.unsure, at = of.at): void {
    const { condition } = of.resource;
    const what = unsure.length > 0 || condition === null ? unsure : [condition];
    const args = { ...built(of), wanted, has: null, what };
    report(checked, 'check-built-unknown', at, args, 'warning');
  }

  /** Reports resources of the pack's services that no record accounts for, with the records that are not met first. */
  function reportUndecided(): void {
    const near = [...new Set([...unmet, ...allWanted])];
    for (const identity of all) {
      const { general, aside, stack, service, variant, at } = identity;
      if (general || aside === 'yes' || accounted.has(identity)) continue;
      const records = near
        .filter((each) => fits(identity, each) === 'no')
        .slice(0, MAX_RECORDS_NAMED)
        .map((each) => {
          const record = recordTitle(each.checked.record);
          return { record, wanted: offeringText(each), ...each.reasons().against(service, variant) };
        });
      const level = aside === 'maybe' ? 'warning' : 'error';
      report(stack, 'check-built-undecided', at, { ...built(identity), records }, level);
    }
  }

  function reportUnseen(stack: Stack): void {
    for (const { id, at } of stack.unseen) {
      const resource = graph.find(stack, id);
      // The pack may map the resource itself to a service.
      if (resource && identities.has(resource)) continue;
      report(stack, 'check-built-unseen', at, { resource: id }, 'warning');
    }
  }
}

function isProposed({ checked }: Wanted): boolean {
  return checked.record.status === 'proposed';
}

/** The service that a record decided on, then its companions. */
function partsOf(wanted: Wanted): readonly OfferingId[] {
  return [wanted, ...wanted.companions];
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

function isNamed(resource: BuiltResource, name: string): boolean {
  return [resource.id, resource.path, nameOf(resource)].includes(name);
}

function built(identity: Identity): { readonly resource: string; readonly type: string; readonly built: string } {
  const { resource } = identity;
  return { resource: nameOf(resource), type: resource.type, built: offeringText(identity) };
}
