import type { Region } from '../index.ts';
import type { RulesDiff, RulesDiffContext } from './rules-diff.ts';

/**
 * The whole difference as JSON, for programs; the summary says of each region in how many places it is, not where. Key order
 * is part of the contract.
 */
export function render({ diff, records }: RulesDiff, { detail }: Pick<RulesDiffContext, 'detail'>): string {
  const { old, new: now, equal, complete, share, questions, answers, uncompared } = diff;
  const isSummary = detail === 'summary';
  const shown = (regions: readonly Region[]) => (isSummary ? regions.map(summaryOf) : regions);
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

function summaryOf({ change, share, places }: Region): object {
  return { change, share, places: places.length };
}
