/** The texts of `rules diff`. Ids and values are the pack's own. */
export const packDiff = {
  proved: 'Equal: all answers lead to the same outcome for the same reasons. This is proved, not sampled.',
  provedOutcomes: 'Equal outcomes: all answers lead to the same outcome. This is proved, not sampled.',
  uncompared: 'The packs are not identical: other texts, figures and names in decisions are not compared.',
  /** `complete`: whether the share cannot be larger. */
  differ: (share: string, complete: boolean) =>
    `The recommendation changes in ${complete ? '' : 'at least '}${share} of all sets of answers, likely or not.`,
  unansweredDiffer: (complete: boolean) => `The recommendation changes ${complete ? 'only ' : ''}where a question is unanswered.`,
  detailsDiffer: 'The recommendation is the same for all answers; details of it change.',
  /** No change was found before the comparison was cut short. */
  noneFound: (completeIfMet: boolean): string =>
    completeIfMet
      ? 'The recommendation is the same wherever a service meets every requirement.'
      : 'Whether the recommendation changes is not known.',
  defaultsDiffer: (complete: boolean) => `The outcome changes ${complete ? 'only ' : ''}where defaults fill unknown answers.`,
  apart: 'The packs ask different questions or accept different answers.',
  cut: 'The comparison took too long and was cut short: there may be more differences. Compare smaller changes one by one.',
  /** The comparison is complete for answers whose requirements are all met. */
  cutIfUnmet: 'Where no service meets every requirement, which one is nearest was compared only in part.',
  questions: 'Questions',
  added: 'new',
  removed: 'removed',
  renamed: 'renamed',
  answers: 'Answers that only one pack accepts; everything else is about answers that both accept',
  onlyIn: (side: 'old' | 'new') => `only ${side === 'old' ? 'OLD' : 'NEW'}`,
  /** The kinds of changes, as headings and before a change or the number of changes. */
  kinds: {
    service: 'Service',
    variant: 'Variant',
    asks: 'Answers that only one of them needs',
    pattern: 'Pattern',
    with: 'Companions',
    warning: 'Warnings',
    mitigation: 'Mitigations',
    unmet: 'Unmet requirements',
    sizing: 'Sizing',
    instead: 'Consider instead',
    reason: 'Reasons',
  },
  places: 'For which answers',
  defaults: 'Where defaults fill unknown answers (--defaults)',
  none: 'none',
  nowhere: 'no branch',
  unreadable: 'answers not accepted',
  ways: 'reached with',
  when: 'where',
  lessThan: (share: string) => `less than ${share}`,
  /** Precedes what many conditions have in common. */
  within: 'within',
  allWithin: (conditions: string) => `Only answers with ${conditions}, given or left open, can be affected.`,
  always: 'all answers',
  or: ' or ',
  unanswered: 'unanswered',
  records: 'Recorded decisions',
  recordsMoved: (moved: number, all: number) => `${moved} of ${all} recorded decisions ${moved === 1 ? 'changes' : 'change'}.`,
  layer: (layer: string) => ` (of ${layer})`,
  noShare: 'only unanswered',
  answersColumn: 'Answers',
  /** Replaces the rest of a list. */
  more: (count: number) => `… and ${count} more`,
  cutForReading: 'Shortened for reading: -f json shows everything.',
};

export type PackDiffMessages = typeof packDiff;
