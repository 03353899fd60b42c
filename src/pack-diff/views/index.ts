import { valueJson } from '../../output/values.ts';
import type { Region } from '../index.ts';
import type { RenderRulesDiff, RulesDiff, RulesDiffContext } from './outline.ts';

export type { MovedRecord } from './outline.ts';

/** The formats of `rules diff` by name, each loads when it is asked for. */
export const rulesDiffFormats = {
  text: () => import('./text.ts'),
  json: async () => ({ render: renderJson }),
  markdown: () => import('./markdown.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderRulesDiff }>>>;

/**
 * The whole difference as JSON, for programs; the summary says of each region in how many places it is, not where.
 * Key order is part of the contract.
 */
function renderJson({ diff, records }: RulesDiff, { detail }: RulesDiffContext): string {
  const { old, new: now, equal, complete, share, questions, answers, uncompared } = diff;
  const isSummary = detail === 'summary';
  const shown = (regions: readonly Region[]) =>
    isSummary ? regions.map((region) => ({ ...region, places: region.places.length })) : regions;
  const value = {
    schema: isSummary ? 'tsunagi/rules-diff-summary@1' : 'tsunagi/rules-diff@1',
    old,
    new: now,
    equal,
    complete,
    uncompared,
    share,
    questions,
    answers,
    regions: shown(diff.regions),
    defaults: shown(diff.defaults),
    records,
  };
  return valueJson(value);
}
