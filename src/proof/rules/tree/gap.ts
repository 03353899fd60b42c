import { provedRule } from '../../lint-rule.ts';

export const gap = provedRule({
  code: 'gap',
  level: 'error',
  en: ({ node, question, values }, { q, list }) => [
    `No branch of ${q(node)} takes these values of ${q(question)}, which arrive there: ${list(values)}.`,
    'Add them to a branch.',
  ],
  ja: ({ node, question, values }, { q, list }) => [
    `ノード${q(node)}には、到達し得る${q(question)}の値を受ける分岐がありません：${list(values)}。`,
    'いずれかの分岐に加えてください。',
  ],
  what: 'Some values of a question reach a node, but no branch takes them.',
  why:
    'Such an answer gets no decision: `decide` stops with `no-branch` and names the answer. Other answers still ' +
    'get a decision. If the question is unanswered, the decision stays `open` even if all other answers lead to ' +
    'one service. `flips` omits changes that end here.',
  fix:
    'Add the values to an existing branch, or add a branch for them. In a range, `from` is inclusive and ' +
    '`below` is exclusive. If you omit one, that side is unbounded.',
  example: `
    ask: rate
    branches:
      - {when: {below: 100}, because: ..., then: topic}
      - {when: {from: 200}, because: ..., then: log}     # 100 to 199 has no branch
  `,
  instead: `
      - {when: {from: 100}, because: ..., then: log}
  `,
});
