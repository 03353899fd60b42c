import { lintRule } from '../../lint-rule.ts';

interface Args {
  readonly kind: 'mitigation' | 'pattern' | 'neighbour' | 'advice';
  readonly id: string;
}

const kindsEn = { mitigation: 'mitigation', pattern: 'pattern', neighbour: 'neighbour', advice: 'warning of the advice' };
const kindsJa = { mitigation: '対策', pattern: '構成パターン', neighbour: '関連サービス', advice: '助言の注意点' };

export const missingSource = lintRule<Args>({
  code: 'missing-source',
  level: 'warning',
  check({ pack, report }) {
    for (const { id, source } of Object.values(pack.mitigations)) {
      if (source === '') report(`mitigations.${id}`, { kind: 'mitigation', id });
    }
    for (const { id, source } of Object.values(pack.patterns)) {
      if (source === '') report(`patterns.${id}`, { kind: 'pattern', id });
    }
    for (const { id, url } of Object.values(pack.neighbours)) {
      if (url === '') report(`neighbours.${id}`, { kind: 'neighbour', id });
    }
    for (const { id, warning } of pack.advice) {
      if (warning?.source === '') report(`advice.${id}.warning`, { kind: 'advice', id });
    }
  },
  en: ({ kind, id }, { q }) => [`The ${kindsEn[kind]} ${q(id)} names no source.`, 'Add `source:` with the page that says so.'],
  ja: ({ kind, id }, { q }) => [`${kindsJa[kind]}${q(id)}に出典がありません。`, '根拠となるページを source に書いてください。'],
  docs: {
    what: 'A mitigation, a pattern, a neighbour or a warning names no source.',
    why: 'What a pack says of a service should be possible to look up.',
    fix: 'Add `source`.',
    example: `
      mitigations:
        split: {text: Split it.}
    `,
    instead: `
        split: {text: Split it., source: https://...}
    `,
  },
});
