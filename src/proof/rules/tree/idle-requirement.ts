import { provedRule } from '../../lint-rule.ts';

export const idleRequirement = provedRule({
  code: 'idle-requirement',
  level: 'error',
  en: ({ question }, { q }) => [
    `No answer to ${q(question)} makes a difference to any outcome.`,
    'Name services in the leaves that its facts tell apart, or remove it.',
  ],
  ja: ({ question }, { q }) => [
    `${q(question)}にどう答えても、結果は変わりません。`,
    'そのファクトで差が付くサービスをリーフに加えるか、質問を削除してください。',
  ],
  what: 'Facts or conditions use a question that no node asks, but no answer to it changes any outcome.',
  why: 'Users see a requirement that nothing depends on.',
  fix:
    'Offer services in the leaves that differ in their facts about the question, correct the facts, or remove ' + 'the question.',
  example: `
    facts:
      mood: {question: mood, values: [good, bad], ...}   # admits every answer
  `,
  instead: `
      mood: {question: mood, values: [good], ...}
  `,
});
