import { lintRule } from '../../lint-rule.ts';
import { namedIn } from '../../pack-parts.ts';

export const unusedNeighbour = lintRule({
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
  why: 'You maintain and check a neighbour that has no effect.',
  fix: 'Explain under `better` when the neighbour beats the recommendation, name it in `with`, or remove it.',
  example: `
    neighbours:
      spare: {name: Spare, summary: ..., url: ...}
  `,
  instead: `
      spare:
        name: Spare
        summary: ...
        url: ...
        better: [{when: {kind: event}, because: ..., gives-up: ..., source: ..., checked: ...}]
  `,
});
