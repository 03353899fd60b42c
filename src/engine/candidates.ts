import type { Candidate, Limit, Need, Reason, Step } from '../model/decision.ts';
import type { Fact, Service } from '../model/pack.ts';
import { type Box, holds } from './box.ts';
import { bareOption } from './compile.ts';
import type { CompiledOption, FactConflict, OptionConflict } from './compiled.ts';
import { derivedValue } from './explore.ts';
import { readable } from './formula.ts';
import type { Situation } from './situation.ts';

/** Every service of the pack with its verdict and reasons, the most important reason first. */
export function candidatesOf(situation: Situation): Omit<Candidate, 'wins'>[] {
  const { compiled, recommended, possible } = situation;
  return compiled.pack.services.map((service) => {
    if (recommended?.service.id === service.id) {
      return { service: service.id, verdict: 'recommended', reasons: whyRecommended(situation, recommended) };
    }
    const nearest = nearestOffer(situation, service);
    // A service that is still possible is not ruled out, whatever mitigation it would need.
    if (nearest && nearest.contradicted.length > 0 && !possible.has(service.id)) {
      const turning = turningPoint(situation, service);
      const isNew = nearest.contradicted.every(({ question }) => question !== turning?.question);
      const reasons = turning && isNew ? [...nearest.contradicted, turning] : nearest.contradicted;
      return { service: service.id, verdict: 'ruled-out', reasons };
    }
    return { service: service.id, verdict: 'viable', reasons: whyNotFirst(situation, service, nearest?.option) };
  });
}

/** The reasons that all outcomes still possible share, else the last step of the walk. */
function whyRecommended({ steps, prospect: { outcomes } }: Situation, { because }: CompiledOption): Reason[] {
  const common = because.filter((text) => outcomes.every(({ option }) => option.because.includes(text)));
  const reasons: Reason[] = common.map((text) => ({ question: null, answer: null, text }));
  const last = steps.at(-1);
  return reasons.length === 0 && last ? [reasonOfStep(last)] : reasons;
}

function whyNotFirst(situation: Situation, service: Service, option: CompiledOption | undefined): Reason[] {
  const { recommended, messages, possible } = situation;
  const mitigated = (option ? conflictsHeld(option, situation.box) : []).flatMap((conflict) => {
    const { kind, mitigation } = conflict;
    const reason = reasonOfConflict(situation, conflict);
    return mitigation && kind !== 'quota' ? [{ ...reason, text: messages.mitigated(reason.text, mitigation.text) }] : [];
  });
  return [turningPoint(situation, service) ?? { question: null, answer: null, text: rankText() }, ...mitigated];

  function rankText(): string {
    if (!recommended) return possible.has(service.id) ? messages.stillPossible() : messages.notReached();
    const isOffered = option !== undefined && offeredBy(situation, service).includes(option);
    return isOffered ? messages.rankedAfter(recommended.service.name) : messages.notNamed();
  }
}

/** The option of a service that misses the fewest answers, and its contradictions to them. */
function nearestOffer(situation: Situation, service: Service) {
  let nearest: { readonly option: CompiledOption; readonly contradicted: readonly Reason[] } | null = null;
  let least = Infinity;
  for (const option of optionsFor(situation, service)) {
    const contradicted = contradicting(situation, option);
    const missed = new Set(contradicted.map(({ question }) => question)).size;
    if (missed < least) nearest = { option, contradicted };
    least = Math.min(least, missed);
    if (least === 0) break;
  }
  return nearest;
}

/**
 * The options with which the leaf offers the service for these answers, then the variants that other leaves offer in the same
 * pattern; the bare variants if it offers none. Lazy, because preparing an option takes time and the first ones often suffice.
 */
function* optionsFor(situation: Situation, service: Service): Generator<CompiledOption, void> {
  const offered = offeredBy(situation, service);
  yield* offered;
  const patterns = new Set(offered.map(({ pattern }) => pattern));
  const inPattern = Object.values(situation.compiled.pack.leaves)
    .flatMap(({ options }) => options)
    .filter((option) => option.service === service.id && patterns.has(option.pattern))
    .map(({ variant }) => variant);
  const all = service.variants.length > 0 ? service.variants.map(({ id }) => id) : [null];
  for (const variant of new Set(offered.length > 0 ? inPattern : all)) {
    if (offered.every((option) => option.variant !== variant)) yield usualOption(situation, service.id, variant);
  }
}

/** A variant that handles what every option of its service handles, so that such a limit does not rule the service out. */
function usualOption({ compiled }: Situation, service: string, variant: string | null): CompiledOption {
  const options = Object.values(compiled.pack.leaves).flatMap((leaf) => leaf.options.filter((each) => each.service === service));
  const usual = Object.entries(options[0]?.handles ?? {}).filter(([id]) => options.every(({ handles }) => handles[id]));
  return bareOption(compiled, service, variant, Object.fromEntries(usual));
}

function offeredBy({ leaf, box }: Situation, service: Service): CompiledOption[] {
  return (leaf?.options ?? []).filter((option) => option.service === service && holds(box, option.when));
}

/** The conflicts of an option that hold for all answers in a box. */
export function conflictsHeld(option: CompiledOption, box: Box): OptionConflict[] {
  return option.conflicts(box).filter(({ when }) => holds(box, when));
}

/** The facts of an option that the answers contradict, the most important first. */
function contradicting(situation: Situation, option: CompiledOption): Reason[] {
  const contradictions = conflictsHeld(option, situation.box).filter(({ kind }) => kind === 'contradiction');
  return contradictions.map((conflict) => reasonOfConflict(situation, conflict));
}

/** What rules out one variant of a service: the facts that the answers contradict, the most important first. */
export function contradictionsOf(situation: Situation, service: string, variant: string | null): Reason[] {
  return contradicting(situation, usualOption(situation, service, variant));
}

/** The step of the walk after which no reachable leaf names the service. */
function turningPoint({ compiled, steps, prospect }: Situation, service: Service): Reason | null {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]?.node ?? prospect.at;
    if (!compiled.reach(next).has(service.id)) return compiled.reach(step.node).has(service.id) ? reasonOfStep(step) : null;
  }
  return null;
}

/** A conflict as a reason, with what the answers need and what the fact allows. */
export function reasonOfConflict(situation: Situation, conflict: FactConflict) {
  const { question, text, source } = conflict.fact;
  const need = needOf(situation, conflict);
  return { question, answer: need?.value ?? null, text, source, need, limit: limitOf(conflict.fact) } satisfies Reason;
}

/** What the answers need of the thing that a fact limits; null if that is not known. */
export function needOf({ compiled, values }: Situation, { question: index }: FactConflict): Need | null {
  const quantity = compiled.derived.find((each) => each.index === index);
  // A conflict holds only where the service receives what was answered, not what a mitigation sends instead.
  const computed = quantity && derivedValue(quantity, values);
  const value = typeof computed === 'number' ? readable(computed) : (values[index] ?? null);
  const of = quantity?.derived ?? compiled.questions[index]?.question;
  return of && value !== null ? { question: of.id, value, unit: of.unit } : null;
}

/** What a fact allows, without bounds that it does not have. */
export function limitOf({ values, min, max, kind, raise }: Fact): Limit {
  return { ...(values && { values }), ...(min !== null && { min }), ...(max !== null && { max }), kind, raise };
}

function reasonOfStep(step: Step): Reason {
  return { question: step.question, answer: step.answer, text: step.because };
}
