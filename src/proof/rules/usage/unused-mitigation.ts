import { lintRule } from '../../lint-rule.ts';
import { namedIn } from './named-parts.ts';

interface Args {
  readonly mitigation: string;
}

export const unusedMitigation = lintRule<Args>({
  code: 'unused-mitigation',
  level: 'warning',
  check({ pack, report }) {
    const { mitigations } = namedIn(pack);
    for (const mitigation of Object.keys(pack.mitigations)) {
      if (!mitigations.has(mitigation)) report(`mitigations.${mitigation}`, { mitigation });
    }
  },
  en: ({ mitigation }, { q }) => [`Nothing names the mitigation ${q(mitigation)}.`, 'Name it, or remove it.'],
  ja: ({ mitigation }, { q }) => [`対策${q(mitigation)}はどこからも使われていません。`, '使うか、削除してください。'],
  docs: {
    what: 'Nothing names a mitigation.',
    why: 'It is kept and checked for nothing.',
    fix: 'Name it in a fact, an option or a warning, or remove it.',
    example: `
      mitigations:
        spare: {text: ..., source: ...}
    `,
    instead: `
      facts:
        size: {question: size, max: 256, mitigation: spare, ...}
    `,
  },
});
