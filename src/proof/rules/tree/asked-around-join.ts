import { provedRule } from '../../lint-rule.ts';

export const askedAroundJoin = provedRule({
  code: 'asked-around-join',
  level: 'warning',
  en: ({ node, questions }, { q, list }) => [
    `Several ways lead to ${q(node)}, and what is asked on them is asked again from there on: ${list(questions)}.`,
    'Give each way a node of its own, so that what is asked, and what is proved, stays simple.',
  ],
  ja: ({ node, questions }, { q, list }) => [
    `複数の経路が${q(node)}で合流しますが、経路上の質問をその先でもう一度尋ねています：${list(questions)}。`,
    '経路ごとにノードを分けると、質問も証明も単純になります。',
  ],
  what: 'Several paths lead to a node. A question asked on one of them is asked again at or below that node.',
  why:
    'The proof must check everything below the join once for each path, so it no longer runs in linear time. ' +
    'Readers must do the same.',
  fix: 'Give each path its own node, or ask the question only above or only below the join.',
  example: `
    waiting: {ask: wait, branches: [{when: yes, ..., then: again}, ...]}
    busy:    {ask: rate, branches: [{when: {below: 100}, ..., then: again}, ...]}
    again:   {ask: kind, branches: ...}                  # \`kind\` led to both
  `,
  instead: `
    waiting: {ask: wait, branches: [{when: yes, ..., then: queue}, ...]}
  `,
});
