import { lintRule } from '../../lint-rule.ts';
import { boundsProblem } from '../../pack-parts.ts';

export const badBounds = lintRule({
  code: 'bad-bounds',
  level: 'error',
  *check({ pack }) {
    for (const question of pack.questions) {
      const reason = boundsProblem(question);
      if (reason === null) continue;
      const { id, min, max } = question;
      const bound = reason === 'fraction' && !Number.isInteger(min) ? 'min' : 'max';
      yield [`questions.${id}.${bound}`, { question: id, min, max, reason }];
    }
  },
  en: ({ question, min, max, reason }, { q }) => [
    {
      crossed: `The least value of ${q(question)} (${min}) is above the greatest one (${max}).`,
      single: `${q(question)} can only be ${min}.`,
      fraction: `${q(question)} is a whole number, but its bounds are not: ${min}${max === null ? '' : ` to ${max}`}.`,
    }[reason],
    'Correct `min` and `max`.',
  ],
  ja: ({ question, min, max, reason }, { q }) => [
    {
      crossed: `${q(question)}の最小値（${min}）が最大値（${max}）を上回っています。`,
      single: `${q(question)}の値は${min}しかありません。`,
      fraction: `${q(question)}は整数ですが、範囲の端が整数ではありません：${min}${max === null ? '以上' : `から${max}`}。`,
    }[reason],
    'min と max を直してください。',
  ],
  what:
    'The bounds of a number question are invalid: the minimum is greater than or equal to the maximum, or a ' +
    'whole-number question has fractional bounds.',
  why: 'The question accepts no answer, or only one, or a bound that no answer can reach.',
  fix: 'Correct `min` and `max`.',
  example: `
    integer: true
    max: 999.5
  `,
  instead: `
    integer: true
    max: 999
  `,
});
