import { lintRule } from '../../lint-rule.ts';

export const missingTradeOff = lintRule({
  code: 'missing-trade-off',
  level: 'warning',
  *check({ pack }) {
    for (const { id, tradeOff } of Object.values(pack.mitigations)) {
      if (tradeOff === undefined) yield [`mitigations.${id}`, { mitigation: id }];
    }
  },
  en: ({ mitigation }, { q }) => [
    `The mitigation ${q(mitigation)} does not say what it gives up.`,
    'Add `trade-off:`, in operations, latency, throughput or coupling.',
  ],
  ja: ({ mitigation }, { q }) => [
    `緩和策${q(mitigation)}にトレードオフが書かれていません。`,
    '運用、レイテンシー、スループット、結合度のいずれを犠牲にするのかを trade-off に書いてください。',
  ],
  what: 'A mitigation does not state its trade-off.',
  why:
    'Every mitigation costs something: operations, latency, throughput or coupling. Readers cannot weigh a cost ' +
    'that they do not see.',
  fix: 'Add `trade-off`.',
  example: `
    mitigations:
      split: {text: Split it., source: https://...}
  `,
  instead: `
      split: {text: Split it., trade-off: A second request., source: https://...}
  `,
});
