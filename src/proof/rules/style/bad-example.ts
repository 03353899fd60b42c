import { readValue } from '../../../engine/answer.ts';
import { lintRule } from '../../lint-rule.ts';
import { boundsProblem } from '../../pack-parts.ts';

export const badExample = lintRule({
  code: 'bad-example',
  level: 'warning',
  *check({ pack }) {
    for (const question of pack.questions) {
      const { id, type, example } = question;
      // With bounds that nothing fits, no example can be right.
      if (type !== 'number' || example === '' || boundsProblem(question) !== null) continue;
      if ('problem' in readValue(question, example, { text: true })) yield [`questions.${id}.example`, { question: id, example }];
    }
  },
  en: ({ question, example }, { q }) => [`${q(example)} is not an answer to ${q(question)}.`, 'Give an example that is one.'],
  ja: ({ question, example }, { q }) => [`${q(example)}は${q(question)}の回答になりません。`, '回答できる値を例にしてください。'],
  what: 'The example of a number question is not a valid answer.',
  why: 'Anyone who copies it gets an error.',
  fix: 'Give an example within the bounds.',
  example: `
    max: 1000
    example: "2000"
  `,
  instead: `
    example: "256"
  `,
});
