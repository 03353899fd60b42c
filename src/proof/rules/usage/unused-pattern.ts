import { lintRule } from '../../lint-rule.ts';
import { namedIn } from '../../pack-parts.ts';

export const unusedPattern = lintRule({
  code: 'unused-pattern',
  level: 'warning',
  *check({ pack }) {
    const { patterns } = namedIn(pack);
    for (const pattern of Object.keys(pack.patterns)) {
      if (!patterns.has(pattern)) yield [`patterns.${pattern}`, { pattern }];
    }
  },
  en: ({ pattern }, { q }) => [`No leaf names the pattern ${q(pattern)}.`, 'Name it, or remove it.'],
  ja: ({ pattern }, { q }) => [`構成パターン${q(pattern)}はどのリーフからも使われていません。`, '使うか、削除してください。'],
  what: 'No leaf uses a pattern.',
  why: 'You maintain and check a pattern that has no effect.',
  fix: 'Name the pattern in an option, or remove it.',
  example: `
    patterns:
      spare: {name: Spare, text: ..., source: ...}
  `,
  instead: `
        - {service: queue, pattern: spare, summary: ...}
  `,
});
