import type { Condition, Pack } from '../model/pack.ts';
import { type Cut, cutsOf } from './cells.ts';

/** The cuts that a pack makes in its number questions, by question. */
export function collectCuts(pack: Pack): Map<string, Cut[]> {
  const numbers = new Set(pack.questions.filter((question) => question.type === 'number').map((question) => question.id));
  const cuts = new Map<string, Cut[]>();
  const add = (id: string, list: readonly Cut[]): void => {
    if (!numbers.has(id)) return;
    const known = cuts.get(id);
    if (known) known.push(...list);
    else cuts.set(id, [...list]);
  };
  const addCondition = (condition: Condition): void => {
    for (const [id, test] of Object.entries(condition)) add(id, cutsOf(test));
  };
  for (const question of pack.questions) {
    for (const { when } of [...question.assume, ...question.default]) addCondition(when);
  }
  for (const node of Object.values(pack.nodes)) {
    if (numbers.has(node.ask)) for (const branch of node.branches) add(node.ask, cutsOf(branch.when));
  }
  for (const service of pack.services) {
    for (const fact of [...service.facts, ...service.variants.flatMap((variant) => variant.facts)]) {
      if (fact.question === null) continue;
      if (fact.min !== null) add(fact.question, [{ at: fact.min, after: false }]);
      if (fact.max !== null) add(fact.question, [{ at: fact.max, after: true }]);
    }
  }
  for (const { when } of pack.advice) addCondition(when);
  return cuts;
}
