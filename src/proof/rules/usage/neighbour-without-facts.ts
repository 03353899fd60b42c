import { lintRule } from '../../lint-rule.ts';

export const neighbourWithoutFacts = lintRule({
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
  fix: 'Add its limits and quotas as facts, each with a source.',
  example: `
    neighbours:
      bus:
        name: Bus
        better: [{when: {fanout: pubsub}, because: ..., gives-up: ..., source: ..., checked: 2026-11-25}]
  `,
  instead: `
    neighbours:
      bus:
        name: Bus
        facts: {message-kib: {topic: message-size, question: message-kib, max: 256, ...}}
        better: [{when: {fanout: pubsub}, because: ..., gives-up: ..., source: ..., checked: 2026-11-25}]
  `,
});
