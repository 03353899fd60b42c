import { provedRule } from '../../lint-rule.ts';

export const unreachableNode = provedRule({
  code: 'unreachable-node',
  level: 'error',
  en: ({ node }, { q }) => [`Nothing leads to the node ${q(node)}.`, 'Lead a branch to it, or remove it.'],
  ja: ({ node }, { q }) => [`ノード${q(node)}に至る経路がありません。`, '分岐からつなぐか、削除してください。'],
  what:
    'Nothing leads to a node: no branch names it, or no answers take the branches that do. Only the topmost of ' +
    'such nodes is reported.',
  why: 'You maintain a node that has no effect.',
  fix: 'Point a branch to the node, or remove it.',
  example: `
    nodes:
      island: {ask: wait, branches: ...}                 # no \`then: island\` anywhere
  `,
  instead: `
        then: island
  `,
});
