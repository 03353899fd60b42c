import type { Answers, DecisionSummary, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { type Compiled, compile } from './compile.ts';
import { explore } from './explore.ts';
import { knownOf } from './known.ts';
import { codesOf, decidedOn, type Outcome, prospectOrThrow, withOf } from './outcome.ts';

/**
 * Decides like `decide`, without explanations.
 *
 * @throws GapError as `decide` does
 */
export function summarize(pack: Pack, answers: Answers, policy: Policy): DecisionSummary {
  const compiled = compile(pack);
  const { outcomes, gaps } = prospectOrThrow(compiled, answers, policy);
  return summaryOf(compiled, outcomes, gaps.length > 0);
}

/** The summary of all outcomes of one set of answers. */
export function summaryOf(compiled: Compiled, outcomes: readonly Outcome[], gaps: boolean): DecisionSummary {
  const services = new Set(outcomes.map((outcome) => outcome.option.service.id));
  const possible = inPackOrder(compiled, services);
  const service = decidedOn({ services, gaps });
  if (service === null) return { status: 'open', service, variant: null, with: [], possible, warnings: [] };
  return {
    status: 'decided',
    service,
    variant: sameInAll(outcomes, (outcome) => outcome.option.option.variant),
    with: sharedBy(outcomes.map(withOf)),
    possible,
    warnings: sharedBy(outcomes.map(codesOf)),
  };
}

/** The questions that the walk asks, or may ask, and nothing answers; in pack order. */
export function openQuestions(pack: Pack, answers: Answers, policy: Policy): string[] {
  const compiled = compile(pack);
  const open = new Set<number>();
  explore(compiled, knownOf(compiled, answers), policy, { leaf: () => {}, open: (question) => open.add(question) });
  return idsOf(compiled, open);
}

/** The value that all outcomes have in common; null if they differ. */
export function sameInAll<T, O>(outcomes: readonly O[], of: (outcome: O) => T | null): T | null {
  const [first, ...others] = outcomes;
  if (!first) return null;
  const value = of(first);
  return others.every((outcome) => of(outcome) === value) ? value : null;
}

/** The items that all lists have in common, in the order of the first. */
export function sharedBy<T>(
  [first = [], ...others]: readonly (readonly T[])[],
  keyOf: (item: T) => unknown = (item) => item,
): T[] {
  const keys = others.map((list) => new Set(list.map(keyOf)));
  const shared = first.filter((item) => keys.every((set) => set.has(keyOf(item))));
  return [...new Map(shared.map((item) => [keyOf(item), item])).values()];
}

/** Services in pack order. */
export function inPackOrder({ pack }: Compiled, services: ReadonlySet<string>): string[] {
  return pack.services.map((service) => service.id).filter((id) => services.has(id));
}

/** The ids of questions in pack order. */
export function idsOf({ questions }: Compiled, indexes: ReadonlySet<number>): string[] {
  return questions.filter(({ index }) => indexes.has(index)).map(({ question }) => question.id);
}
