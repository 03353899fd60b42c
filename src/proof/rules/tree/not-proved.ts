import { provedRule } from '../../lint-rule.ts';

export const notProved = provedRule({
  code: 'not-proved',
  level: 'error',
  en: ({ steps }) => [
    `The proof was given up after ${steps} steps: what it had not found by then may be wrong as well.`,
    'Too many different answers arrive: ask no question again below a place where ways join.',
  ],
  ja: ({ steps }) => [
    `証明を${steps}ステップで打ち切りました。それまでに見つかった問題のほかにも、誤りがあるかもしれません。`,
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
