import { lintRule } from '../../lint-rule.ts';

/** `first`: the branch that takes the values, counted from 1. */
interface Args {
  readonly node: string;
  readonly question: string;
  readonly values: readonly string[];
  readonly first: number;
}

export const overlap = lintRule<Args>({
  code: 'overlap',
  level: 'error',
  claim: 'node',
  check({ defects, report }) {
    for (const { node, question, values, first, branch, witness } of defects('overlap')) {
      report(`nodes.${node}.branches.${branch}.when`, { node, question, values, first: first + 1 }, witness);
    }
  },
  en: ({ question, values, first }, { q, list }) => [
    `Branch ${first} already takes these values of ${q(question)}: ${list(values)}.`,
    'Name each value in one branch.',
  ],
  ja: ({ question, values, first }, { q, list }) => [
    `${q(question)}の次の値は、すでに${first}番目の分岐が受けています：${list(values)}。`,
    '一つの値は一つの分岐だけに書いてください。',
  ],
  docs: {
    what: 'Two branches of a node name the same value. The first one takes it.',
    why: 'Readers see two answers to one question; moving a branch would change decisions in silence.',
    fix: 'Name each value in one branch.',
    example: `
      branches:
        - {when: {below: 100}, because: ..., then: topic}
        - {when: {from: 50}, because: ..., then: log}      # 50 to 99 twice
    `,
    instead: `
        - {when: {from: 100}, because: ..., then: log}
    `,
  },
});
