import { provedRule } from '../../lint-rule.ts';

export const unusedQuestion = provedRule({
  code: 'unused-question',
  level: 'error',
  en: ({ question }, { q }) => [
    `No node asks ${q(question)}, and no fact or condition names it.`,
    'Ask it, give a fact or a condition to it, or remove it.',
  ],
  ja: ({ question }, { q }) => [
    `${q(question)}はどのノードでも尋ねられず、照合するファクトや条件もありません。`,
    '尋ねる、ファクトや条件で使う、削除する、のいずれかを行ってください。',
  ],
  what: 'No node asks a question, and no fact or condition uses it.',
  why: 'Its answer has no effect.',
  fix: 'Ask the question in a node, use it in a fact, or remove it.',
  example: `
    questions:
      mood: {type: choice, group: requirement, ...}      # nowhere else
  `,
  instead: `
    facts:
      mood: {question: mood, values: [good], ...}
  `,
});
