import type { Answers, Assumption, DecisionSummary, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { Box, Divisible } from './box.ts';
import { choose, splitByItems } from './choose.ts';
import { compile } from './compile.ts';
import type { Compiled, CompiledLeaf, CompiledOption, Effect } from './compiled.ts';
import { type AnswerSpace, explore, type Known, knownOf, type PathStep } from './explore.ts';
import { GapError } from './gap-error.ts';
import { sameInAll, sharedBy } from './lists.ts';

/** The code of the warning about requirements that no option meets. */
export const UNMET = 'unmet-requirement';

/** The option recommended for some answers, with what it gains or warns of for them. */
export interface ChosenOption {
  readonly option: CompiledOption;
  /** No option of the leaf fits, and this one is the nearest. */
  readonly unmet: boolean;
  readonly effects: readonly Effect[];
}

/** A result of answers: the leaf that they lead to, and the option chosen there. */
export interface Outcome extends ChosenOption {
  readonly leaf: CompiledLeaf;
  readonly box: Box;
}

/** A node without a branch for some completions of the answers. */
interface GapFound extends Pick<PathStep, 'node' | 'filled'> {
  readonly box: Box;
}

/** Everything that answers can lead to. */
export interface Prospect {
  /** Every outcome of some completion of the answers, with those answers. */
  readonly outcomes: readonly Outcome[];
  /** Where completions of the answers reach no leaf. */
  readonly gaps: readonly GapFound[];
  /** The questions that the walk asks and nothing answers. */
  readonly asks: ReadonlySet<number>;
  /** The values that fill in missing answers of some completion. */
  readonly assumptions: readonly Assumption[];
  /** The branches that every completion takes. */
  readonly path: readonly PathStep[];
  /** Where those branches end: a leaf, a node whose question is open, or a node without a branch for the answer. */
  readonly at: string;
  readonly ends: 'leaf' | 'open' | 'gap';
}

/** Splits the answers that reach a leaf by what is recommended for them, with its effects. */
export function chosenAt(leaf: CompiledLeaf, answers: Divisible, then: (chosen: ChosenOption) => void): void {
  choose(leaf, answers, (option, unmet) =>
    splitByItems(option.effects(answers), answers, (effects) => then({ option, unmet, effects })),
  );
}

/** Collects what every completion of the answers leads to. */
export function prospectOf(compiled: Compiled, known: AnswerSpace, policy: Policy): Prospect {
  const outcomes: Outcome[] = [];
  const gaps: GapFound[] = [];
  const asks = new Set<number>();
  const assumptions = new Map<string, Assumption>();
  const path: PathStep[] = [];
  explore(compiled, known, policy, {
    leaf: (leaf, box, answers) =>
      chosenAt(leaf, answers, ({ option, unmet, effects }) => outcomes.push({ leaf, option, unmet, effects, box: [...box] })),
    gap: (node, box, filled) => gaps.push({ node, box: [...box], filled }),
    open: (question) => asks.add(question),
    enter(node, branch, filled, certain) {
      if (certain) path.push({ node, branch, filled });
      if (filled) assumptions.set(`${node.ask}=${filled.value}`, { question: node.ask, answer: filled.value, from: filled.from });
    },
  });
  const at = path.at(-1)?.branch.to ?? compiled.pack.root;
  const node = compiled.nodes.get(at);
  const atNode = node && asks.has(node.question) ? 'open' : 'gap';
  return { outcomes, gaps, asks, assumptions: [...assumptions.values()], path, at, ends: node ? atNode : 'leaf' };
}

/** Like `prospectOf`, but throws GapError if no completion has an outcome. */
export function prospectOrThrow(compiled: Compiled, known: Known, policy: Policy): Prospect {
  const prospect = prospectOf(compiled, known, policy);
  const { outcomes, gaps, path, ends } = prospect;
  const [gap] = gaps;
  if (!gap || outcomes.length > 0) return prospect;
  const { id, ask, question } = gap.node;
  const earlier = path.find((step) => step.node.question === question)?.filled;
  const answer = known.values[question] ?? earlier?.value ?? gap.filled?.value ?? null;
  throw new GapError(id, ask, ends === 'gap' ? answer : null);
}

/** What completions of the answers lead to, without explanations. */
export interface Possible {
  readonly services: Set<string>;
  /** The questions that the walk asks and nothing answers. */
  readonly asks: Set<number>;
  /** Some completion reaches no leaf. */
  gaps: boolean;
  /** Some completion recommends a service that meets every requirement. */
  meets: boolean;
  /** Some completion recommends one that does not. */
  misses: boolean;
}

/** Collects only the services that completions of the answers lead to. */
export function possibleServices(compiled: Compiled, known: AnswerSpace, policy: Policy): Possible {
  const possible: Possible = { services: new Set(), asks: new Set(), gaps: false, meets: false, misses: false };
  const add = ({ service }: CompiledOption, unmet: boolean): void => {
    possible.services.add(service.id);
    possible.meets ||= !unmet;
    possible.misses ||= unmet;
  };
  explore(compiled, known, policy, {
    leaf: (leaf, _, answers) => choose(leaf, answers, add, ({ service }) => service),
    gap: () => {
      possible.gaps = true;
    },
    open: (question) => possible.asks.add(question),
  });
  return possible;
}

/** The service that every completion leads to; null if there are several, or if some completion reaches no leaf. */
export function decidedOn({ services, gaps }: Pick<Possible, 'services' | 'gaps'>): string | null {
  const [service, other] = services;
  return gaps || service === undefined || other !== undefined ? null : service;
}

/** The identity of an outcome: service, variant, pattern, companions and warning codes; never texts. */
export function outcomeKey(outcome: ChosenOption): string {
  return detailKey(outcome) + JSON.stringify(codesOf(outcome).sort());
}

/** How many outcomes differ in what is to be built. */
export function detailsOf({ outcomes }: Pick<Prospect, 'outcomes'>): number {
  return new Set(outcomes.map(detailKey)).size;
}

/** Equal for outcomes that are built alike. */
export function detailKey(outcome: ChosenOption): string {
  const { service, variant, pattern } = outcome.option;
  return JSON.stringify([service.id, variant, pattern, withOf(outcome).sort()]);
}

/** The companions of a recommendation: those of the option, then those that advice adds. */
export function withOf({ option, effects }: Pick<ChosenOption, 'option' | 'effects'>): string[] {
  const advised = effects.flatMap((effect) => (effect.kind === 'advice' ? effect.advice.with : []));
  return [...new Set([...option.with, ...advised])];
}

/** The codes of the warnings, the most serious first. */
function codesOf({ unmet, effects }: Pick<ChosenOption, 'unmet' | 'effects'>): string[] {
  const codes = unmet ? [UNMET] : [];
  for (const effect of effects) {
    if (effect.kind !== 'advice') codes.push(effect.conflict.fact.id);
    else if (effect.advice.warning) codes.push(effect.advice.id);
  }
  return [...new Set(codes)];
}

/** Decides like `decide`, GapError included, without explanations. */
export function summarize(pack: Pack, answers: Answers, policy: Policy): DecisionSummary {
  const compiled = compile(pack);
  const { outcomes, gaps } = prospectOrThrow(compiled, knownOf(compiled, answers), policy);
  return summaryOf(compiled, outcomes, gaps.length > 0);
}

/** A decision in short; `gaps`: the rules have no branch for some answers to the open questions. */
export function summaryOf(compiled: Compiled, outcomes: readonly ChosenOption[], gaps: boolean): DecisionSummary {
  const services = new Set(outcomes.map((outcome) => outcome.option.service.id));
  const possible = inPackOrder(compiled, services);
  const service = decidedOn({ services, gaps });
  if (service === null) return { status: 'open', service, variant: null, with: [], possible, warnings: [] };
  return {
    status: 'decided',
    service,
    variant: sameInAll(outcomes, (outcome) => outcome.option.variant),
    with: sharedBy(outcomes.map(withOf)),
    possible,
    warnings: sharedBy(outcomes.map(codesOf)),
  };
}

/** A part of an outcome that can be expected: an id, or a list of them. */
export type OutcomePart = string | null | readonly string[];

/** Whether a part of an outcome is as expected; the order of a list does not matter. */
export function isAsExpected(expected: OutcomePart, got: OutcomePart): boolean {
  if (!Array.isArray(expected) || !Array.isArray(got)) return expected === got;
  const has = new Set(got);
  return has.size === new Set(expected).size && expected.every((item) => has.has(item));
}

export function inPackOrder({ pack }: Compiled, services: ReadonlySet<string>): string[] {
  return pack.services.map(({ id }) => id).filter((id) => services.has(id));
}

/** The ids of questions in pack order. */
export function idsOf({ questions }: Compiled, indexes: ReadonlySet<number>): string[] {
  return questions.filter(({ index }) => indexes.has(index)).map(({ id }) => id);
}
