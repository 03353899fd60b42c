import { provedRule } from '../../lint-rule.ts';

export const idleQuestion = provedRule({
  code: 'idle-question',
  level: 'error',
  en: ({ node, question }, { q }) => [
    `Whatever is answered to ${q(question)} at ${q(node)}, the outcome is the same.`,
    'Remove the node, or let its branches lead to different outcomes.',
  ],
  ja: ({ node, question }, { q }) => [
    `ノード${q(node)}で${q(question)}にどう答えても、結果は変わりません。`,
    'ノードを削除するか、分岐の先を異なる結果にしてください。',
  ],
  what:
    'Every answer to a question leads to the same outcome (service, variant, companions, pattern and warnings). ' +
    'If the question was asked before, only the answers that reach this node are compared.',
  why: 'Users must answer a question that nothing depends on.',
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
});
