import { nearest } from '../engine/nearest.ts';
import type { Policy } from '../model/decision.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { type OfferingId, offeringText } from '../model/service-variant.ts';
import type { Checked } from '../records/check.ts';
import { type Identity, identitiesIn, kindOf } from './identity.ts';
import { needsOf, type Reached, reachesOf, type Surroundings } from './needs.ts';
import type { Stack } from './stack.ts';
import { companionOf, fits, type Reasons, reasonsOf, type Wanted, wantedOf } from './wanted.ts';

/** Records that are named beside a resource that none of them decided on. */
const MAX_RECORDS_NAMED = 3;

/** What was found, by the record or by the stack that it is about. */
export interface Comparison {
  readonly records: ReadonlyMap<Checked, readonly Finding[]>;
  readonly stacks: ReadonlyMap<Stack, readonly Finding[]>;
}

/**
 * Compares what stacks build with what records decided. A record that names its resources is compared with just these, all
 * others together with all other resources: each wants one that is what it decided on, with its companions, and each
 * resource of one of the pack's services must be wanted by one of them. What is known only at deployment is a finding, and
 * never passes.
 *
 * @param records each with whether the result of its answers has just been written into it
 */
export function compareBuilt(
  pack: Pack,
  records: readonly { readonly checked: Checked; readonly renewed: boolean }[],
  stacks: readonly Stack[],
  policy: Policy,
): Comparison {
  const comparison = new DriftComparison(pack, stacks, policy);
  const wanted = records.flatMap(({ checked, renewed }) => wantedOf(checked, renewed) ?? []);
  const known = wanted.filter(({ service }) => pack.services.some(({ id, builtAs }) => id === service && builtAs));
  for (const each of wanted) {
    if (!known.includes(each)) comparison.report(each, finding('check-built-unmapped', each.at, { service: each.service }));
  }
  for (const { checked } of records) {
    // Of an open proposal nothing is known yet, but what it is about.
    if (checked.record.status === 'proposed' && checked.recordState?.service === null)
      comparison.claim(checked.record.built ?? []);
  }
  for (const each of known) if (each.built !== null) comparison.named(each, each.built);
  comparison.unnamed(known.filter(({ built }) => built === null));
  comparison.undecided(wanted);
  for (const stack of stacks) {
    for (const { id, kind, at } of stack.unseen) {
      // The pack may know what a template of its own makers is.
      if (!comparison.knows(stack, id))
        comparison.reportOnStack(stack, finding('check-built-unseen', at, { resource: id, kind }, 'warning'));
    }
  }
  return comparison;
}

class DriftComparison implements Comparison {
  readonly records = new Map<Checked, Finding[]>();
  readonly stacks = new Map<Stack, Finding[]>();
  private readonly pack: Pack;
  private readonly given: readonly Stack[];
  private readonly policy: Policy;
  private readonly services: ReadonlySet<string>;
  private readonly all: readonly Identity[];
  private readonly around: Surroundings;
  /** What some record names, and what some record wants. */
  private readonly claimed = new Set<Identity>();
  private readonly met = new Set<Identity>();
  private readonly unmet = new Set<Wanted>();
  private readonly known = new Map<Wanted, Reasons>();

  constructor(pack: Pack, stacks: readonly Stack[], policy: Policy) {
    this.pack = pack;
    this.given = stacks;
    this.policy = policy;
    this.services = new Set(pack.services.map(({ id }) => id));
    this.all = identitiesIn(pack, stacks);
    this.around = { pack, stacks, identities: this.all };
  }

  report({ checked }: Wanted, found: Finding): void {
    this.records.set(checked, [...(this.records.get(checked) ?? []), found]);
  }

  reportOnStack(stack: Stack, found: Finding): void {
    this.stacks.set(stack, [...(this.stacks.get(stack) ?? []), found]);
  }

  knows(stack: Stack, id: string): boolean {
    return this.all.some((identity) => identity.stack === stack && identity.resource.id === id);
  }

  /** Accounts for resources that a record names. */
  claim(names: readonly string[]): void {
    for (const identity of this.all) if (names.some((name) => isNamed(identity.resource, name))) this.claimed.add(identity);
  }

  /** Compares a record with the resources that it names, all of which must be what it decided on. */
  named(wanted: Wanted, names: readonly string[]): void {
    const own: Identity[] = [];
    let lost = false;
    names.forEach((name, index) => {
      if (this.given.some(({ resources }) => resources.some((resource) => isNamed(resource, name)))) {
        own.push(...this.all.filter(({ resource }) => isNamed(resource, name)));
      } else {
        lost = true;
        const suggestion = nearest(
          name,
          this.given.flatMap(({ resources }) => resources.map(({ id }) => id)),
        );
        const at = wanted.checked.record.placeOf(['built', index]) ?? wanted.at;
        this.report(wanted, finding('check-built-name', at, { name, ...(suggestion === null ? {} : { suggestion }) }));
      }
    });
    for (const identity of own) this.claimed.add(identity);
    // Nothing of it is built here.
    if (names.length === 0) return;
    const parts = [wanted, ...this.companions(wanted)];
    const strange = own.filter((identity) => identity.aside !== 'yes' && parts.every((part) => fits(identity, part) === 'no'));
    for (const identity of strange) this.strange(wanted, identity);
    this.unsure([wanted], own);
    this.main(wanted, own, lost || strange.length > 0 ? null : []);
    for (const companion of this.companions(wanted)) this.companion(wanted, companion, own);
  }

  /** Compares the other records with all other resources. */
  unnamed(wanted: readonly Wanted[]): void {
    const pool = this.all.filter((identity) => identity.aside !== 'yes' && !this.claimed.has(identity));
    // What one record decided on is no mistake of another one.
    for (const each of wanted) {
      for (const part of [each, ...this.companions(each)]) {
        for (const identity of pool) if (fits(identity, part) !== 'no') this.met.add(identity);
      }
    }
    this.unsure(wanted, pool);
    const free = pool.filter((identity) => !this.met.has(identity));
    for (const each of wanted) {
      const others = free.filter(({ service }) => service === each.service);
      const missing = pool.every((identity) => fits(identity, each) === 'no');
      if (missing && !each.proposed) this.unmet.add(each);
      if (missing && !each.proposed && others.length > 0) {
        for (const identity of others) {
          this.strange(each, identity);
          this.met.add(identity);
        }
      } else this.main(each, pool, each.proposed ? null : free.filter(({ general }) => !general));
      for (const companion of this.companions(each)) if (!each.proposed) this.companion(each, companion, pool);
    }
  }

  /** Reports resources of the pack's services that no record wants. */
  undecided(wanted: readonly Wanted[]): void {
    const near = [...wanted.filter((each) => this.unmet.has(each)), ...wanted.filter((each) => !this.unmet.has(each))];
    for (const identity of this.all) {
      const { general, aside, certain, service } = identity;
      if (general || aside === 'yes' || this.met.has(identity) || this.claimed.has(identity)) continue;
      const variant = certain.length === 1 ? (certain[0] as string) : null;
      const others = near.filter((each) => fits(identity, each) === 'no').slice(0, MAX_RECORDS_NAMED);
      const records = others.map((each) => ({
        record: nameOf(each),
        wanted: offeringText(each),
        ...this.reasons(each).against(service, variant),
      }));
      const args = { ...built(identity), records };
      const level = aside === 'maybe' ? 'warning' : 'error';
      this.reportOnStack(identity.stack, finding('check-built-undecided', identity.at, args, level));
    }
  }

  /** What the decision is about. `instead`: what there is in its stead; null: something was reported of it already. */
  private main(wanted: Wanted, own: readonly Identity[], instead: readonly Identity[] | null): void {
    const fitting = own.filter((identity) => fits(identity, wanted) === 'yes');
    const sure = fitting.filter(({ resource }) => resource.condition === null);
    this.needs(wanted, fitting, () => wanted.variant);
    const beside = this.companions(wanted).flatMap((part) => own.filter((identity) => fits(identity, part) === 'yes'));
    this.reaches(wanted, fitting, beside);
    if (sure.length > 0) return;
    const [perhaps] = fitting;
    if (perhaps) this.unknown(wanted, perhaps, offeringText(wanted));
    else if (instead && own.every((identity) => fits(identity, wanted) === 'no')) {
      const names = instead.map((identity) => `${identity.resource.id} (${kindOf(identity)})`);
      const { because } = this.reasons(wanted);
      this.report(wanted, finding('check-built-missing', wanted.at, { wanted: offeringText(wanted), because, instead: names }));
    }
  }

  private companion(wanted: Wanted, companion: OfferingId, own: readonly Identity[]): void {
    const fitting = own.filter((identity) => fits(identity, companion) === 'yes');
    this.needs(wanted, fitting, ({ certain }) => companion.variant ?? certain[0] ?? null);
    if (fitting.some(({ resource }) => resource.condition === null)) return;
    const [perhaps] = fitting;
    if (perhaps) this.unknown(wanted, perhaps, offeringText(companion));
    else if (own.every((identity) => fits(identity, companion) === 'no')) {
      const args = { wanted: offeringText(wanted), companion: offeringText(companion) };
      this.report(wanted, finding('check-built-with', wanted.at, args));
    }
  }

  /** Reports resources that may be what is wanted, and may be something that nobody decided on. */
  private unsure(wanted: readonly Wanted[], own: readonly Identity[]): void {
    const parts = wanted.flatMap((each) => [each, ...this.companions(each)].map((part) => ({ each, part })));
    for (const identity of own) {
      if (parts.some(({ part }) => fits(identity, part) === 'yes')) continue;
      const perhaps = parts.find(({ part }) => fits(identity, part) === 'maybe');
      if (perhaps) this.unknown(perhaps.each, identity, offeringText(perhaps.part));
    }
  }

  /** A resource that is not what a record decided on, where it should be. */
  private strange(wanted: Wanted, identity: Identity): void {
    const { because, against } = this.reasons(wanted);
    const variant = identity.certain.length === 1 ? (identity.certain[0] as string) : null;
    const args = { ...built(identity), wanted: offeringText(wanted), because, against: against(identity.service, variant).text };
    const code = identity.service === wanted.service ? 'check-built-variant' : 'check-built-other';
    this.report(wanted, finding(code, identity.at, args));
  }

  private unknown(wanted: Wanted, identity: Identity, offering: string): void {
    const { condition } = identity.resource;
    const what = identity.unsure.length > 0 ? identity.unsure : condition === null ? [] : [condition];
    const args = { ...built(identity), wanted: offering, what };
    this.report(wanted, finding('check-built-unknown', identity.at, args, 'warning'));
  }

  private needs(wanted: Wanted, fitting: readonly Identity[], variantOf: (identity: Identity) => string | null): void {
    const companions = this.companions(wanted);
    const all = fitting.flatMap((identity) =>
      needsOf(this.around, identity, variantOf(identity), companions).map((each) => ({ identity, ...each })),
    );
    const metSomewhere = new Set(all.filter(({ met }) => met === 'yes').map(({ need }) => need));
    for (const { identity, need, met } of all) {
      // Where a need goes with a companion, one of several resources that has it is enough.
      const elsewhere = need.with !== undefined && metSomewhere.has(need);
      if (met === 'yes' || elsewhere || identity.aside === 'yes') continue;
      const { at } = identity.resource;
      this.report(
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
  private reaches(wanted: Wanted, fitting: readonly Identity[], beside: readonly Identity[]): void {
    const { answers } = wanted.checked.record;
    const reached = (identities: readonly Identity[]): (Reached & { readonly identity: Identity })[] =>
      identities.flatMap((identity) => reachesOf(this.pack, identity, answers).map((each) => ({ ...each, identity })));
    const [own, others] = [reached(fitting), reached(beside)];
    for (const question of new Set(own.map(({ reach }) => reach.question))) {
      const all = own.filter(({ reach }) => reach.question === question);
      const [first] = all;
      const either = [...all, ...others.filter(({ reach }) => reach.question === question)];
      if (!first || either.some(({ met }) => met === 'yes')) continue;
      const { identity, reach, property, wanted: number, least, met } = either.find((each) => each.met === 'maybe') ?? first;
      if (met === 'maybe' || least === null) {
        const args = { ...built(identity), wanted: `${reach.question}: ${number}`, what: [reach.property] };
        this.report(wanted, finding('check-built-unknown', property.at, args, 'warning'));
      } else {
        const args = { ...built(identity), question: reach.question, wanted: number, property: reach.property, least };
        this.report(wanted, finding('check-built-less', property.at, args));
      }
    }
  }

  private companions({ with: companions }: Wanted): OfferingId[] {
    return companions.flatMap((id) => companionOf(id, this.services) ?? []);
  }

  private reasons(wanted: Wanted): Reasons {
    const known = this.known.get(wanted) ?? reasonsOf(this.pack, wanted, this.policy);
    this.known.set(wanted, known);
    return known;
  }
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
