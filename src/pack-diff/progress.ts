import type { Box } from '../engine/box.ts';
import { Budget } from '../engine/budget.ts';
import type { Diagrams } from './diagrams.ts';

/** The most pairs of nodes to visit. Packs that differ in a few places take some thousands. */
const MAX_STEPS = 300_000;

/**
 * The most diagrams for the answers at two leaves, and at all leaves. Answers that no option fits take far more than they get, as
 * all questions together may decide which one is nearest.
 */
const MAX_DIAGRAMS = {
  fitting: { atLeaves: 200_000, inAll: 1_000_000 },
  unfit: { atLeaves: 20_000, inAll: 200_000 },
} as const;

/** `fitting`: an option fits them in one pack at least; `unfit`: in none. */
type Answers = 'fitting' | 'unfit';

/** How far a comparison got, and what it may still take. */
export class Progress {
  readonly walk: Budget;
  /** Called for each pair of leaves. */
  readonly onPair: () => void;
  /** Whether all answers were compared that an option fits in one pack at least. */
  isCompleteIfMet = true;
  isComplete = true;
  /** The answers for which outcomes may differ, however far the comparison gets: those in any of these boxes. */
  readonly differing: Box[] = [];
  /** The share of the answer space in which the service or its variant changes. */
  movedShare = 0;
  readonly #left: Record<Answers, number> = { fitting: MAX_DIAGRAMS.fitting.inAll, unfit: MAX_DIAGRAMS.unfit.inAll };

  constructor(maxSteps: number = MAX_STEPS, onPair = () => {}) {
    this.walk = new Budget(maxSteps);
    this.onPair = onPair;
  }

  /** Compares some answers at two leaves as far as the budget for their diagrams allows. */
  compare(answers: Answers, diagrams: Diagrams, work: () => void): void {
    const budget = new Budget(Math.min(MAX_DIAGRAMS[answers].atLeaves, this.#left[answers]));
    const before = budget.left;
    diagrams.within(budget, work);
    this.#left[answers] -= before - budget.left;
    if (budget.isSpent) this.passOver(answers);
  }

  passOver(answers: Answers): void {
    this.isComplete = false;
    if (answers === 'fitting') this.isCompleteIfMet = false;
  }
}
