import { provedRule } from '../../lint-rule.ts';

export const deadValue = provedRule({
  code: 'dead-value',
  level: 'warning',
  en: ({ question, values }, { q, list }) => [
    `These values of ${q(question)} never arrive here: ${list(values)}.`,
    'Remove them from the branch.',
  ],
  ja: ({ question, values }, { q, list }) => [
    `${q(question)}の次の値はここに到達しません：${list(values)}。`,
    '分岐から取り除いてください。',
  ],
  what: 'A branch names a value that never reaches it, because a node further up settles that value.',
  why: 'It suggests a path that does not exist.',
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
});
