import type { Allowed, Pack } from '../../model/pack.ts';
import { daysBetween } from '../../pack/schema/common.ts';
import { lintRule } from '../lint-rule.ts';
import { optionsOf, partsIn } from '../pack-parts.ts';

export const factRules = [
  lintRule({
    code: 'fact-date',
    level: 'warning',
    *check({ pack, source, asOf }) {
      // An extending pack cannot renew what it inherits, which would be hundreds of findings.
      const isInherited = (path: string): boolean =>
        source !== null && source.layered.layerOf.get(source.locations.get(path)?.file ?? '') !== source.id;
      const wrong = [...wrongDates(pack, asOf)];
      for (const [path, args] of wrong) if (!isInherited(path)) yield [path, args];
      const inherited = wrong.filter(([path]) => isInherited(path));
      const [first] = inherited;
      if (first) yield ['pack.extends', { ...first[1], inherited: inherited.length }];
    },
    en: ({ fact, date, problem, inherited }, { q }) =>
      inherited === undefined
        ? [
            {
              old: `${q(fact)} was last checked on ${date}, longer ago than the pack allows.`,
              future: `${q(fact)} is dated ${date}, which is still to come.`,
              expired: `${q(fact)} was valid until ${date}.`,
            }[problem],
            'Read its source again; correct the date, or write what holds now.',
          ]
        : [
            `Inherited facts are too old, expired or dated in the future: ${inherited}.`,
            'Use a newer version of the extended pack, or raise `fact-age-days`.',
          ],
    ja: ({ fact, date, problem, inherited }, { q }) =>
      inherited === undefined
        ? [
            {
              old: `${q(fact)}を最後に確認したのは${date}で、パックが認める期間を過ぎています。`,
              future: `${q(fact)}の確認日が未来の日付（${date}）です。`,
              expired: `${q(fact)}の有効期限は${date}でした。`,
            }[problem],
            '出典を読み直し、日付を直すか、現在の内容に書き換えてください。',
          ]
        : [
            `継承したファクトのうち${inherited}件は、確認から時間がたっているか、有効期限を過ぎているか、確認日が未来です。`,
            '継承元の新しいバージョンを使うか、fact-age-days を増やしてください。',
          ],
    what:
      'A fact or metric was last checked more than `pack.fact-age-days` before today or `--as-of`, is past its `valid-until`, or is ' +
      'dated later than tomorrow. All inherited ones are one finding.',
  }),
  lintRule({
    code: 'wrong-mitigation',
    level: 'error',
    *check({ pack }) {
      for (const { path, mitigation, question, limit } of namedMitigations(pack)) {
        const lifts = pack.mitigations[mitigation]?.lifts;
        const lift = lifts?.[question];
        if (lifts && !(lift && exceeds(lift, limit))) yield [path, { mitigation, question, isNamed: lift !== undefined }];
      }
    },
    en: ({ mitigation, question, isNamed }, { q }) => [
      `The mitigation ${q(mitigation)} is named for ${q(question)}, ${isNamed ? 'but carries no more than the fact allows' : 'which it does not lift'}.`,
      `Write in its \`lifts\` how much of ${q(question)} it can carry, or name another one.`,
    ],
    ja: ({ mitigation, question, isNamed }, { q }) => [
      `緩和策${q(mitigation)}は${q(question)}に対して指定されていますが、その lifts ${isNamed ? 'の範囲は、ファクトが許容する範囲を超えていません' : `に${q(question)}がありません`}。`,
      `どこまで対応できるかを lifts に書くか、別の緩和策を指定してください。`,
    ],
    what: 'A fact or an option names a mitigation whose `lifts` do not include the question, or no more of it than the limit allows.',
    example: `
      mitigations:
        batching: {lifts: {throughput: {max: 30000}}, ...}
      # of a service
      facts:
        message-kib: {question: message-kib, max: 256, mitigation: batching, ...}
    `,
  }),
];

function* namedMitigations({ services, leaves }: Pack) {
  const offerings = services.flatMap((service) => [
    { path: `services.${service.id}`, facts: service.facts },
    ...service.variants.map(({ id, facts }) => ({ path: `services.${service.id}.variants.${id}`, facts })),
  ]);
  for (const { path, facts } of offerings) {
    for (const fact of facts) {
      const { id, mitigation, question, kind } = fact;
      const limit = kind === 'limit' ? fact : null;
      if (mitigation !== null && question !== null) yield { path: `${path}.facts.${id}.mitigation`, mitigation, question, limit };
    }
  }
  for (const { option, path } of optionsOf(leaves)) {
    for (const [question, mitigation] of Object.entries(option.mitigations)) {
      yield { path: `${path}.mitigations.${question}`, mitigation, question, limit: null };
    }
  }
}

/** Whether a mitigation carries something that a limit does not allow; null: there is no limit to compare with. */
function exceeds(lift: Allowed, limit: Allowed | null): boolean {
  if (limit === null) return true;
  if (limit.values) return lift.values?.some((value) => !limit.values?.includes(value)) ?? false;
  const isHigher = (lift.max ?? Infinity) > (limit.max ?? Infinity);
  const isLower = (lift.min ?? -Infinity) < (limit.min ?? -Infinity);
  return isHigher || isLower;
}

interface WrongDate {
  readonly fact: string;
  readonly date: string;
  readonly problem: 'old' | 'future' | 'expired';
  /** The number of all inherited ones, of which it is the first. */
  readonly inherited?: number;
}

function* wrongDates(pack: Pack, asOf: string): Iterable<readonly [path: string, wrong: WrongDate]> {
  const limit = pack.factAgeDays ?? Infinity;
  for (const { path, id: fact, checked, validUntil } of datedParts(pack)) {
    const wrong = (key: string, date: string, problem: WrongDate['problem']) =>
      [`${path}.${key}`, { fact, date, problem }] as const;
    const days = daysBetween(checked, asOf);
    if (days > limit) yield wrong('checked', checked, 'old');
    // Tomorrow's date is already today somewhere on Earth.
    if (days < -1) yield wrong('checked', checked, 'future');
    if (typeof validUntil === 'string' && validUntil < asOf) yield wrong('valid-until', validUntil, 'expired');
  }
}

/** Every part of a pack that states when its source was last checked. */
function* datedParts({ services, mitigations, neighbours }: Pack) {
  for (const [path, part] of partsIn({ services, mitigations, neighbours })) {
    if (typeof part !== 'object' || part === null || !('checked' in part) || typeof part.checked !== 'string') continue;
    const metric = 'metric' in part ? part.metric : path;
    const id = 'id' in part ? part.id : metric;
    yield { path, id: String(id), checked: part.checked, validUntil: 'validUntil' in part ? part.validUntil : null };
  }
}
