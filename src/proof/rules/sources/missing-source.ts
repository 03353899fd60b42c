import { lintRule } from '../../lint-rule.ts';

const kindsEn = { mitigation: 'mitigation', pattern: 'pattern', neighbour: 'neighbour', advice: 'warning of the advice' };
const kindsJa = { mitigation: '緩和策', pattern: '構成パターン', neighbour: '関連サービス', advice: '助言の注意点' };

export const missingSource = lintRule({
  code: 'missing-source',
  level: 'warning',
  *check({ pack: { mitigations, patterns, neighbours, advice } }) {
    const parts = [
      ...Object.values(mitigations).map(({ id, source }) => ({
        kind: 'mitigation' as const,
        path: `mitigations.${id}`,
        id,
        source,
      })),
      ...Object.values(patterns).map(({ id, source }) => ({ kind: 'pattern' as const, path: `patterns.${id}`, id, source })),
      ...Object.values(neighbours).map(({ id, url }) => ({
        kind: 'neighbour' as const,
        path: `neighbours.${id}`,
        id,
        source: url,
      })),
      ...advice.map(({ id, warning }) => ({
        kind: 'advice' as const,
        path: `advice.${id}.warning`,
        id,
        source: warning?.source,
      })),
    ];
    for (const { kind, path, id, source } of parts) if (source === '') yield [path, { kind, id }];
  },
  en: ({ kind, id }, { q }) => [`The ${kindsEn[kind]} ${q(id)} names no source.`, 'Add `source:` with the page that says so.'],
  ja: ({ kind, id }, { q }) => [`${kindsJa[kind]}${q(id)}に出典がありません。`, '根拠となるページを source に書いてください。'],
  what: 'A mitigation, pattern, neighbour or warning has no source.',
  why: 'Readers should be able to verify what a pack says about a service.',
  fix: 'Add `source`.',
  example: `
    mitigations:
      split: {text: Split it.}
  `,
  instead: `
      split: {text: Split it., source: https://...}
  `,
});
