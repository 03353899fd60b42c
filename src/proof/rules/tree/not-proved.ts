import { provedRule } from '../../lint-rule.ts';

export const notProved = provedRule({
  code: 'not-proved',
  level: 'error',
  en: ({ claim, id }, { q }) => [
    {
      node: `It could not be proved that each answer takes exactly one branch of ${q(id)}.`,
      question: `It could not be proved that the question of ${q(id)} can change the outcome.`,
      leaf: `It could not be proved that each option of ${q(id)} can be recommended, and the first one without a contradiction.`,
      advice: `It could not be proved that the advice ${q(id)} can apply.`,
      requirement: `It could not be proved that an answer to ${q(id)} can change an outcome.`,
      rule: `It could not be proved that each assumption and default of ${q(id)} can hold.`,
    }[claim],
    'Too many different answers arrive: ask no question again below a place where ways join.',
  ],
  ja: ({ claim, id }, { q }) => [
    {
      node: `どの回答もノード${q(id)}のただ1つの分岐に進むことを、証明できませんでした。`,
      question: `ノード${q(id)}の質問で結果が変わり得ることを、証明できませんでした。`,
      leaf: `リーフ${q(id)}の各候補が推奨され得ることと、第一候補に矛盾がないことを、証明できませんでした。`,
      advice: `助言${q(id)}が使われ得ることを、証明できませんでした。`,
      requirement: `${q(id)}の回答で結果が変わり得ることを、証明できませんでした。`,
      rule: `${q(id)}の仮定や既定値がそれぞれ使われ得ることを、証明できませんでした。`,
    }[claim],
    '到達する回答の組み合わせが多すぎます。経路が合流した先で、同じ質問をもう一度尋ねないようにしてください。',
  ],
  what:
    'The linter could not complete a proof within its budget: too many different answers reach a node where ' +
    'paths join, or the proof takes too many steps.',
  why: 'A clean result means that everything is proved. Anything not proved may be wrong, so it is always reported.',
  fix:
    'Below a node where paths join, do not repeat questions asked above it (see `asked-around-join`). Give each ' +
    'path its own nodes.',
  example: `
    # two states that count answers, and below them every question again
    even-0: {ask: q0, branches: [{when: yes, ..., then: odd-1}, {when: no, ..., then: even-1}]}
    odd-0:  {ask: q0, branches: [{when: yes, ..., then: even-1}, {when: no, ..., then: odd-1}]}
  `,
});
