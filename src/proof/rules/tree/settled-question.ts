import { provedRule } from '../../lint-rule.ts';

export const settledQuestion = provedRule({
  code: 'settled-question',
  level: 'error',
  en: ({ question }, { q }) => [
    `${q(question)} has been answered on every way to this node, and each answer that arrives takes the same branch.`,
    'Lead to where that branch leads instead.',
  ],
  ja: ({ question }, { q }) => [
    `このノードまでのどの経路でも${q(question)}は回答済みで、到達する回答はすべて同じ分岐に進みます。`,
    '前のノードから、その分岐の先へ直接つないでください。',
  ],
  what:
    'A node asks a question that every path to it has already answered, and all the answers that reach it take ' +
    'the same branch.',
  why: 'The node decides nothing. It makes the path longer and harder to follow.',
  fix: 'Remove the node, and point to the target of that branch instead.',
  example: `
    - when: event
      because: ...
      then: {ask: kind, branches: [{when: event, because: ..., then: topic}]}
  `,
  instead: `
    - {when: event, because: ..., then: topic}
  `,
});
