import { provedRule } from '../../lint-rule.ts';

export const gap = provedRule({
  code: 'gap',
  level: 'error',
  claim: 'node',
  en: ({ node, question, values }, { q, list }) => [
    `No branch of ${q(node)} takes these values of ${q(question)}, which arrive there: ${list(values)}.`,
    'Add them to a branch.',
  ],
  ja: ({ node, question, values }, { q, list }) => [
    `ノード${q(node)}には、到達し得る${q(question)}の値を受ける分岐がありません：${list(values)}。`,
    'いずれかの分岐に加えてください。',
  ],
  docs: {
    what: 'Values of a question arrive at a node, and no branch takes them.',
    why:
      'Such an answer gets no decision: `decide` stops with `no-branch`, and names it. Other answers are ' +
      'decided as ever; but where the question is open, a decision is `open` even if all other answers lead to one ' +
      'service, and no change that ends here is among `flips`.',
    fix:
      'Add the values to a branch, or give them one of their own. Ranges are `from` inclusive, `below` exclusive; an ' +
      'absent side is open.',
    example: `
      ask: rate
      branches:
        - {when: {below: 100}, because: ..., then: topic}
        - {when: {from: 200}, because: ..., then: log}     # 100 to 199 has no branch
    `,
    instead: `
        - {when: {from: 100}, because: ..., then: log}
    `,
  },
});
