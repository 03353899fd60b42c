import type { Pack } from '../../../model/pack.ts';
import type { PackSource } from '../../../model/pack-source.ts';
import { lintRule } from '../../lint-rule.ts';
import { wordingsOf } from '../../pack-parts.ts';

export const sameBranches = lintRule({
  code: 'same-branches',
  level: 'warning',
  *check({ authored }) {
    for (const { id, branches } of Object.values<Pack['nodes'][string] | PackSource['nodes'][string]>(authored.nodes)) {
      const first = new Map<string, number>();
      for (const [index, { to, because }] of branches.entries()) {
        const key = JSON.stringify([to, ...wordingsOf(because)]);
        const other = first.get(key);
        if (other === undefined) first.set(key, index);
        else yield [`nodes.${id}.branches.${index}`, { node: id, first: other + 1 }];
      }
    }
  },
  en: ({ first }) => [
    `This branch leads to the same place for the same reason as branch ${first}.`,
    'Make them one, with both values.',
  ],
  ja: ({ first }) => [
    `この分岐は、${first}番目の分岐と行き先も理由も同じです。`,
    '両方の値を並べて、1つの分岐にまとめてください。',
  ],
  what: 'Two branches of a node lead to the same place for the same reason.',
  why: 'They are a single branch, written twice.',
  fix: 'Merge them into one branch that names both values.',
  example: `
    - {when: pull, because: It waits., then: queue}
    - {when: any, because: It waits., then: queue}
  `,
  instead: `
    - {when: [pull, any], because: It waits., then: queue}
  `,
});
