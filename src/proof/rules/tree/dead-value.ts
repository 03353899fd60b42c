import { lintRule } from '../../lint-rule.ts';

interface Args {
  readonly node: string;
  readonly question: string;
  readonly values: readonly string[];
}

export const deadValue = lintRule<Args>({
  code: 'dead-value',
  level: 'warning',
  claim: 'node',
  check({ defects, report }) {
    for (const { node, question, values, branch, witness } of defects('dead-value')) {
      report(`nodes.${node}.branches.${branch}.when`, { node, question, values }, witness);
    }
  },
  en: ({ question, values }, { q, list }) => [
    `These values of ${q(question)} never arrive here: ${list(values)}.`,
    'Remove them from the branch.',
  ],
  ja: ({ question, values }, { q, list }) => [
    `${q(question)}の次の値はここに到達しません：${list(values)}。`,
    '分岐から取り除いてください。',
  ],
  docs: {
    what: 'A branch names a value that never arrives there, because it was settled further up.',
    why: 'It suggests a way that does not exist.',
    fix: 'Remove the value from the branch.',
    example: `
      # reached with \`kind\` task or event only
      ask: kind
      branches:
        - {when: task, because: ..., then: queue}
        - {when: [event, log], because: ..., then: topic}
    `,
    instead: `
        - {when: event, because: ..., then: topic}
    `,
  },
});
