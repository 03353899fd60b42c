import { span } from './decision.ts';

/** The texts of `rules diff`. Ids and values are the pack's own. */
export const packDiff = {
  proved: 'Equal: all answers lead to the same outcome for the same reasons. This is proved, not sampled.',
  provedOutcomes: 'Equal outcomes: all answers lead to the same outcome. This is proved, not sampled.',
  reasonsDiffer: (reasons: number) => (reasons === 1 ? '1 reason differs.' : `${reasons} reasons differ.`),
  /** `parts`: the names of parts of the packs. */
  uncompared: (parts: readonly string[]) =>
    `The packs also differ in ${parts.join(', ')}. Decisions may show this; these parts are not compared answer by answer.`,
  parts: {
    questions: 'questions',
    derived: 'derived quantities',
    services: 'services',
    patterns: 'patterns',
    mitigations: 'mitigations',
    neighbours: 'neighbours',
    advice: 'advice',
    topics: 'topics',
  },
  differ: (share: string) => `The recommendation changes in ${share} of the answer space.`,
  detailsDiffer: 'The recommendation is the same for all answers; details of it change.',
  defaultsDiffer: 'The outcome is the same for all given answers; it changes where defaults fill unknown ones.',
  /** `questions`: those for which the packs accept different answers. */
  apart: (questions: readonly string[]) =>
    `The two packs accept no common answer to ${questions.join(' or ')}: only answers that leave ${questions.length === 1 ? 'it' : 'them'} out are compared.`,
  cut: 'The comparison was cut short: there may be more differences than these.',
  sameText: 'The digests differ, but only in parts that no decision depends on.',
  questions: 'Questions',
  added: 'new',
  removed: 'removed',
  renamed: 'renamed',
  answers: 'Answers that only one pack accepts; everything else is about answers that both accept',
  onlyIn: (side: 'old' | 'new') => `only ${side === 'old' ? 'OLD' : 'NEW'}`,
  kinds: {
    service: 'Another service',
    variant: 'Another variant',
    asks: 'Open without an answer that the other one does not need',
    pattern: 'Another pattern',
    with: 'Companions',
    warning: 'Warnings',
    mitigation: 'Mitigations',
    unmet: 'Unmet requirements',
    sizing: 'What one unit carries',
    instead: 'Better alternatives',
    reason: 'Reasons, where the recommendation is the same',
  },
  /** Precedes a change. */
  kind: {
    service: 'service',
    variant: 'variant',
    asks: 'asks',
    pattern: 'pattern',
    with: 'companion',
    warning: 'warning',
    mitigation: 'mitigation',
    unmet: 'unmet requirement',
    sizing: 'sizing',
    instead: 'better alternative',
    reason: 'reason',
  },
  places: 'For which answers',
  defaults: 'Where defaults fill unknown answers (--defaults)',
  isNew: 'new',
  isGone: 'removed',
  none: 'none',
  nowhere: 'no branch',
  open: 'open',
  unreadable: 'not accepted',
  ways: 'reached with',
  when: 'where',
  always: 'all answers',
  or: ' or ',
  comma: ', ',
  colon: ': ',
  /** A remark about what precedes it. */
  aside: (text: string) => ` (${text})`,
  unanswered: 'unanswered',
  span,
  records: 'Recorded decisions',
  recordsMoved: (moved: number, all: number) => `${moved} of ${all} recorded decisions ${moved === 1 ? 'changes' : 'change'}.`,
  layer: (layer: string) => ` (of ${layer})`,
  noShare: 'only unanswered',
  answersColumn: 'Answers',
  /** Precedes the numbers of the other changes. */
  besides: 'What else changes',
  counted: {
    asks: (count: number) => counted(count, 'answer that only one of them needs', 'answers that only one of them needs'),
    pattern: (count: number) => counted(count, 'pattern'),
    with: (count: number) => counted(count, 'companion'),
    warning: (count: number) => counted(count, 'warning'),
    mitigation: (count: number) => counted(count, 'mitigation'),
    unmet: (count: number) => counted(count, 'unmet requirement'),
    sizing: (count: number) => counted(count, 'sizing figure'),
    instead: (count: number) => counted(count, 'better alternative'),
    reason: (count: number) => counted(count, 'reason'),
  },
  /** Replaces the rest of a list. */
  more: (count: number) => `… and ${count} more`,
  cutForReading:
    'Shortened for reading: --all shows everything (as -f json and -f markdown do), --summary only what changes and how much.',
};

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export type PackDiffMessages = typeof packDiff;
