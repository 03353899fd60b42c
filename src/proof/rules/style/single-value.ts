import { lintRule } from '../../lint-rule.ts';

export const singleValue = lintRule({
  code: 'single-value',
  level: 'warning',
  *check({ pack }) {
    for (const { id, type, values } of pack.questions) {
      if (type !== 'number' && values.length === 1) yield [`questions.${id}.values`, { question: id }];
    }
  },
  en: ({ question }, { q }) => [
    `${q(question)} has one value, so there is nothing to choose.`,
    'Add another one, or remove the question.',
  ],
  ja: ({ question }, { q }) => [
    `${q(question)}の値は1つだけで、選ぶ余地がありません。`,
    '値を加えるか、質問を削除してください。',
  ],
  what: 'A choice has only one value.',
  why: 'There is nothing to choose.',
  fix: 'Add another value, or remove the question.',
  example: `
    values:
      none: {text: none}
  `,
  instead: `
    values:
      none: {text: none}
      strict: {text: strict}
  `,
});
