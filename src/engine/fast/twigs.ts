import type { Compiled } from '../compile.ts';
import { effectsOf, type Outcome } from '../outcome.ts';
import type { FastOption } from './tables.ts';

/**
 * An option with those effects that are already known to hold, or not to. After the last effect it is an outcome, and
 * keeps what was made of it.
 */
export interface Twig<T> {
  readonly option: FastOption;
  /** None of its leaf's options fits. */
  readonly unmet: boolean;
  /** The twig that it grew from, and whether the next effect holds. */
  readonly from: Twig<T> | null;
  readonly holds: boolean;
  yes: Twig<T> | null;
  no: Twig<T> | null;
  result: T | null;
  /** Numbers those that have become outcomes, from 1; 0 before. */
  number: number;
  /** The number of the last run that came to it. */
  run: number;
}

/** The twig of which nothing is known yet. */
export function twigOf<T>(option: FastOption, unmet: boolean): Twig<T> {
  return { option, unmet, from: null, holds: false, yes: null, no: null, result: null, number: 0, run: 0 };
}

/** Makes the twig in which the next effect holds, or not. */
export function grow<T>(from: Twig<T>, holds: boolean): Twig<T> {
  const twig = { ...twigOf<T>(from.option, from.unmet), from, holds };
  if (holds) from.yes = twig;
  else from.no = twig;
  return twig;
}

/** The outcome that a twig has become; its box, which no result depends on, is left empty. */
export function outcomeOf<T>(compiled: Compiled, twig: Twig<T>): Outcome {
  const { leaf, option } = twig.option;
  const holding: boolean[] = [];
  for (let at = twig; at.from; at = at.from) holding.unshift(at.holds);
  const effects = effectsOf(compiled, option).flatMap(({ effect }, index) => (holding[index] ? [effect] : []));
  return { leaf, option, unmet: twig.unmet, effects, box: new Map() };
}
