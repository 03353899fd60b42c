import { groupedBy } from '../../engine/lists.ts';
import { MAX_NAMED } from '../../messages/text.ts';
import type { Allowed, Fact, Pack } from '../../model/pack.ts';
import { isOwn } from '../../pack/pack-source.ts';
import { daysBetween } from '../../pack/schema/common.ts';
import { lintRule } from '../lint-rule.ts';
import { optionsOf, partsWith } from '../pack-parts.ts';

export const factRules = [
  lintRule({
    code: 'fact-date',
    level: 'warning',
    *check({ pack, source, asOf }) {
      // One finding for each file, and one for all that an extending pack inherits and cannot renew, instead of hundreds.
      const isInherited = (path: string): boolean => source !== null && !isOwn(source, path);
      const oldestFirst = [...wrongDates(pack, asOf)].sort(([, a], [, b]) => a.date.localeCompare(b.date));
      const placeOf = (path: string) => (isInherited(path) ? 'pack.extends' : (source?.locations.get(path)?.file ?? path));
      for (const [[path, first], ...rest] of groupedBy(oldestFirst, ([each]) => placeOf(each))) {
        const inherited = isInherited(path);
        yield [inherited ? placeOf(path) : path, { ...first, inherited, others: rest.map(([, { fact }]) => fact) }];
      }
    },
    en: ({ fact, date, problem, inherited, others }, { q, list }) => [
      {
        old: `${q(fact)} was last checked on ${date}, longer ago than the pack allows.`,
        future: `${q(fact)} is dated ${date}, which is still to come.`,
        expired: `${q(fact)} was valid until ${date}.`,
      }[problem] + (others.length > 0 ? ` Others: ${others.length} (${list(others, MAX_NAMED)}).` : ''),
      inherited
        ? 'Use a newer version of the extended pack, or raise `fact-age-days`.'
        : 'Read its source again; correct the date, or write what holds now.',
    ],
    ja: ({ fact, date, problem, inherited, others }, { q, list }) => [
      {
        old: `${q(fact)}を最後に確認したのは${date}で、パックが認める期間を過ぎています。`,
        future: `${q(fact)}の確認日が未来の日付（${date}）です。`,
        expired: `${q(fact)}の有効期限は${date}でした。`,
      }[problem] + (others.length > 0 ? `ほかに${others.length}件あります（${list(others, MAX_NAMED)}）。` : ''),
      inherited
        ? '継承元の新しいバージョンを使うか、fact-age-days を増やしてください。'
        : '出典を読み直し、日付を直すか、現在の内容に書き換えてください。',
    ],
    what:
      'A fact or metric was last checked more than `pack.fact-age-days` before today or `--as-of`, is past its `valid-until`, or is ' +
      'dated later than tomorrow.',
  }),
  lintRule({
    code: 'inherited-text',
    level: 'warning',
    *check({ pack: { services, neighbours }, source }) {
      for (const [path, fact] of source ? partsWith<Fact>('short', { services, neighbours }) : []) {
        const own = (key: string): boolean => source !== null && isOwn(source, `${path}.${key}`);
        const figure = (['max', 'min', 'values'] as const).find((key) => fact[key] !== null && own(key));
        const texts = ['short', 'text'].flatMap((key) => (source?.languages ?? []).map((lang) => `${key}.${lang}`));
        const inherited = [...texts, 'source', 'checked'].filter((key) => !own(key));
        if (figure && inherited.length > 0) yield [`${path}.${figure}`, { figure, inherited }];
      }
    },
    en: ({ figure, inherited }, { q, list }) => [
      `${q(figure)} is overridden, but these keys still describe the inherited figure: ${list(inherited)}.`,
      'Override them as well.',
    ],
    ja: ({ figure, inherited }, { q, list }) => [
      `${q(figure)}を上書きしていますが、次の項目は継承元の値のままです：${list(inherited)}。`,
      'これらも上書きしてください。',
    ],
    what: 'A pack overrides a figure, but inherits a text about it in some language, its source or its date.',
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
  for (const [path, fact] of partsWith<Fact>('short', { services })) {
    const { mitigation, question, kind } = fact;
    const limit = kind === 'limit' ? fact : null;
    if (mitigation !== null && question !== null) yield { path: `${path}.mitigation`, mitigation, question, limit };
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

function* wrongDates({ factAgeDays, services, mitigations, neighbours }: Pack, asOf: string) {
  const limit = factAgeDays ?? Infinity;
  for (const [path, part] of partsWith<Dated>('checked', { services, mitigations, neighbours })) {
    const { checked, validUntil, metric = path, id: fact = metric } = part;
    if (checked === null) continue;
    const wrong = (key: string, date: string, problem: 'old' | 'future' | 'expired') =>
      [`${path}.${key}`, { fact, date, problem }] as const;
    const days = daysBetween(checked, asOf);
    if (days > limit) yield wrong('checked', checked, 'old');
    // Tomorrow's date is already today somewhere on Earth.
    if (days < -1) yield wrong('checked', checked, 'future');
    if (validUntil && validUntil < asOf) yield wrong('valid-until', validUntil, 'expired');
  }
}

/** A part that states when its source was last checked. */
type Dated = { readonly checked: string | null } & { readonly [K in 'validUntil' | 'metric' | 'id']?: string };
