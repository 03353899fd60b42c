import type { Condition, Lift, Pack, Variant } from '../model/pack.ts';
import { type Cut, cutsOf } from './cells.ts';

/** The cuts that a pack makes in its number questions and derived quantities, by their ids. */
export function collectCuts(pack: Pack): Map<string, Cut[]> {
  const questions = pack.questions.filter((question) => question.type === 'number');
  const numbers = new Set([...questions, ...pack.derived].map(({ id }) => id));
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
  const addLimits = (id: string, { min, max }: Lift): void => {
    if (min !== null) add(id, [{ at: min, after: false }]);
    if (max !== null) add(id, [{ at: max, after: true }]);
  };
  for (const owner of [...pack.services, ...Object.values(pack.neighbours)]) {
    for (const fact of [...owner.facts, ...owner.variants.flatMap((variant) => variant.facts)]) {
      if (fact.question !== null) addLimits(fact.question, fact);
      if (fact.when) addCondition(fact.when);
    }
    for (const { sizing = [] } of [owner, ...owner.variants] as readonly Pick<Variant, 'sizing'>[]) {
      for (const { unless } of sizing) if (unless) addCondition(unless);
    }
  }
  for (const { options } of Object.values(pack.leaves)) for (const { when } of options) if (when) addCondition(when);
  for (const { lifts, unless } of Object.values(pack.mitigations)) {
    for (const [id, lift] of Object.entries(lifts ?? {})) addLimits(id, lift);
    for (const condition of unless) addCondition(condition);
  }
  for (const { better } of Object.values(pack.neighbours)) for (const { when } of better) addCondition(when);
  for (const { when } of pack.advice) addCondition(when);
  return cuts;
}
