import type { Flip, Redesign } from '../model/decision.ts';
import { answeredWith } from './explore.ts';
import { detailKey, detailsOf, prospectOf, withOf } from './outcome.ts';
import type { Situation } from './situation.ts';

/**
 * Other answers to what was assumed, or taken by default, that keep the recommended service but change its variant, pattern or
 * companions. None while these are open. `flips`: the changes that lead to another service.
 */
export function redesignsOf({ compiled, known, policy, prospect, steps, first }: Situation, flips: readonly Flip[]): Redesign[] {
  if (detailsOf(prospect) > 1) return [];
  const now = detailKey(first);
  const leading = new Set(flips.map(({ question, to }) => `${question}=${to}`));
  return compiled.questions.flatMap(({ id, index, question: { values } }) => {
    const step = steps.find(({ question, from }) => question === id && (from === 'assumed' || from === 'default'));
    if (!step) return [];
    return values.flatMap(({ value: to }): Redesign[] => {
      if (to === step.answer || leading.has(`${id}=${to}`)) return [];
      const next = prospectOf(compiled, answeredWith(compiled, known, index, to), policy);
      const [outcome] = next.outcomes;
      if (!outcome || next.gaps.length > 0 || detailsOf(next) > 1 || detailKey(outcome) === now) return [];
      const { variant, pattern } = outcome.option;
      return [{ question: id, from: step.answer, to, variant, pattern, with: withOf(outcome) }];
    });
  });
}
