import { lintRule } from '../../lint-rule.ts';
import { datedParts, daysBetween } from '../../pack-parts.ts';

export const oldFact = lintRule({
  code: 'old-fact',
  level: 'warning',
  *check({ pack, source, asOf }) {
    const limit = source?.factAgeDays ?? null;
    if (limit === null) return;
    for (const { path, id, checked } of datedParts(pack)) {
      const days = daysBetween(checked, asOf);
      if (days > limit) yield [`${path}.checked`, { fact: id, checked, days, limit }];
    }
  },
  en: ({ fact, checked, days, limit }, { q }) => [
    `${q(fact)} was last checked on ${checked}, ${days} days ago; the pack allows ${limit}.`,
    'Read its source again and set `checked`.',
  ],
  ja: ({ fact, checked, days, limit }, { q }) => [
    `${q(fact)}を最後に確認したのは${checked}で、${days}日前です。このパックの上限は${limit}日です。`,
    '出典を読み直し、checked を更新してください。',
  ],
  what: 'A fact or metric was last checked more than `pack.fact-age-days` ago, as of today or `--as-of`.',
  why: 'Quotas change. An outdated figure can rule out a service that now fits.',
  fix: 'Read the source again, correct the fact and update `checked`.',
  example: `
    checked: 2025-11-20                                  # fact-age-days: 365, today 2026-11-24
  `,
  instead: `
    checked: 2026-11-24
  `,
});
