import type { Answers } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { type Compiled, compile } from './compile.ts';
import { explore, knownOf, type Policy } from './explore.ts';
import { codesOf, decidedOn, type Outcome, type Prospect, prospectOrThrow, withOf } from './outcome.ts';
import { idsOf, inPackOrder } from './single-changes.ts';

/** What a decision comes to, without its explanation. */
export interface Brief {
  readonly status: 'decided' | 'open';
  /** Null while open, as is `variant` where the leaves that can be reached differ in it. */
  readonly service: string | null;
  readonly variant: string | null;
  readonly with: readonly string[];
  /** The services that can still come out, in pack order. */
  readonly possible: readonly string[];
  /** The codes of the warnings. */
  readonly warnings: readonly string[];
}

/**
 * Decides as `decide` does, and says only what came out: for many sets of answers, where nobody reads the reasons.
 *
 * @throws GapError where `decide` does
 */
export function decideBrief(pack: Pack, answers: Answers, policy: Policy): Brief {
  const compiled = compile(pack);
  return briefOf(compiled, prospectOrThrow(compiled, knownOf(compiled, answers), policy));
}

/** What all that one set of answers can come to comes to together. */
export function briefOf(compiled: Compiled, { outcomes: all, gaps }: Prospect): Brief {
  const services = new Set(all.map((outcome) => outcome.option.service.id));
  const possible = inPackOrder(compiled, services);
  const service = decidedOn({ services, gaps: gaps.length > 0 });
  if (service === null) return { status: 'open', service, variant: null, with: [], possible, warnings: [] };
  const variants = new Set(all.map((outcome) => outcome.option.option.variant));
  return {
    status: 'decided',
    service,
    variant: variants.size === 1 ? ([...variants][0] as string | null) : null,
    with: sharedBy(all, withOf),
    possible,
    warnings: sharedBy(all, codesOf),
  };
}

/** The questions that the walk asks, or may come to ask, and that nothing answers; in pack order. */
export function openQuestions(pack: Pack, answers: Answers, policy: Policy): string[] {
  const compiled = compile(pack);
  const open = new Set<number>();
  explore(
    compiled,
    knownOf(compiled, answers),
    policy,
    () => {},
    (question) => open.add(question),
  );
  return idsOf(compiled, open);
}

/** What holds of all outcomes, in the order of the first. */
function sharedBy([first, ...rest]: readonly Outcome[], of: (outcome: Outcome) => readonly string[]): string[] {
  const others = rest.map((outcome) => new Set(of(outcome)));
  return (first ? of(first) : []).filter((item) => others.every((set) => set.has(item)));
}
