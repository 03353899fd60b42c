import { lazy } from '../engine/lazy.ts';
import { type Outcome, outcomeKey } from '../engine/outcome.ts';
import type { Answers, Policy } from '../model/decision.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { Fact, Pack, Service } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { daysBetween } from '../pack/schema/common.ts';
import { type RecordState, recordStateOf } from './record-state.ts';

/** The facts that are `old` (checked longer ago than the pack allows) or `expired` (past their validity). */
export function outdatedFacts(pack: Pack, asOf: string) {
  const offerings = pack.services.flatMap(({ id, facts, variants }) => {
    return [{ id, facts }, ...variants.map((variant) => ({ id: `${id}/${variant.id}`, facts: variant.facts }))];
  });
  const names = new Map(offerings.flatMap(({ id, facts }) => facts.map((fact) => [fact, `${id} ${fact.id}`] as const)));
  const days = pack.factAgeDays ?? Infinity;
  const facts = [...names.keys()];
  const old: ReadonlySet<Fact> = new Set(facts.filter(({ checked }) => daysBetween(checked, asOf) > days));
  const expired: ReadonlySet<Fact> = new Set(facts.filter(({ validUntil }) => validUntil !== null && validUntil < asOf));
  const rest = lazy(() => withoutFacts(pack, new Set([...old, ...expired])));
  /** `service fact`, or `service/variant fact` for a variant's own fact. */
  const nameOf = (fact: Fact): string => names.get(fact) ?? fact.id;
  return { old, expired, nameOf, without, findingsFor };

  /** The result of the answers without the outdated facts; null if it is the same. */
  function without(answers: Answers, policy: Policy, recordState: RecordState): RecordState | null {
    const other = recordStateOf(rest(), answers, policy);
    return differs(recordState, other) ? other : null;
  }

  /** A finding for each kind of them that a decision depends on, with the result without any of them. */
  function findingsFor({ answers }: LinkRecord, recordState: RecordState, policy: Policy, at: SourceLocation | null): Finding[] {
    return [old, expired].flatMap((wanted) => {
      const relied = wanted.size > 0 ? restingOn(recordState.outcomes, wanted) : [];
      if (relied.length === 0) return [];
      const other = without(answers, policy, recordState);
      const args = { facts: relied.map(nameOf), instead: other && insteadOf(recordState, other) };
      const [first = ''] = relied.flatMap(({ checked, validUntil }) => (wanted === old ? checked : (validUntil ?? []))).sort();
      if (wanted === old) return finding('check-facts-old', at, { ...args, checked: first, days }, 'warning');
      return finding('check-facts-expired', at, { ...args, until: first }, 'warning');
    });
  }
}

type OutdatedFinding = Extract<Finding, { code: 'check-facts-old' | 'check-facts-expired' }>;

const isOutdated = (found: Finding): found is OutdatedFinding => 'facts' in found.args;

/** What findings of several records share to be shown as one. Outdated facts are renewed in the rules, not in each record. */
export function sharedPart(found: Finding): unknown {
  return isOutdated(found) ? [found.code, found.args.instead] : found;
}

/** The first of several findings that share this part, about the facts of all, since the oldest day. */
export function joinedFinding(first: Finding, all: readonly Finding[]): Finding {
  const dayOf = ({ args }: OutdatedFinding): string => ('until' in args ? args.until : args.checked);
  const outdated = all.filter(isOutdated).sort((a, b) => dayOf(a).localeCompare(dayOf(b)));
  const facts = [...new Set(outdated.flatMap(({ args }) => args.facts))];
  const [oldest] = outdated;
  return oldest ? finding(first.code, first.at, { ...oldest.args, facts }, first.level) : first;
}

/** The facts among `wanted` that outcomes rest on: answers were checked against them, or they rule out preferred options. */
export function restingOn(outcomes: readonly Outcome[], wanted: ReadonlySet<Fact>): Fact[] {
  const found = outcomes.flatMap(({ leaf, option, unmet, box }) => {
    const last = unmet ? leaf.options.length - 1 : leaf.options.indexOf(option);
    return leaf.options.slice(0, last + 1).flatMap((each) => factsDeciding(each, each === option, box));
  });
  return [...new Set(found)].filter((fact) => wanted.has(fact));
}

/** The facts that the answers in a box were checked against for the chosen option, or that rule out another one. */
function factsDeciding(option: Outcome['option'], isChosen: boolean, box: Outcome['box']): Fact[] {
  return option.conflicts(box).flatMap(({ fact, insteadOf, question, cells }) => {
    if (((box[question] ?? 0) & cells) === 0 && !isChosen) return [];
    return insteadOf ? [insteadOf, fact] : fact;
  });
}

/** The services that another result makes possible; empty if only companions or patterns differ. */
function insteadOf(recordState: RecordState, other: RecordState): readonly string[] {
  const names = ({ service, variant, possible }: RecordState): readonly string[] =>
    service !== null && variant !== null ? [`${service}/${variant}`] : possible;
  return names(recordState).join() === names(other).join() ? [] : names(other);
}

function differs(a: RecordState, b: RecordState): boolean {
  const keys = (recordState: RecordState): string => [...new Set(recordState.outcomes.map(outcomeKey))].sort().join('\n');
  return keys(a) !== keys(b);
}

/** Disables facts of a pack: they still override the service's facts with the same id, but restrict nothing. */
function withoutFacts(pack: Pack, gone: ReadonlySet<Fact>): Pack {
  const rest = (facts: readonly Fact[]): readonly Fact[] =>
    facts.map((fact) => (gone.has(fact) ? { ...fact, question: null } : fact));
  const services = pack.services.map((service): Service => {
    const variants = service.variants.map((variant) => ({ ...variant, facts: rest(variant.facts) }));
    return { ...service, facts: rest(service.facts), variants };
  });
  return { ...pack, services };
}
