import type { Flip, Redesign } from '../model/decision.ts';
import { answeredWith } from './explore.ts';
import { distinctBy } from './lists.ts';
import { detailKey, detailsOf, prospectOf, withOf } from './outcome.ts';
import type { Situation } from './situation.ts';

/**
 * Other answers to what was assumed, or taken by default, that keep the recommended service but change its variant, pattern or
 * companions. None while these are open; `flips`: what other answers lead to another service.
 */
export function redesignsOf({ compiled, known, policy, prospect, steps, first }: Situation, flips: readonly Flip[]): Redesign[] {
  if (detailsOf(prospect) > 1) return [];
  const now = detailKey(first);
  const leading = new Set(flips.map(({ question, to }) => `${question}=${to}`));
  const assumed = steps.filter(({ from }) => from === 'assumed' || from === 'default');
  return distinctBy(assumed, ({ question }) => question).flatMap(({ question, answer: from }) => {
    const asked = compiled.questions[compiled.indexOf.get(question) ?? -1];
    // A number has no values.
    const values = asked?.question.values ?? [];
    return values.flatMap(({ value: to }): Redesign[] => {
      if (!asked || to === from || leading.has(`${question}=${to}`)) return [];
      const next = prospectOf(compiled, answeredWith(compiled, known, asked.index, to), policy);
      const [outcome] = next.outcomes;
      if (!outcome || next.gaps.length > 0 || detailsOf(next) > 1 || detailKey(outcome) === now) return [];
      const { variant, pattern } = outcome.option;
      return [{ question, from, to, variant, pattern, with: withOf(outcome) }];
    });
  });
}
