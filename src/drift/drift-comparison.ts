import { nearest } from '../engine/nearest.ts';
import type { Policy } from '../model/decision.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { type OfferingId, offeringIdOf, offeringText } from '../model/service-variant.ts';
import type { Checked, CheckedRecord } from '../records/check.ts';
import type { CheckedTemplate } from '../records/check-report.ts';
import { type Identity, identitiesIn, kindOf } from './identity.ts';
import { needsOf, type Reached, reachesOf, type Surroundings } from './needs.ts';
import type { Stack } from './stack.ts';
import { fits, type Reasons, reasonsOf, type Wanted, wantedOf } from './wanted.ts';

/** Records that are named beside a resource that none of them decided on. */
const MAX_RECORDS_NAMED = 3;

/** What is found of records by what was built, and of what was built alone. */
export interface TemplateFindings {
  more(record: CheckedRecord): readonly Finding[];
  readonly templates: readonly CheckedTemplate[];
}

/**
 * Compares what stacks build with what records decided. A record that names its resources is compared with just these, all
 * others together with all other resources: each wants one that is what it decided on, with its companions, and each
 * resource of one of the pack's services must be wanted by one of them. What is known only at deployment is a finding, and
 * never passes.
 *
 * @param renewed the keys of records that were recorded again just now: what they say now counts
 */
export function compareWithTemplates(
  pack: Pack,
  records: readonly CheckedRecord[],
  renewed: ReadonlySet<string>,
  stacks: readonly Stack[],
  policy: Policy,
): TemplateFindings {
  const onRecord = new Map<Checked, Finding[]>();
  const onStack = new Map<Stack, Finding[]>();
  const all = identitiesIn(pack, stacks);
  const around: Surroundings = { pack, stacks, identities: all };
  const services = new Set(pack.services.map(({ id }) => id));
  /** What some record names, and what some record wants. */
  const claimed = new Set<Identity>();
  const met = new Set<Identity>();
  const unmet = new Set<Wanted>();
  const knownReasons = new Map<Wanted, Reasons>();

  const wanted = records.flatMap(({ key, checked }) => wantedOf(checked, renewed.has(key)) ?? []);
  const known = wanted.filter(({ service }) => pack.services.some(({ id, builtAs }) => id === service && builtAs));
  for (const each of wanted) {
    if (!known.includes(each)) report(each, finding('check-built-unmapped', each.at, { service: each.service }));
  }
  for (const { record, recordState } of records.map(({ checked }) => checked)) {
    // Of an open proposal nothing is known yet, but what it is about.
    if (record.status === 'proposed' && recordState?.service === null) claim(record.built ?? []);
  }
  for (const each of known) if (each.built !== null) compareNamed(each, each.built);
  compareUnnamed(known.filter(({ built }) => built === null));
  reportUndecided();
  for (const stack of stacks) {
    for (const { id, kind, at } of stack.unseen) {
      // The pack may know what a template of its own makers is.
      if (!all.some((identity) => identity.stack === stack && identity.resource.id === id))
        reportOnStack(stack, finding('check-built-unseen', at, { resource: id, kind }, 'warning'));
    }
  }
  return { more: ({ checked }) => onRecord.get(checked) ?? [], templates: templatesOf(stacks, onStack) };

  function report({ checked }: Wanted, found: Finding): void {
    onRecord.set(checked, [...(onRecord.get(checked) ?? []), found]);
  }

  function reportOnStack(stack: Stack, found: Finding): void {
    onStack.set(stack, [...(onStack.get(stack) ?? []), found]);
  }

  /** Accounts for resources that a record names. */
  function claim(names: readonly string[]): void {
    for (const identity of all) if (names.some((name) => isNamed(identity.resource, name))) claimed.add(identity);
  }

  /** Compares a record with the resources that it names, all of which must be what it decided on. */
  function compareNamed(wanted: Wanted, names: readonly string[]): void {
    const own: Identity[] = [];
    let lost = false;
    names.forEach((name, index) => {
      if (stacks.some(({ resources }) => resources.some((resource) => isNamed(resource, name)))) {
        own.push(...all.filter(({ resource }) => isNamed(resource, name)));
      } else {
        lost = true;
        const suggestion = nearest(
          name,
          stacks.flatMap(({ resources }) => resources.map(({ id }) => id)),
        );
        const at = wanted.checked.record.placeOf(['built', index]) ?? wanted.at;
        report(wanted, finding('check-built-name', at, { name, ...(suggestion === null ? {} : { suggestion }) }));
      }
    });
    for (const identity of own) claimed.add(identity);
    // Nothing of it is built here.
    if (names.length === 0) return;
    const parts = [wanted, ...companionsOf(wanted)];
    const strange = own.filter((identity) => identity.aside !== 'yes' && parts.every((part) => fits(identity, part) === 'no'));
    for (const identity of strange) reportOther(wanted, identity);
    reportUnsure([wanted], own);
    compareMain(wanted, own, lost || strange.length > 0 ? null : []);
    for (const companion of companionsOf(wanted)) compareCompanion(wanted, companion, own);
  }

  /** Compares the other records with all other resources. */
  function compareUnnamed(wanted: readonly Wanted[]): void {
    const pool = all.filter((identity) => identity.aside !== 'yes' && !claimed.has(identity));
    // What one record decided on is no mistake of another one.
    for (const each of wanted) {
      for (const part of [each, ...companionsOf(each)]) {
        for (const identity of pool) if (fits(identity, part) !== 'no') met.add(identity);
      }
    }
    reportUnsure(wanted, pool);
    const free = pool.filter((identity) => !met.has(identity));
    for (const each of wanted) {
      const others = free.filter(({ service }) => service === each.service);
      const missing = pool.every((identity) => fits(identity, each) === 'no');
      if (missing && !each.proposed) unmet.add(each);
      if (missing && !each.proposed && others.length > 0) {
        for (const identity of others) {
          reportOther(each, identity);
          met.add(identity);
        }
      } else compareMain(each, pool, each.proposed ? null : free.filter(({ general }) => !general));
      for (const companion of companionsOf(each)) if (!each.proposed) compareCompanion(each, companion, pool);
    }
  }

  /** Reports resources of the pack's services that no record wants. */
  function reportUndecided(): void {
    const near = [...wanted.filter((each) => unmet.has(each)), ...wanted.filter((each) => !unmet.has(each))];
    for (const identity of all) {
      const { general, aside, certain, service } = identity;
      if (general || aside === 'yes' || met.has(identity) || claimed.has(identity)) continue;
      const variant = certain.length === 1 ? (certain[0] as string) : null;
      const others = near.filter((each) => fits(identity, each) === 'no').slice(0, MAX_RECORDS_NAMED);
      const records = others.map((each) => ({
        record: nameOf(each),
        wanted: offeringText(each),
        ...reasonsFor(each).against(service, variant),
      }));
      const args = { ...built(identity), records };
      const level = aside === 'maybe' ? 'warning' : 'error';
      reportOnStack(identity.stack, finding('check-built-undecided', identity.at, args, level));
    }
  }

  /** What the decision is about. `instead`: what there is in its stead; null: something was reported of it already. */
  function compareMain(wanted: Wanted, own: readonly Identity[], instead: readonly Identity[] | null): void {
    const fitting = own.filter((identity) => fits(identity, wanted) === 'yes');
    const sure = fitting.filter(({ resource }) => resource.condition === null);
    compareNeeds(wanted, fitting, () => wanted.variant);
    const beside = companionsOf(wanted).flatMap((part) => own.filter((identity) => fits(identity, part) === 'yes'));
    compareReaches(wanted, fitting, beside);
    if (sure.length > 0) return;
    const [perhaps] = fitting;
    if (perhaps) reportUnknown(wanted, perhaps, offeringText(wanted));
    else if (instead && own.every((identity) => fits(identity, wanted) === 'no')) {
      const names = instead.map((identity) => `${identity.resource.id} (${kindOf(identity)})`);
      const { because } = reasonsFor(wanted);
      report(wanted, finding('check-built-missing', wanted.at, { wanted: offeringText(wanted), because, instead: names }));
    }
  }

  function compareCompanion(wanted: Wanted, companion: OfferingId, own: readonly Identity[]): void {
    const fitting = own.filter((identity) => fits(identity, companion) === 'yes');
    compareNeeds(wanted, fitting, ({ certain }) => companion.variant ?? certain[0] ?? null);
    if (fitting.some(({ resource }) => resource.condition === null)) return;
    const [perhaps] = fitting;
    if (perhaps) reportUnknown(wanted, perhaps, offeringText(companion));
    else if (own.every((identity) => fits(identity, companion) === 'no')) {
      const args = { wanted: offeringText(wanted), companion: offeringText(companion) };
      report(wanted, finding('check-built-with', wanted.at, args));
    }
  }

  /** Reports resources that may be what is wanted, and may be something that nobody decided on. */
  function reportUnsure(wanted: readonly Wanted[], own: readonly Identity[]): void {
    const parts = wanted.flatMap((each) => [each, ...companionsOf(each)].map((part) => ({ each, part })));
    for (const identity of own) {
      if (parts.some(({ part }) => fits(identity, part) === 'yes')) continue;
      const perhaps = parts.find(({ part }) => fits(identity, part) === 'maybe');
      if (perhaps) reportUnknown(perhaps.each, identity, offeringText(perhaps.part));
    }
  }

  /** A resource that is not what a record decided on, where it should be. */
  function reportOther(wanted: Wanted, identity: Identity): void {
    const { because, against } = reasonsFor(wanted);
    const variant = identity.certain.length === 1 ? (identity.certain[0] as string) : null;
    const args = { ...built(identity), wanted: offeringText(wanted), because, against: against(identity.service, variant).text };
    const code = identity.service === wanted.service ? 'check-built-variant' : 'check-built-other';
    report(wanted, finding(code, identity.at, args));
  }

  function reportUnknown(wanted: Wanted, identity: Identity, offering: string): void {
    const { condition } = identity.resource;
    const what = identity.unsure.length > 0 ? identity.unsure : condition === null ? [] : [condition];
    const args = { ...built(identity), wanted: offering, what };
    report(wanted, finding('check-built-unknown', identity.at, args, 'warning'));
  }

  function compareNeeds(wanted: Wanted, fitting: readonly Identity[], variantOf: (identity: Identity) => string | null): void {
    const companions = companionsOf(wanted);
    const all = fitting.flatMap((identity) =>
      needsOf(around, identity, variantOf(identity), companions).map((each) => ({ identity, ...each })),
    );
    const metSomewhere = new Set(all.filter(({ met }) => met === 'yes').map(({ need }) => need));
    for (const { identity, need, met } of all) {
      // Where a need goes with a companion, one of several resources that has it is enough.
      const elsewhere = need.with !== undefined && metSomewhere.has(need);
      if (met === 'yes' || elsewhere || identity.aside === 'yes') continue;
      const { at } = identity.resource;
      report(
        wanted,
        met === 'no' && identity.aside === 'no'
          ? finding('check-built-needs', at, { ...built(identity), need: need.name, text: need.text })
          : finding('check-built-needs-unknown', at, { ...built(identity), need: need.name }, 'warning'),
      );
    }
  }

  /**
   * Compares numbers that the record asks for with properties. Of several resources one that is large enough suffices, and so
   * does a companion: a queue may keep what its topic does not.
   */
  function compareReaches(wanted: Wanted, fitting: readonly Identity[], beside: readonly Identity[]): void {
    const { answers } = wanted.checked.record;
    const reached = (identities: readonly Identity[]): (Reached & { readonly identity: Identity })[] =>
      identities.flatMap((identity) => reachesOf(pack, identity, answers).map((each) => ({ ...each, identity })));
    const [own, others] = [reached(fitting), reached(beside)];
    for (const question of new Set(own.map(({ reach }) => reach.question))) {
      const all = own.filter(({ reach }) => reach.question === question);
      const [first] = all;
      const either = [...all, ...others.filter(({ reach }) => reach.question === question)];
      if (!first || either.some(({ met }) => met === 'yes')) continue;
      const { identity, reach, property, wanted: number, least, met } = either.find((each) => each.met === 'maybe') ?? first;
      if (met === 'maybe' || least === null) {
        const args = { ...built(identity), wanted: `${reach.question}: ${number}`, what: [reach.property] };
        report(wanted, finding('check-built-unknown', property.at, args, 'warning'));
      } else {
        const args = { ...built(identity), question: reach.question, wanted: number, property: reach.property, least };
        report(wanted, finding('check-built-less', property.at, args));
      }
    }
  }

  function companionsOf({ with: companions }: Wanted): OfferingId[] {
    return companions.map(offeringIdOf).filter(({ service }) => services.has(service));
  }

  function reasonsFor(wanted: Wanted): Reasons {
    const found = knownReasons.get(wanted) ?? reasonsOf(pack, wanted, policy);
    knownReasons.set(wanted, found);
    return found;
  }
}

function templatesOf(stacks: readonly Stack[], findings: ReadonlyMap<Stack, readonly Finding[]>): CheckedTemplate[] {
  const seen = new Map<string, number>();
  return stacks.map((stack) => {
    const number = (seen.get(stack.file) ?? 0) + 1;
    seen.set(stack.file, number);
    return {
      key: number === 1 ? stack.file : `${stack.file}#${number}`,
      form: stack.form,
      resources: stack.resources.filter(({ derived }) => !derived).length,
      findings: findings.get(stack) ?? [],
    };
  });
}

function isNamed({ id, path }: Identity['resource'], name: string): boolean {
  return name === id || (path !== null && (name === path || `${name}/Resource` === path));
}

function built(identity: Identity): { readonly resource: string; readonly type: string; readonly built: string } {
  const { id, path, type } = identity.resource;
  return { resource: path ?? id, type, built: kindOf(identity) };
}

function nameOf({ checked: { record } }: Wanted): string {
  return record.title ?? record.id ?? `#${record.index + 1}`;
}
