import type { Page } from '../../output/text/layout.ts';
import { valueJson } from '../../output/values.ts';
import type { Region } from '../index.ts';
import type { RulesDiff, RulesDiffContext } from './diff-article.ts';

export type { MovedRecord } from './diff-article.ts';

/** A format: a pure function to a string that ends in one newline. */
type RenderRulesDiff = (value: RulesDiff, context: RulesDiffContext & Page) => string;

/** The formats of `rules diff` by name, each loads when it is asked for. */
export const rulesDiffFormats = {
  text: async () => {
    const { articleText } = await import('../../output/text/article-text.ts');
    const { diffArticle } = await import('./diff-article.ts');
    return { render: (value, context) => articleText(diffArticle(value, context), context) };
  },
  json: async () => ({ render: renderJson }),
  markdown: async () => {
    const { articleMarkdown } = await import('../../output/markdown/article-markdown.ts');
    const { diffArticle } = await import('./diff-article.ts');
    // What is too long to be read is complete here.
    const detailIn = ({ detail }: RulesDiffContext) => (detail === 'usual' ? 'all' : detail);
    return {
      render: (value, context) => articleMarkdown(diffArticle(value, { ...context, detail: detailIn(context) }), context),
    };
  },
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
