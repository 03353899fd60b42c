import type { RulesDiff } from './rules-diff.ts';

/** The whole difference as JSON, for programs. Key order is part of the contract. */
export function render({ diff, records }: RulesDiff): string {
  const { old, new: now, equal, complete, share, questions, answers, regions, defaults } = diff;
  const value = {
    schema: 'tsunagi/rules-diff@1',
    old,
    new: now,
    equal,
    complete,
    share,
    questions,
    answers,
    regions,
    defaults,
    records,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
