import { provedRule } from '../../lint-rule.ts';

export const overlap = provedRule({
  code: 'overlap',
  level: 'error',
  en: ({ question, values, first }, { q, list }) => [
    `Branch ${first} already takes these values of ${q(question)}: ${list(values)}.`,
    'Name each value in one branch.',
  ],
  ja: ({ question, values, first }, { q, list }) => [
    `${q(question)}の次の値は、すでに${first}番目の分岐が受けています：${list(values)}。`,
    '1つの値は1つの分岐だけに書いてください。',
  ],
  what: 'Two branches of a node name the same value. The first one takes it.',
  why: 'Readers see two branches for one answer. Reordering the branches would silently change decisions.',
  fix: 'Name each value in only one branch.',
  example: `
    branches:
      - {when: {below: 100}, because: ..., then: topic}
      - {when: {from: 50}, because: ..., then: log}      # 50 to 99 twice
  `,
  instead: `
      - {when: {from: 100}, because: ..., then: log}
  `,
});
