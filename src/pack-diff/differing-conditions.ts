import type { CompiledOption } from '../engine/compile.ts';
import { filledAlike, type LeafPair, type State, splitState } from './joint-walk.ts';
import { type Part, partsOf } from './outcome-parts.ts';
import type { Side, Space } from './space.ts';

/**
 * Conditions that only one of two leaves has. For answers that meet none of them, both recommend the same with the same parts. An
 * empty one always holds: the leaves differ as such.
 */
export function differingConditions(space: Space, state: State, leaves: LeafPair['leaves']): readonly Part['when'][] {
  const [old, now] = [leaves[0]?.options ?? [], leaves[1]?.options ?? []];
  const nameOf = ({ option }: CompiledOption): string => JSON.stringify([option.service, option.variant, option.pattern]);
  const isAlike = old.length === now.length && old.every((option, index) => nameOf(option) === nameOf(now[index] ?? option));
  if (old.length === 0 || !isAlike || !filledAlike(state)) return [[]];
  const conditions = old.flatMap((option, index) => {
    const [before, after] = [conditionsIn(space, 0, option), conditionsIn(space, 1, now[index] ?? option)];
    return [...onlyIn(before, after), ...onlyIn(after, before)];
  });
  return [...new Map(conditions.map((each) => [JSON.stringify(each), each])).values()];
}

/** The answers for which any of some conditions holds, as disjoint parts. */
export function partsWhere(state: State, conditions: readonly Part['when'][]): State[] {
  const found: State[] = [];
  let rest: readonly State[] = [state];
  for (const when of conditions) {
    rest = rest.flatMap((part) => {
      const { inside, outside } = splitState(part, 0, when);
      if (inside) found.push(inside);
      return outside;
    });
  }
  return found;
}

const conditionsByOption = new WeakMap<CompiledOption, readonly (readonly [key: string, when: Part['when']])[]>();

/** All conditions that decide whether an option is recommended, and what it adds, with a text for each. */
function conditionsIn(space: Space, side: Side, option: CompiledOption) {
  const known = conditionsByOption.get(option);
  if (known) return known;
  const { when, misfits, workarounds, unmetBy, quotaBy } = option;
  // How many of these hold is counted by question.
  const counted = Object.entries({ unmetBy, quotaBy }).flatMap(([name, all]) =>
    all.flatMap((list) => list.map((each) => [`${name} ${list[0]?.[0]?.question}`, each] as const)),
  );
  const added = [false, true].flatMap((unmet) =>
    partsOf(space, side, option, unmet).map((part) => [`${unmet} ${part.kind} ${part.name}`, part.when] as const),
  );
  const all = [
    ['when', when] as const,
    ...misfits.map((each) => ['misfits', each] as const),
    ...workarounds.map((each) => ['workarounds', each] as const),
    ...counted,
    ...added,
  ];
  const conditions = all.map(([name, each]) => [`${name} ${JSON.stringify(each)}`, each] as const);
  conditionsByOption.set(option, conditions);
  return conditions;
}

/** The conditions that occur more often in one list than in another. */
function onlyIn(list: ReturnType<typeof conditionsIn>, other: ReturnType<typeof conditionsIn>): Part['when'][] {
  const left = other.map(([key]) => key);
  return list.flatMap(([key, when]) => {
    const at = left.indexOf(key);
    if (at < 0) return [when];
    left.splice(at, 1);
    return [];
  });
}
