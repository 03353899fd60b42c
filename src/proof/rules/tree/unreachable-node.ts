import { provedRule } from '../../lint-rule.ts';

export const unreachableNode = provedRule({
  code: 'unreachable-node',
  level: 'error',
  claim: 'node',
  en: ({ node }, { q }) => [`Nothing leads to the node ${q(node)}.`, 'Lead a branch to it, or remove it.'],
  ja: ({ node }, { q }) => [`ノード${q(node)}に至る経路がありません。`, '分岐からつなぐか、削除してください。'],
  docs: {
    what:
      'Nothing leads to a node: no branch names it, or only branches that nothing takes. Of such nodes only the uppermost ' +
      'one is reported.',
    why: 'It is maintained and read to no effect.',
    fix: 'Lead a branch to it, or remove it.',
    example: `
      nodes:
        island: {ask: wait, branches: ...}                 # no \`then: island\` anywhere
    `,
    instead: `
          then: island
    `,
  },
});
