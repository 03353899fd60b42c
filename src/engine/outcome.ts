import type { Answers, Policy } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { type Box, type Divisible, divisible } from './box.ts';
import type { CellSet } from './cells.ts';
import { choose } from './choose.ts';
import type { Compiled, CompiledLeaf, CompiledNode, CompiledOption, CompiledValue, Effect } from './compiled.ts';
import { explore, type Turn } from './explore.ts';
import { GapError } from './gap-error.ts';
import { type Known, knownOf } from './known.ts';

/** What answers lead to: the option of a leaf that is recommended, what goes with it and what is warned of. */
export interface Outcome {
  readonly leaf: CompiledLeaf;
  readonly option: CompiledOption;
  /** None of the leaf's options fits: this one is the nearest. */
  readonly unmet: boolean;
  readonly effects: readonly Effect[];
  readonly box: Box;
}

/** Where completions of answers find no branch. */
interface GapFound {
  readonly node: CompiledNode;
  readonly box: Box;
  /** What stands for a missing answer there. */
  readonly filled: CompiledValue | null;
}

/** All that answers can lead to. */
export interface Prospect {
  /** Every outcome that some completion of the answers leads to, with the answers that do. */
  readonly outcomes: readonly Outcome[];
  /** Where completions reach no leaf. */
  readonly gaps: readonly GapFound[];
  /** The asked questions that are unknown. */
  readonly asks: ReadonlySet<number>;
  /** The branches that are taken for certain. */
  readonly turns: readonly Turn[];
  /**
   * Where those end: the id of a leaf, or of the node whose question nothing answers, or that has no branch for the
   * answer.
   */
  readonly at: string;
  readonly ends: 'leaf' | 'open' | 'gap';
}

/** Looks at every completion of the answers. */
export function prospectOf(compiled: Compiled, known: Known, policy: Policy): Prospect {
  const outcomes: Outcome[] = [];
  const gaps: GapFound[] = [];
  const asks = new Set<number>();
  const turns: Turn[] = [];
  explore(compiled, known, policy, {
    leaf: (leaf, box) => outcomesAt(leaf, box, (outcome) => outcomes.push(outcome)),
    gap: (node, box, filled) => gaps.push({ node, box: [...box], filled }),
    open: (question) => asks.add(question),
    enter: (node, branch, filled, certain) => certain && turns.push({ node, branch, filled }),
  });
  const at = turns.at(-1)?.branch.to ?? compiled.pack.root;
  const node = compiled.nodes.get(at);
  return { outcomes, gaps, asks, turns, at, ends: !node ? 'leaf' : asks.has(node.question) ? 'open' : 'gap' };
}

/**
 * The same, for whoever needs an outcome.
 *
 * @throws GapError where no completion leads to one
 */
export function prospectOrThrow(compiled: Compiled, answers: Answers, policy: Policy): Prospect {
  const prospect = prospectOf(compiled, knownOf(compiled, answers), policy);
  const [gap] = prospect.gaps;
  if (gap && prospect.outcomes.length === 0) throw gapOf(compiled, gap, prospect, answers);
  return prospect;
}

function gapOf(compiled: Compiled, { node, filled }: GapFound, { ends, turns }: Prospect, answers: Answers): GapError {
  const id = compiled.questions[node.question]?.question.id ?? '';
  if (ends !== 'gap') return new GapError(node.id, id);
  const earlier = turns.find((turn) => turn.node.question === node.question)?.filled;
  return new GapError(node.id, id, answers[id]?.value ?? earlier?.value ?? filled?.value ?? null);
}

/** Every outcome of a leaf for the answers of a box. */
function outcomesAt(leaf: CompiledLeaf, box: CellSet[], then: (outcome: Outcome) => void): void {
  const answers = divisible(box);
  choose(leaf, answers, (option, unmet) =>
    withEffects(option.effects, answers, [], (effects) => then({ leaf, option, unmet, effects: [...effects], box: [...box] })),
  );
}

/** Divides answers by which effects hold of them; the list that `then` gets is changed afterwards. */
export function withEffects(
  all: readonly Effect[],
  answers: Divisible,
  active: Effect[],
  then: (effects: readonly Effect[]) => void,
  from = 0,
): void {
  const before = active.length;
  for (let index = from; index < all.length; index++) {
    const effect = all[index] as Effect;
    const settled = answers.settled(effect.when);
    if (settled === true) active.push(effect);
    if (settled !== null) continue;
    answers.divide(effect.when, (holds) => {
      const length = active.length;
      if (holds) active.push(effect);
      withEffects(all, answers, active, then, index + 1);
      active.length = length;
    });
    active.length = before;
    return;
  }
  then(active);
  active.length = before;
}

/** The services that completions of answers recommend. */
export interface Possible {
  readonly services: ReadonlySet<string>;
  /** Some completion reaches no leaf. */
  readonly gaps: boolean;
}

/**
 * Looks at every completion of the answers for its service alone.
 *
 * @param open is called with each asked question that is unknown
 */
export function possibleServices(compiled: Compiled, known: Known, policy: Policy, open?: (question: number) => void): Possible {
  const services = new Set<string>();
  let gaps = false;
  explore(compiled, known, policy, {
    leaf(leaf, box) {
      if (leaf.service !== null) services.add(leaf.service);
      else choose(leaf, divisible(box), (option) => services.add(option.service.id));
    },
    gap: () => {
      gaps = true;
    },
    ...(open && { open }),
  });
  return { services, gaps };
}

/** The service that every completion leads to; null where several can come out, or where one may lead nowhere. */
export function decidedOn({ services, gaps }: Possible): string | null {
  const [service, other] = services;
  return gaps || service === undefined || other !== undefined ? null : service;
}

/** What decides whether two outcomes are the same: service, variant, with, pattern and warning codes; never words. */
export function outcomeKey(outcome: Outcome): string {
  const { option } = outcome.option;
  return JSON.stringify([option.service, option.variant, option.pattern, withOf(outcome), codesOf(outcome)]);
}

/** The services and neighbours that complete the recommendation, those of the option first. */
export function withOf({ option, effects }: Pick<Outcome, 'option' | 'effects'>): string[] {
  const advised = effects.flatMap((effect) => (effect.kind === 'advice' ? effect.advice.with : []));
  return [...new Set([...option.option.with, ...advised])];
}

/** The codes of the warnings, the gravest first. */
export function codesOf({ unmet, effects }: Pick<Outcome, 'unmet' | 'effects'>): string[] {
  const codes = unmet ? ['unmet-requirement'] : [];
  for (const effect of effects) {
    if (effect.kind !== 'advice') codes.push(effect.conflict.fact.id);
    else if (effect.advice.warning) codes.push(effect.advice.id);
  }
  return [...new Set(codes)];
}

/** Answers in force: those given, then those that stand for missing ones on the way; by question. */
export type InForce = ReadonlyMap<number, { readonly value: Value; readonly from: Answers[string]['from'] }>;

/** What is in force once the certain part of the walk was taken. */
export function inForceOf({ questions }: Compiled, answers: Answers, { turns }: Pick<Prospect, 'turns'>): InForce {
  const inForce = new Map<number, { value: Value; from: Answers[string]['from'] }>();
  for (const { question, index } of questions) {
    const given = answers[question.id];
    if (given && given.value !== null) inForce.set(index, { value: given.value, from: given.from });
  }
  for (const { node, filled } of turns) {
    if (filled && !inForce.has(node.question)) inForce.set(node.question, { value: filled.value, from: filled.from });
  }
  return inForce;
}
