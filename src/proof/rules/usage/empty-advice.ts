import { lintRule } from '../../lint-rule.ts';

export const emptyAdvice = lintRule({
  code: 'empty-advice',
  level: 'warning',
  *check({ pack }) {
    for (const { id, warning, lookAlso, with: companions, because, checks } of pack.advice) {
      const adds = warning || lookAlso || because || checks || companions.length > 0;
      if (!adds) yield [`advice.${id}`, { advice: id }];
    }
  },
  en: ({ advice }, { q }) => [
    `The advice ${q(advice)} says nothing and adds nothing.`,
    'Give it a `warning`, `look-also`, `with`, `checks` or `because`, or remove it.',
  ],
  ja: ({ advice }, { q }) => [
    `助言${q(advice)}には内容がありません。`,
    'warning、look-also、with、checks、because のいずれかを書くか、削除してください。',
  ],
  what: 'A piece of advice has none of `warning`, `look-also`, `with`, `checks` and `because`.',
  why: 'It has no effect.',
  fix: 'Add one of them, or remove the advice.',
  example: `
    advice:
      silent: {when: {size: {from: 900}}}
  `,
  instead: `
    advice:
      silent: {when: {size: {from: 900}}, warning: {text: ..., source: ...}}
  `,
});
