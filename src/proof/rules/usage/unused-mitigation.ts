import { lintRule } from '../../lint-rule.ts';
import { namedIn } from '../../pack-parts.ts';

export const unusedMitigation = lintRule({
  code: 'unused-mitigation',
  level: 'warning',
  *check({ pack }) {
    const { mitigations } = namedIn(pack);
    for (const mitigation of Object.keys(pack.mitigations)) {
      if (!mitigations.has(mitigation)) yield [`mitigations.${mitigation}`, { mitigation }];
    }
  },
  en: ({ mitigation }, { q }) => [`Nothing names the mitigation ${q(mitigation)}.`, 'Name it, or remove it.'],
  ja: ({ mitigation }, { q }) => [`緩和策${q(mitigation)}はどこからも使われていません。`, '使うか、削除してください。'],
  what: 'No fact, option or warning uses a mitigation.',
  why: 'You maintain and check a mitigation that has no effect.',
  fix: 'Name the mitigation in a fact, an option or a warning, or remove it.',
  example: `
    mitigations:
      spare: {text: ..., source: ...}
  `,
  instead: `
    facts:
      size: {question: size, max: 256, mitigation: spare, ...}
  `,
});
