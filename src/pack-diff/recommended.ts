import type { Clause } from '../engine/box.ts';
import type { CompiledLeaf, CompiledOption, LimitConditions, LimitedQuestion } from '../engine/compile.ts';
import { type Diagram, type Diagrams, NONE, type Operation } from './diagrams.ts';

/** The answers that one side recommends an option for; `unmet`: although it does not fit. */
export interface Recommended {
  /** Null: the tree has no branch for the answers. */
  readonly option: CompiledOption | null;
  readonly unmet: boolean;
  readonly where: Diagram;
}

/** The most options of a leaf, and the most requirements of an option, that a rank tells apart. */
const MAX_RANKED = 1024;

const ranked: Operation = { of: (higher, lower) => higher * MAX_RANKED + lower };
const ifInPlay: Operation = { of: (isInPlay, rank) => (isInPlay === 0 ? NONE : rank) };
const hasRank: Operation = { of: (least, rank) => (least === rank && rank !== NONE ? 1 : 0) };

/** The answers that meet a condition, as one side sees them. */
export type Where = (when: readonly Clause[]) => Diagram;

/** The options of a leaf that fit, each with its answers: `chooseFitting` for all answers at once. */
export function fittingAt(diagrams: Diagrams, leaf: CompiledLeaf | null, domain: Diagram, where: Where): Recommended[] {
  if (!leaf) return [{ option: null, unmet: false, where: domain }];
  const inPlay = optionsInPlay(diagrams, leaf, domain, where);
  let left = domain;
  // First those that fit without a workaround, then those that fit with one.
  const found = (['obstacles', 'misfits'] as const).flatMap((kind) =>
    inPlay.map(({ option, here }): Recommended => {
      const against = option.limited().map((each) => anyOf(diagrams, each, kind, where));
      const fits = diagrams.all([left, here, diagrams.not(diagrams.any(against))]);
      left = diagrams.all([left, diagrams.not(fits)]);
      return { option, unmet: false, where: fits };
    }),
  );
  return found.filter(({ where }) => where !== diagrams.never);
}

/**
 * The options of a leaf that are nearest to fitting, each with its answers, where none fits: `chooseNearest` for all answers at
 * once. As the number of unmet requirements counts, it would split the answers into millions of boxes.
 */
export function nearestAt(diagrams: Diagrams, leaf: CompiledLeaf, domain: Diagram, where: Where): Recommended[] {
  const ranks = optionsInPlay(diagrams, leaf, domain, where).map(({ option, here, index }) => {
    const limited = option.limited();
    // Only what counts for these answers keeps the diagrams small.
    const heldHere = (each: LimitedQuestion, kind: keyof LimitConditions) =>
      diagrams.all([here, anyOf(diagrams, each, kind, where)]);
    const missed = new Map(limited.map((each) => [each.question, heldHere(each, 'misfits')]));
    // A derived quantity does not count beside the number that it is a multiple of.
    const unmet = diagrams.sum(
      limited.map(({ question, multipleOf }) => {
        const isOther = diagrams.not(missed.get(multipleOf ?? -1) ?? diagrams.never);
        return diagrams.all([missed.get(question) ?? diagrams.never, isOther]);
      }),
    );
    const exceeded = diagrams.sum(limited.map((each) => heldHere(each, 'quotas')));
    const counted = diagrams.combine(ranked, unmet, exceeded);
    return { option, rank: diagrams.combine(ifInPlay, here, diagrams.combine(ranked, counted, diagrams.constant(index))) };
  });
  const least = diagrams.least(ranks.map(({ rank }) => rank));
  return ranks
    .map(({ option, rank }) => ({ option, unmet: true, where: diagrams.combine(hasRank, least, rank) }))
    .filter(({ where }) => where !== diagrams.never);
}

/** The options of a leaf whose `when` holds, or all where none does. */
function optionsInPlay(diagrams: Diagrams, { options }: CompiledLeaf, domain: Diagram, where: Where) {
  const whens = options.map(({ when }) => where(when));
  const none = diagrams.not(diagrams.any(whens));
  return options.map((option, index) => {
    return { option, index, here: diagrams.all([domain, diagrams.any([whens[index] ?? diagrams.never, none])]) };
  });
}

function anyOf(diagrams: Diagrams, { conditions }: LimitedQuestion, kind: keyof LimitConditions, where: Where): Diagram {
  return diagrams.any(conditions()[kind].map(where));
}
