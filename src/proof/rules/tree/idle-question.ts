import { provedRule } from '../../lint-rule.ts';

export const idleQuestion = provedRule({
  code: 'idle-question',
  level: 'error',
  claim: 'question',
  en: ({ node, question }, { q }) => [
    `Whatever is answered to ${q(question)} at ${q(node)}, the outcome is the same.`,
    'Remove the node, or let its branches lead to different outcomes.',
  ],
  ja: ({ node, question }, { q }) => [
    `ノード${q(node)}で${q(question)}にどう答えても、結果は変わりません。`,
    'ノードを削除するか、分岐の先を異なる結果にしてください。',
  ],
  docs: {
    what:
      'A node asks a question, and whatever is answered, the outcome (service, variant, companions, pattern, warnings) is ' +
      'the same. Where a question comes up again, it is judged by what it tells apart among the answers that arrive.',
    why: 'People have to answer a question that nothing depends on.',
    fix: 'Remove the node, or let its branches lead to different outcomes.',
    example: `
      ask: wait
      branches:
        - {when: yes, because: ..., then: queue}
        - {when: no, because: ..., then: queue}
    `,
    instead: `
      then: queue
    `,
  },
});
