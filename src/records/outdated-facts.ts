import { ABSENT } from '../engine/cells.ts';
import { type Outcome, outcomeKey } from '../engine/outcome.ts';
import type { Answers, Policy } from '../model/decision.ts';
import type { Fact, Pack, Service } from '../model/pack.ts';
import { type RecordState, recordStateOf } from './record-state.ts';

/**
 * The facts of a pack that cannot be relied on any more: `old`, whose check is older than the pack allows, and `expired`, that
 * were only valid until an earlier day. Only those that name a question are looked at.
 *
 * @param asOf an ISO day, as are those of the facts
 */
export function staleFacts(pack: Pack, asOf: string) {
  const names = new Map<Fact, string>();
  for (const service of pack.services) {
    for (const fact of service.facts) names.set(fact, `${service.id} ${fact.id}`);
    for (const variant of service.variants) {
      for (const fact of variant.facts) names.set(fact, `${service.id}/${variant.id} ${fact.id}`);
    }
  }
  const limit = pack.factAgeDays ?? Number.POSITIVE_INFINITY;
  const facts = [...names.keys()].filter(({ question }) => question !== null);
  const old: ReadonlySet<Fact> = new Set(facts.filter(({ checked }) => daysBetween(checked, asOf) > limit));
  const expired: ReadonlySet<Fact> = new Set(facts.filter(({ validUntil }) => validUntil !== null && validUntil < asOf));
  let rest: Pack | null = null;
  return {
    old,
    expired,
    /** `service fact`, or `service/variant fact` where it is a variant's own. */
    nameOf: (fact: Fact): string => names.get(fact) ?? fact.id,
    /** What answers would lead to without all that is old or expired; null where that is the same. */
    without(answers: Answers, policy: Policy, recordState: RecordState): RecordState | null {
      rest ??= withoutFacts(pack, new Set([...old, ...expired]));
      const other = recordStateOf(rest, answers, policy);
      return differs(recordState, other) ? other : null;
    },
  };
}

/**
 * The facts among `wanted` that outcomes rest on: those of what is recommended that answers were checked against, and those
 * that speak against what the rules would have preferred. In the order in which they were looked at.
 */
export function restingOn(outcomes: readonly Outcome[], wanted: ReadonlySet<Fact>): Fact[] {
  const found = new Set<Fact>();
  for (const { leaf, option, unmet, box } of outcomes) {
    const last = unmet ? leaf.options.length - 1 : leaf.options.indexOf(option);
    for (const each of leaf.options.slice(0, last + 1)) {
      for (const { fact, insteadOf, question, cells } of [...each.contradictions, ...each.mitigated, ...each.quota]) {
        const answer = box[question] ?? ABSENT;
        if (answer === ABSENT || ((answer & cells) === 0 && each !== option)) continue;
        for (const one of insteadOf ? [insteadOf, fact] : [fact]) if (wanted.has(one)) found.add(one);
      }
    }
  }
  return [...found];
}

function differs(a: RecordState, b: RecordState): boolean {
  const keys = (recordState: RecordState): string => [...new Set(recordState.outcomes.map(outcomeKey))].sort().join('\n');
  return keys(a) !== keys(b);
}

/** The pack without some facts: each still hides the service's fact of the same id, but restricts nothing. */
function withoutFacts(pack: Pack, gone: ReadonlySet<Fact>): Pack {
  const rest = (facts: readonly Fact[]): readonly Fact[] =>
    facts.map((fact) => (gone.has(fact) ? { ...fact, question: null } : fact));
  const services = pack.services.map(
    (service): Service => ({
      ...service,
      facts: rest(service.facts),
      variants: service.variants.map((variant) => ({ ...variant, facts: rest(variant.facts) })),
    }),
  );
  return { ...pack, services };
}

function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
