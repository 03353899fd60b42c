import { lintRule } from '../../lint-rule.ts';
import { datedParts } from '../../pack-parts.ts';

export const expiredFact = lintRule({
  code: 'expired-fact',
  level: 'warning',
  *check({ pack, asOf }) {
    for (const { path, id, validUntil } of datedParts(pack)) {
      if (validUntil && validUntil < asOf) yield [`${path}.valid-until`, { fact: id, until: validUntil }];
    }
  },
  en: ({ fact, until }, { q }) => [`${q(fact)} was valid until ${until}.`, 'Replace it by what holds now.'],
  ja: ({ fact, until }, { q }) => [`${q(fact)}の有効期限は${until}でした。`, '現在の内容に置き換えてください。'],
  what: 'The `valid-until` date of a fact has passed.',
  why: 'The author expected the fact to be outdated by now.',
  fix: 'Replace it with the current fact.',
  example: `
    valid-until: 2026-11-23
  `,
  instead: `
    valid-until: 2027-06-01
  `,
});
