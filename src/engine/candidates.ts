import type { Candidate, Reason, Step } from '../model/decision.ts';
import type { Service, Value } from '../model/pack.ts';
import { bareOption, type Compiled, type CompiledLeaf } from './compile.ts';
import type { CompiledOption, Held } from './compile-option.ts';
import type { Box } from './explore.ts';
import type { Phrases } from './phrases.ts';
import type { Walk } from './walk.ts';

/** What is known when the candidates are judged: the walk, the answers in force, and the one leaf, if it is one. */
export interface Situation {
  readonly compiled: Compiled;
  readonly phrases: Phrases;
  readonly walk: Walk;
  readonly box: Box;
  readonly leaf: CompiledLeaf | null;
  readonly recommended: CompiledOption | null;
  /** The services that some completion of the answers recommends. */
  readonly possible: ReadonlySet<string>;
}

/** Every service of the pack with its verdict and reasons, the first reason the weightiest. */
export function candidatesOf(situation: Situation): Omit<Candidate, 'wins'>[] {
  return situation.compiled.pack.services.map((service) => {
    const { recommended } = situation;
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

function whyRecommended({ walk }: Situation, { option }: CompiledOption): Reason[] {
  const reasons: Reason[] = option.because.map((text) => ({ question: null, answer: null, text }));
  const last = walk.steps.at(-1);
  if (reasons.length === 0 && last) reasons.push(reasonOfStep(last));
  return reasons;
}

function whyNotFirst(situation: Situation, service: Service): Reason[] {
  const { leaf, recommended, phrases, compiled } = situation;
  const mitigated = (optionsFor(situation, service).next().value as CompiledOption).mitigated
    .filter((held) => contradicts(situation.box, held))
    .map((held) => reasonOfHeld(situation, held));
  const turning = turningPoint(situation, service);
  if (turning) return [turning, ...mitigated];
  if (!recommended) {
    const text = situation.possible.has(service.id) ? phrases.stillPossible() : phrases.notReached();
    return [{ question: null, answer: null, text }, ...mitigated];
  }
  const named = leaf?.options.some((option) => option.service === service);
  const name = compiled.services.get(recommended.service.id)?.name as string;
  return [{ question: null, answer: null, text: named ? phrases.rankedAfter(name) : phrases.notNamed() }, ...mitigated];
}

/** The contradictions of the variant that comes nearest to fitting; empty where one fits. */
function nearestContradictions(situation: Situation, service: Service): Reason[] {
  let nearest: Held[] | null = null;
  for (const option of optionsFor(situation, service)) {
    const contradicting = option.contradictions.filter((held) => contradicts(situation.box, held));
    if (!nearest || contradicting.length < nearest.length) nearest = contradicting;
    if (nearest.length === 0) break;
  }
  return (nearest ?? []).map((held) => reasonOfHeld(situation, held));
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
    .contradictions.filter((held) => contradicts(situation.box, held))
    .map((held) => reasonOfHeld(situation, held));
}

/** The step of the walk after which no leaf names the service any more. */
function turningPoint({ compiled, walk }: Situation, service: Service): Reason | null {
  const { steps } = walk;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as Step;
    const next = steps[index + 1]?.node ?? walk.at;
    if (!reach(compiled, next).has(service.id)) {
      return reach(compiled, step.node).has(service.id) ? reasonOfStep(step) : null;
    }
  }
  return null;
}

const reaches = new WeakMap<Compiled, Map<string, ReadonlySet<string>>>();

/** The services that some leaf below a node, or the leaf itself, names. */
export function reach(compiled: Compiled, id: string): ReadonlySet<string> {
  let known = reaches.get(compiled);
  if (!known) {
    known = new Map();
    reaches.set(compiled, known);
  }
  const cached = known.get(id);
  if (cached) return cached;
  const services = new Set<string>(compiled.pack.leaves[id]?.options.map((option) => option.service));
  for (const branch of compiled.nodes.get(id)?.branches ?? []) {
    for (const service of reach(compiled, branch.to)) services.add(service);
  }
  known.set(id, services);
  return services;
}

/** Whether a fact contradicts the answers in the box whatever the open ones turn out to be. */
export function contradicts(box: Box, { question, cells }: Held): boolean {
  const has = box.get(question);
  return has !== undefined && (has & ~cells) === 0n;
}

export function reasonOfHeld({ compiled, walk }: Pick<Situation, 'compiled' | 'walk'>, { fact, question }: Held): Reason {
  const answer: Value | null = walk.inForce.get(question)?.value ?? null;
  return { question: compiled.questions[question]?.question.id ?? null, answer, text: fact.text, source: fact.source };
}

function reasonOfStep(step: Step): Reason {
  return { question: step.question, answer: step.answer, text: step.because };
}
