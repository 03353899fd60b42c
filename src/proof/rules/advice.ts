import { type Clause, mergedClauses } from '../../engine/box.ts';
import type { CompiledNeighbour, CompiledOption } from '../../engine/compiled.ts';
import { shortOf } from '../../engine/recommendation.ts';
import { lintRule, provedRule } from '../lint-rule.ts';
import { namedIn } from '../pack-parts.ts';

/** Rules for advice and neighbours. */
export const adviceRules = [
  provedRule({
    code: 'dead-advice',
    level: 'error',
    en: ({ advice }, { q }) => [
      `The advice ${q(advice)} never applies: no answers meet its condition where its services and patterns are recommended.`,
      'Remove it, or correct `when`, `services` or `patterns`.',
    ],
    ja: ({ advice }, { q }) => [
      `助言${q(advice)}が使われることはありません。対象のサービスや構成パターンが推奨される回答では、条件が成り立ちません。`,
      '削除するか、when、services、patterns を直してください。',
    ],
    what: 'No answers that lead to the services and patterns of a piece of advice meet its condition.',
  }),
  lintRule({
    code: 'empty-advice',
    level: 'warning',
    *check({ pack }) {
      for (const { id, warning, lookAlso, with: companions, because, checks } of pack.advice) {
        const adds = warning || lookAlso || because || checks || companions.length > 0;
        if (!adds) yield [`advice.${id}`, { advice: id }];
      }
    },
    en: ({ advice }, { q }) => [
      `The advice ${q(advice)} says nothing and adds nothing.`,
      'Give it a `warning`, `look-also`, `with`, `checks` or `because`, or remove it.',
    ],
    ja: ({ advice }, { q }) => [
      `助言${q(advice)}には内容がありません。`,
      'warning、look-also、with、checks、because のいずれかを書くか、削除してください。',
    ],
    what: 'A piece of advice has none of `warning`, `look-also`, `with`, `checks` and `because`.',
  }),
  lintRule({
    code: 'unused-neighbour',
    level: 'warning',
    *check({ pack }) {
      const { companions } = namedIn(pack);
      for (const { id, better } of Object.values(pack.neighbours)) {
        if (better.length === 0 && !companions.has(id)) yield [`neighbours.${id}`, { neighbour: id }];
      }
    },
    en: ({ neighbour }, { q }) => [
      `Nothing names the neighbour ${q(neighbour)}, and it is never better.`,
      'Name it, say under `better` where it is better, or remove it.',
    ],
    ja: ({ neighbour }, { q }) => [
      `関連サービス${q(neighbour)}はどこからも使われず、better もありません。`,
      '使う、better を書く、削除する、のいずれかを行ってください。',
    ],
    what: 'Nothing refers to a neighbour, and the neighbour has no `better` entries.',
  }),
  lintRule({
    code: 'neighbour-without-facts',
    level: 'warning',
    *check({ pack }) {
      for (const { id, facts, variants, better } of Object.values(pack.neighbours)) {
        const hasFacts = facts.length > 0 || variants.some((variant) => variant.facts.length > 0);
        if (better.length > 0 && !hasFacts) yield [`neighbours.${id}`, { neighbour: id }];
      }
    },
    en: ({ neighbour }, { q }) => [
      `The neighbour ${q(neighbour)} is named as better for some answers, but has no facts to check them against.`,
      'Add its facts: limits and quotas, each with its source.',
    ],
    ja: ({ neighbour }, { q }) => [
      `関連サービス${q(neighbour)}は、ある条件でより適しているとされていますが、回答と照合するファクトがありません。`,
      '制限やクォータを、出典とともにファクトとして追加してください。',
    ],
    what: 'A neighbour has entries under `better` but no facts.',
    why: 'Its limits are not checked, so a decision may suggest it where it does not meet the requirements.',
  }),
  lintRule({
    code: 'dead-better',
    level: 'error',
    *check({ compiled }) {
      const options = [...compiled.leaves.values()].flatMap((leaf) => leaf.options);
      for (const each of compiled.neighbours) {
        const neighbour = each.neighbour.id;
        for (const [index, entry] of each.better.entries()) {
          const isCovered = each.better.slice(0, index).some((earlier) => covers(earlier, entry));
          if (isCovered || !mayApply(each, entry, options)) yield [`neighbours.${neighbour}.better.${index}`, { neighbour }];
        }
      }
    },
    en: ({ neighbour }, { q }) => [
      `No answers make ${q(neighbour)} better by this entry.`,
      'Correct `when`, `if-unmet` or `services`, put it before an entry that always holds where it does, or remove it.',
    ],
    ja: ({ neighbour }, { q }) => [
      `この項目によって${q(neighbour)}がより適しているとされる回答はありません。`,
      'when、if-unmet、services を直すか、常に先に成り立つ項目より前に移すか、削除してください。',
    ],
    what:
      "An entry under `better` never applies: the neighbour's own limits contradict its condition, no leaf names the " +
      'services that it names, they never fall short, or an earlier entry applies in all the same cases.',
  }),
];

type Entry = CompiledNeighbour['better'][number];

/** Whether an entry holds whenever another one does. */
function covers({ better: { ifUnmet, services }, when }: Entry, { better, when: other }: Entry): boolean {
  const speaksOf =
    services.length === 0 || (better.services.length > 0 && better.services.every((service) => services.includes(service)));
  return ifUnmet.length === 0 && speaksOf && when.every((clause) => other.some((own) => isWithin(own, clause)));
}

/** Whether an entry may hold for some answers. Errs on the side of yes. */
function mayApply({ limits }: CompiledNeighbour, { better, when }: Entry, options: readonly CompiledOption[]): boolean {
  // A limit with further conditions does not rule out all answers.
  const isRuledOut = limits.every((variant) =>
    variant.some((limit) => limit.when.length === 1 && when.some((clause) => isWithin(clause, limit))),
  );
  const shortfalls = options.flatMap((option) => shortOf(better, option, true));
  return !isRuledOut && shortfalls.some((short) => mergedClauses([...when, ...short]).every(({ cells }) => cells !== 0));
}

function isWithin(clause: Clause, other: Clause): boolean {
  return clause.question === other.question && (clause.cells & ~other.cells) === 0;
}
