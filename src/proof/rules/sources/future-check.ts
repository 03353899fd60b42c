import { lintRule } from '../../lint-rule.ts';
import { datedParts, daysBetween } from '../../pack-parts.ts';

export const futureCheck = lintRule({
  code: 'future-check',
  level: 'warning',
  *check({ pack, asOf }) {
    for (const { path, id, checked } of datedParts(pack)) {
      // One day later is still today somewhere on Earth.
      if (daysBetween(checked, asOf) < -1) yield [`${path}.checked`, { fact: id, checked }];
    }
  },
  en: ({ fact, checked }, { q }) => [
    `The day on which ${q(fact)} was checked, ${checked}, is still to come.`,
    'Correct the day.',
  ],
  ja: ({ fact, checked }, { q }) => [`${q(fact)}の確認日が未来の日付（${checked}）です。`, '日付を直してください。'],
  what: 'The `checked` date of a fact is in the future. One day ahead is allowed, because of time zones.',
  why: 'The date is wrong, and the age of the fact is counted from it.',
  fix: 'Correct `checked`.',
  example: `
    checked: 2062-11-24
  `,
  instead: `
    checked: 2026-11-24
  `,
});
