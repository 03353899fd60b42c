import type { Clause, Divisible } from './box.ts';
import type { CompiledLeaf, CompiledOption } from './compiled.ts';

/** How an option comes to be recommended: it fits, or none of its leaf does and it is the nearest. */
export type Choice = (option: CompiledOption, unmet: boolean) => void;

/**
 * Calls `then` with the option that a leaf recommends for each part of the answers: the first that no fact contradicts without a
 * mitigation; where each is contradicted, the first.
 */
export function choose(leaf: CompiledLeaf, answers: Divisible, then: Choice): void {
  const { options } = leaf;
  tryFrom(0);

  function tryFrom(index: number): void {
    const option = options[index];
    if (option) anyOf(option.misfits, answers, (misfits) => (misfits ? tryFrom(index + 1) : then(option, false)));
    else if (options[0]) then(options[0], true);
  }
}

/** Divides answers by whether any of some conditions holds. */
export function anyOf(
  conditions: readonly (readonly Clause[])[],
  answers: Divisible,
  then: (holds: boolean) => void,
  from = 0,
): void {
  for (let index = from; index < conditions.length; index++) {
    const condition = conditions[index] as readonly Clause[];
    const settled = answers.settled(condition);
    if (settled === false) continue;
    if (settled === null) {
      answers.divide(condition, (holds) => (holds ? then(true) : anyOf(conditions, answers, then, index + 1)));
      return;
    }
    then(true);
    return;
  }
  then(false);
}
