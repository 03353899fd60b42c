import { provedRule } from '../../lint-rule.ts';

export const settledQuestion = provedRule({
  code: 'settled-question',
  level: 'error',
  claim: 'node',
  en: ({ question }, { q }) => [
    `${q(question)} has been answered on every way to this node, and each answer that arrives takes the same branch.`,
    'Lead to where that branch leads instead.',
  ],
  ja: ({ question }, { q }) => [
    `このノードまでのどの経路でも${q(question)}は回答済みで、到達する回答はすべて同じ分岐に進みます。`,
    '前のノードから、その分岐の先へ直接つないでください。',
  ],
  docs: {
    what:
      'A node asks a question that has been answered on every way to it, and each answer that arrives takes the same ' +
      'branch.',
    why: 'The node decides nothing; it makes the path longer and harder to follow.',
    fix: 'Lead to where the branch leads.',
    example: `
      - when: event
        because: ...
        then: {ask: kind, branches: [{when: event, because: ..., then: topic}]}
    `,
    instead: `
      - {when: event, because: ..., then: topic}
    `,
  },
});
