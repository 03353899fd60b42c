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
  docs: {
    what: 'Nothing names a neighbour, and it does not say where it is better than the recommendation.',
    why: 'It is maintained and checked to no effect.',
    fix: 'Say under `better` where it is better, name it in `with`, or remove it.',
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
  },
});
