import type { Page } from '../../output/text/layout.ts';
import { valueJson } from '../../output/values.ts';
import type { Region } from '../index.ts';
import type { RulesDiff, RulesDiffContext } from './diff-article.ts';

export type { MovedRecord } from './diff-article.ts';

/** A format: a pure function that returns a string ending in one newline. */
type RenderRulesDiff = (value: RulesDiff, context: RulesDiffContext & Page) => string;

/** The formats of `rules diff` by name, each loaded on demand. */
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
    // Markdown is complete even if it is too long to read.
    const detailIn = ({ detail }: RulesDiffContext) => (detail === 'usual' ? 'all' : detail);
    return {
      render: (value, context) => articleMarkdown(diffArticle(value, { ...context, detail: detailIn(context) }), context),
    };
  },
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderRulesDiff }>>>;

/**
 * Renders the whole difference as JSON, for programs; a summary gives the number of places of each region, not the places. Key
 * order is part of the contract.
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
