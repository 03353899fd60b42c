import { provedRule } from '../../lint-rule.ts';

export const deadBranch = provedRule({
  code: 'dead-branch',
  level: 'error',
  en: ({ question, reason }, { q }) => [
    reason === 'taken'
      ? `Nothing takes this branch: the branches before it take all of its values of ${q(question)}.`
      : reason === 'settled'
        ? `Nothing takes this branch: none of its values of ${q(question)} arrives here.`
        : `Nothing takes this branch: ${q(question)} has no such value.`,
    'Remove the branch, or correct its values.',
  ],
  ja: ({ question, reason }, { q }) => [
    reason === 'taken'
      ? `この分岐に進むことはありません。${q(question)}の値はすべて、前にある分岐が受けます。`
      : reason === 'settled'
        ? `この分岐に進むことはありません。${q(question)}のこの値はここに到達しません。`
        : `この分岐に進むことはありません。${q(question)}にそのような値はありません。`,
    '分岐を削除するか、値を直してください。',
  ],
  what:
    'No answers take a branch: earlier branches take all its values, a node further up settles them, or the ' +
    'question has no such value.',
  why: 'This branch never leads to a recommendation, whatever its author intended.',
  fix: 'Remove the branch or correct its values.',
  example: `
    ask: wait
    branches:
      - {when: [yes, no], because: ..., then: queue}
      - {when: no, because: ..., then: topic}            # taken already
  `,
  instead: `
      - {when: yes, because: ..., then: queue}
      - {when: no, because: ..., then: topic}
  `,
});
