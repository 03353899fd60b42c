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
  docs: {
    what: 'A mitigation does not say what it gives up.',
    why:
      'What deals with a contradiction gives something else up: operations, latency, throughput or coupling. Readers who ' +
      'do not see it cannot weigh it.',
    fix: 'Add `trade-off`.',
    example: `
      mitigations:
        split: {text: Split it., source: https://...}
    `,
    instead: `
        split: {text: Split it., trade-off: A second request., source: https://...}
    `,
  },
});
