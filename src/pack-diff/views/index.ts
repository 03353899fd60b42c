import type { Page } from '../../output/text/layout.ts';
import type { PackDiff, Region } from '../index.ts';
import type { RecordMove } from '../records.ts';

/** A recorded decision and its outcome in both packs. */
export interface MovedRecord extends RecordMove {
  /** The file, with the number of the record where there are several. */
  readonly name: string;
  readonly title: string | null;
}

/** The input of a format of `rules diff`. */
export interface RulesDiff {
  readonly diff: PackDiff;
  /** All records that were decided with both packs. */
  readonly records: readonly MovedRecord[];
}

export interface RulesDiffContext extends Page {
  readonly lang: string;
  /**
   * `summary`: what changes and by how much, not for which answers; `usual`: all of it where that can be read, else the
   * largest parts; `all`: everything.
   */
  readonly detail: 'summary' | 'usual' | 'all';
}

/** A format: a pure function to a string that ends in one newline. */
export type RenderRulesDiff = (value: RulesDiff, context: RulesDiffContext) => string;

/** The formats of `rules diff` by name, each loads when it is asked for. */
export const rulesDiffFormats = {
  text: () => import('./text.ts'),
  json: async () => ({ render: renderJson }),
  markdown: () => import('./markdown.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderRulesDiff }>>>;

/**
 * The whole difference as JSON, for programs; the summary says of each region in how many places it is, not where. Key order
 * is part of the contract.
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
  return `${JSON.stringify(value, null, 2)}\n`;
}
