import type { Pack } from '../../model/pack.ts';
import { lintRule } from '../lint-rule.ts';
import { namedIn, offeringsOf, partsIn } from '../pack-parts.ts';

/** Rules for what a pack states: its sources, their age, and whether it is used. */
export const sourceRules = [
  lintRule({
    code: 'missing-source',
    level: 'warning',
    *check({ pack: { mitigations, patterns, neighbours, advice } }) {
      for (const [key, source, name] of partsIn({ mitigations, patterns, neighbours, advice })) {
        const path = key.slice(0, key.lastIndexOf('.'));
        if (source === '' && ['source', 'url'].includes(name)) yield [path, { key: path }];
      }
    },
    en: ({ key }, { q }) => [`${q(key)} names no source.`, 'Add the page that says so as `source`, or as `url` of a neighbour.'],
    ja: ({ key }, { q }) => [
      `${q(key)}に出典がありません。`,
      '根拠となるページを source（関連サービスでは url）に書いてください。',
    ],
    what: 'A mitigation, pattern, neighbour or warning has no source.',
    why: 'Readers should be able to verify what a pack says about a service.',
  }),
  lintRule({
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
    why: 'Every mitigation costs something, and readers cannot weigh a cost that they do not see.',
  }),
  lintRule({
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
  }),
  lintRule({
    code: 'expired-fact',
    level: 'warning',
    *check({ pack, asOf }) {
      for (const { path, id, validUntil } of datedParts(pack)) {
        if (typeof validUntil === 'string' && validUntil < asOf) yield [`${path}.valid-until`, { fact: id, until: validUntil }];
      }
    },
    en: ({ fact, until }, { q }) => [`${q(fact)} was valid until ${until}.`, 'Replace it by what holds now.'],
    ja: ({ fact, until }, { q }) => [`${q(fact)}の有効期限は${until}でした。`, '現在の内容に置き換えてください。'],
    what: 'The `valid-until` date of a fact has passed.',
  }),
  lintRule({
    code: 'future-check',
    level: 'warning',
    *check({ pack, asOf }) {
      for (const { path, id, checked } of datedParts(pack)) {
        // Tomorrow's date is already today somewhere on Earth.
        if (daysBetween(checked, asOf) < -1) yield [`${path}.checked`, { fact: id, checked }];
      }
    },
    en: ({ fact, checked }, { q }) => [
      `The day on which ${q(fact)} was checked, ${checked}, is still to come.`,
      'Correct the day.',
    ],
    ja: ({ fact, checked }, { q }) => [`${q(fact)}の確認日が未来の日付（${checked}）です。`, '日付を直してください。'],
    what: 'The `checked` date of a fact is in the future. One day ahead is allowed, because of time zones.',
  }),
  lintRule({
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
  }),
  lintRule({
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
  }),
  lintRule({
    code: 'wrong-mitigation',
    level: 'error',
    *check({ pack }) {
      for (const { path, mitigation, question } of namedMitigations(pack)) {
        const lifts = pack.mitigations[mitigation]?.lifts;
        if (lifts && !Object.hasOwn(lifts, question)) yield [path, { mitigation, question }];
      }
    },
    en: ({ mitigation, question }, { q }) => [
      `The mitigation ${q(mitigation)} is named for ${q(question)}, which it does not lift.`,
      `Add ${q(question)} to its \`lifts\` with what it can carry, or name another one.`,
    ],
    ja: ({ mitigation, question }, { q }) => [
      `緩和策${q(mitigation)}は${q(question)}に対して指定されていますが、その lifts に${q(question)}がありません。`,
      `どこまで対応できるかを lifts に書くか、別の緩和策を指定してください。`,
    ],
    what: 'A fact or an option names a mitigation, but the `lifts` of the mitigation do not include the question.',
    why: 'A mitigation must itself meet the requirement. For this question, it never does.',
    example: `
      mitigations:
        batching: {lifts: {throughput: {max: 30000}}, ...}
      # of a service
      facts:
        message-kib: {question: message-kib, max: 256, mitigation: batching, ...}
    `,
  }),
];

/** The places where facts and options name a mitigation for a question. */
function* namedMitigations({ services, leaves }: Pack) {
  for (const { path, facts } of offeringsOf({ services, neighbours: {} })) {
    for (const { id, mitigation, question } of facts) {
      if (mitigation !== null && question !== null) yield { path: `${path}.facts.${id}.mitigation`, mitigation, question };
    }
  }
  for (const { id, options } of Object.values(leaves)) {
    for (const [index, { mitigations }] of options.entries()) {
      for (const [question, mitigation] of Object.entries(mitigations)) {
        yield { path: `nodes.${id}.services.${index}.mitigations.${question}`, mitigation, question };
      }
    }
  }
}

/** Every part of a pack that states when its source was last checked. */
function* datedParts({ services, mitigations, neighbours }: Pack) {
  for (const [path, part] of partsIn({ services, mitigations, neighbours })) {
    if (typeof part !== 'object' || part === null || !('checked' in part) || typeof part.checked !== 'string') continue;
    const id = 'id' in part ? part.id : 'metric' in part ? part.metric : path;
    yield { path, id: String(id), checked: part.checked, validUntil: 'validUntil' in part ? part.validUntil : null };
  }
}

const DAY_MS = 86_400_000;

/** The days from one ISO day to another; `NaN` if one of them is invalid. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
