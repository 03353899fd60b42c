import { provedRule } from '../../lint-rule.ts';

export const unreachableLeaf = provedRule({
  code: 'unreachable-leaf',
  level: 'error',
  en: ({ leaf }, { q }) => [`Nothing leads to the leaf ${q(leaf)}.`, 'Lead a branch to it, or remove it.'],
  ja: ({ leaf }, { q }) => [`リーフ${q(leaf)}に至る経路がありません。`, '分岐からつなぐか、削除してください。'],
  what: 'Nothing leads to a leaf: no branch names it, or no answers take the branches that do.',
  why: 'You maintain a leaf that has no effect.',
  fix: 'Point a branch to the leaf, or remove it.',
  example: `
    nodes:
      island: {services: [{service: log, summary: ...}]}
  `,
  instead: `
        then: island
  `,
});
