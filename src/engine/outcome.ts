import type { Advice } from '../model/pack.ts';
import type { CellSet } from './cells.ts';
import type { Clause, Compiled, CompiledLeaf } from './compile.ts';
import type { CompiledOption, Held } from './compile-option.ts';
import { type Arrival, type Box, explore, type Gap, GapError, type Known, narrow, type Policy, split } from './explore.ts';

/** What a walk comes to: the option of a leaf that is recommended, what goes with it and what is warned of. */
export interface Outcome {
  readonly leaf: CompiledLeaf;
  readonly option: CompiledOption;
  /** None of the leaf's options fits: the first one stays. */
  readonly unmet: boolean;
  readonly effects: readonly Effect[];
  readonly box: Box;
}

/** Something that certain answers add to an outcome. */
export type Effect =
  | { readonly kind: 'mitigated'; readonly held: Held; readonly mitigation: string }
  | { readonly kind: 'quota'; readonly held: Held }
  | { readonly kind: 'advice'; readonly advice: Advice };

/** The option that a leaf recommends for each part of a box: the first that no fact contradicts without a mitigation. */
export function choose(leaf: CompiledLeaf, box: Box, onChoice: (option: CompiledOption, box: Box, unmet: boolean) => void): void {
  tryFrom(0, box);

  function tryFrom(index: number, part: Box): void {
    const option = leaf.options[index];
    if (!option) {
      onChoice(leaf.options[0] as CompiledOption, part, true);
      return;
    }
    let good: Box = part;
    for (const { question, cells } of merged(option.contradictions)) {
      const has = good.get(question);
      if (has === undefined || !(has & cells)) continue;
      tryFrom(index + 1, narrow(good, question, has & cells, has));
      if (!(has & ~cells)) return;
      good = new Map(good).set(question, has & ~cells);
    }
    onChoice(option, good, false);
  }
}

/** All that answers can come to. */
export interface Prospect {
  /** Every outcome that some completion of the answers comes to, with the answers that lead to it. */
  readonly outcomes: readonly Outcome[];
  /** What completions come to that reach no leaf. */
  readonly gaps: readonly Gap[];
}

/** Looks at every completion of the answers. */
export function prospectOf(compiled: Compiled, known: Known, policy: Policy, onOpen?: (question: number) => void): Prospect {
  const outcomes: Outcome[] = [];
  const gaps = explore(compiled, known, policy, (arrival) => outcomes.push(...outcomesAt(compiled, arrival)), onOpen);
  return { outcomes, gaps };
}

/** The same, for whoever needs an outcome. Throws GapError where there is none. */
export function prospectOrThrow(compiled: Compiled, known: Known, policy: Policy, onOpen?: (question: number) => void): Prospect {
  const prospect = prospectOf(compiled, known, policy, onOpen);
  const [gap] = prospect.gaps;
  if (gap && prospect.outcomes.length === 0) {
    throw new GapError(gap.node.id, compiled.questions[gap.node.question]?.question.id as string);
  }
  return prospect;
}

/** The services that completions of answers recommend. */
export interface Possible {
  readonly services: ReadonlySet<string>;
  /** Some completion reaches no leaf. */
  readonly gaps: boolean;
}

/** Looks at every completion of the answers for its service alone. */
export function possibleServices(
  compiled: Compiled,
  known: Known,
  policy: Policy,
  onOpen?: (question: number) => void,
): Possible {
  const services = new Set<string>();
  const onArrival = ({ leaf, box }: Arrival): void => choose(leaf, box, (option) => services.add(option.service.id));
  const gaps = explore(compiled, known, policy, onArrival, onOpen);
  return { services, gaps: gaps.length > 0 };
}

/** The service that every completion comes to; null where several can come out, or where one may lead nowhere. */
export function decidedOn({ services, gaps }: Possible): string | null {
  const [service, other] = services;
  return gaps || service === undefined || other !== undefined ? null : service;
}

function outcomesAt(compiled: Compiled, { leaf, box }: Arrival): Outcome[] {
  const found: Outcome[] = [];
  choose(leaf, box, (option, part, unmet) => {
    for (const { box: exact, active } of partition(part, effectsOf(compiled, option))) {
      found.push({ leaf, option, unmet, effects: active, box: exact });
    }
  });
  return found;
}

/** What decides whether two outcomes are the same: service, variant, with, pattern and warning codes; never words. */
export function outcomeKey(outcome: Outcome): string {
  const { option } = outcome.option;
  return JSON.stringify([option.service, option.variant, option.pattern, withOf(outcome), codesOf(outcome)]);
}

/** The services and neighbours that complete the recommendation, those of the option first. */
export function withOf(outcome: Outcome): string[] {
  const list = [...outcome.option.option.with];
  for (const effect of outcome.effects) if (effect.kind === 'advice') list.push(...effect.advice.with);
  return [...new Set(list)];
}

/** The codes of the warnings, the gravest first. */
export function codesOf(outcome: Outcome): string[] {
  const codes = outcome.unmet ? ['unmet-requirement'] : [];
  for (const effect of outcome.effects) {
    if (effect.kind !== 'advice') codes.push(effect.held.fact.id);
    else if (effect.advice.warning) codes.push(effect.advice.id);
  }
  return [...new Set(codes)];
}

type Conditional = { readonly when: readonly Clause[]; readonly effect: Effect };

const effectsByOption = new WeakMap<CompiledOption, readonly Conditional[]>();

/** What the answers can add to an option, each with its condition. */
export function effectsOf(compiled: Compiled, option: CompiledOption): readonly Conditional[] {
  const known = effectsByOption.get(option);
  if (known) return known;
  const { service, variant, pattern } = option.option;
  const speaksOf = (advice: Advice): boolean =>
    (advice.services.length === 0 || advice.services.includes(service) || advice.services.includes(`${service}/${variant}`)) &&
    (advice.patterns.length === 0 || (pattern !== null && advice.patterns.includes(pattern)));
  const effects: Conditional[] = [
    ...option.mitigated.map((held) => ({
      when: [held],
      effect: { kind: 'mitigated', held, mitigation: held.mitigation } as const,
    })),
    ...option.quota.map((held) => ({ when: [held], effect: { kind: 'quota', held } as const })),
    ...compiled.advice
      .filter(({ advice }) => speaksOf(advice))
      .map(({ advice, when }) => ({ when, effect: { kind: 'advice', advice } as const })),
  ];
  effectsByOption.set(option, effects);
  return effects;
}

/** Cuts a box into parts in each of which every effect either holds throughout or not at all. */
function partition(box: Box, effects: readonly Conditional[]): { box: Box; active: Effect[] }[] {
  let parts: { box: Box; active: Effect[] }[] = [{ box, active: [] }];
  for (const { when, effect } of effects) {
    parts = parts.flatMap((part) => {
      const { inside, outside } = split(part.box, when);
      const rest = outside.map((other) => ({ box: other, active: part.active }));
      return inside ? [{ box: inside, active: [...part.active, effect] }, ...rest] : rest;
    });
  }
  return parts;
}

/** One set of contradicted cells for each question. */
export function merged(contradictions: readonly Held[]): readonly Clause[] {
  if (contradictions.length < 2) return contradictions;
  const byQuestion = new Map<number, CellSet>();
  for (const { question, cells } of contradictions) byQuestion.set(question, (byQuestion.get(question) ?? 0n) | cells);
  return [...byQuestion].map(([question, cells]) => ({ question, cells }));
}
