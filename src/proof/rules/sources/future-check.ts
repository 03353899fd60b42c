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
  docs: {
    what:
      'A fact is said to have been checked on a day that is still to come (one day is let pass, as it may be tomorrow ' +
      'elsewhere).',
    why: 'The day is wrong, and its age is counted from it.',
    fix: 'Correct `checked`.',
    example: `
      checked: 2062-11-24
    `,
    instead: `
      checked: 2026-11-24
    `,
  },
});
