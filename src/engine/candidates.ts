import type { Candidate, Reason, Step } from '../model/decision.ts';
import type { Service } from '../model/pack.ts';
import { type Box, holds } from './box.ts';
import { bareOption, type Compiled, type CompiledOption, type FactConflict } from './compile.ts';
import { reach } from './reach.ts';
import type { Situation } from './situation.ts';

/** Every service of the pack with its verdict and reasons, the first reason the weightiest. */
export function candidatesOf(situation: Situation): Omit<Candidate, 'wins'>[] {
  const { compiled, recommended } = situation;
  return compiled.pack.services.map((service) => {
    if (recommended?.service.id === service.id) {
      return { service: service.id, verdict: 'recommended', reasons: whyRecommended(situation, recommended) };
    }
    const contradicted = nearestContradictions(situation, service);
    if (contradicted.length > 0) {
      const turning = turningPoint(situation, service);
      return { service: service.id, verdict: 'ruled-out', reasons: [...contradicted, ...(turning ? [turning] : [])] };
    }
    return { service: service.id, verdict: 'viable', reasons: whyNotFirst(situation, service) };
  });
}

function whyRecommended({ steps }: Situation, { option }: CompiledOption): Reason[] {
  const reasons: Reason[] = option.because.map((text) => ({ question: null, answer: null, text }));
  const last = steps.at(-1);
  return reasons.length === 0 && last ? [reasonOfStep(last)] : reasons;
}

function whyNotFirst(situation: Situation, service: Service): Reason[] {
  const { leaf, recommended, phrases, possible } = situation;
  const [nearest] = optionsFor(situation, service);
  const mitigated = (nearest?.mitigated ?? [])
    .filter((conflict) => contradicts(situation.box, conflict))
    .map((conflict) => reasonOfConflict(situation, conflict));
  const turning = turningPoint(situation, service);
  if (turning) return [turning, ...mitigated];
  if (!recommended) {
    const text = possible.has(service.id) ? phrases.stillPossible() : phrases.notReached();
    return [{ question: null, answer: null, text }, ...mitigated];
  }
  const named = leaf?.options.some((option) => option.service === service);
  const text = named ? phrases.rankedAfter(recommended.service.name) : phrases.notNamed();
  return [{ question: null, answer: null, text }, ...mitigated];
}

/** The contradictions of the variant that comes nearest to fitting; empty where one fits. */
function nearestContradictions(situation: Situation, service: Service): Reason[] {
  let nearest: FactConflict[] | null = null;
  for (const option of optionsFor(situation, service)) {
    const contradicting = option.contradictions.filter((conflict) => contradicts(situation.box, conflict));
    if (!nearest || contradicting.length < nearest.length) nearest = contradicting;
    if (nearest.length === 0) break;
  }
  return (nearest ?? []).map((conflict) => reasonOfConflict(situation, conflict));
}

/** The leaf's own options for the service, then its variants as they are without any handling; made as they are looked at. */
function* optionsFor({ compiled, leaf }: Situation, service: Service): Generator<CompiledOption, void> {
  for (const option of leaf?.options ?? []) if (option.service === service) yield option;
  if (service.variants.length === 0) yield bareOption(compiled, service.id, null);
  for (const variant of service.variants) yield bareOption(compiled, service.id, variant.id);
}

/** What speaks against one variant of a service: the facts that its answers contradict, the weightiest first. */
export function contradictionsOf(situation: Situation, service: string, variant: string | null): Reason[] {
  return bareOption(situation.compiled, service, variant)
    .contradictions.filter((conflict) => contradicts(situation.box, conflict))
    .map((conflict) => reasonOfConflict(situation, conflict));
}

/** The step of the walk after which no leaf names the service any more. */
function turningPoint({ compiled, steps, prospect }: Situation, service: Service): Reason | null {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]?.node ?? prospect.at;
    if (!reach(compiled, next).has(service.id)) {
      return reach(compiled, step.node).has(service.id) ? reasonOfStep(step) : null;
    }
  }
  return null;
}

/** Whether a fact contradicts the answers in the box whatever the open ones turn out to be. */
export function contradicts(box: Box, conflict: FactConflict): boolean {
  return holds(box, [conflict]);
}

/** A conflict as a reason, with the answer that it speaks about. */
export function reasonOfConflict(
  { compiled, inForce }: { readonly compiled: Compiled; readonly inForce: Situation['inForce'] },
  { fact, question }: FactConflict,
): Reason {
  const answer = inForce.get(question)?.value ?? null;
  return { question: compiled.questions[question]?.question.id ?? null, answer, text: fact.text, source: fact.source };
}

function reasonOfStep(step: Step): Reason {
  return { question: step.question, answer: step.answer, text: step.because };
}
