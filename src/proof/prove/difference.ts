import { type Box, type Clause, divisible, overlap } from '../../engine/box.ts';
import { type CellSet, indexesOf } from '../../engine/cells.ts';
import { anyOf, choose } from '../../engine/choose.ts';
import type { CompiledLeaf, CompiledOption } from '../../engine/compile.ts';
import { type ProofContext, withCells } from './context.ts';

/** What some answers lead to, but for what is conditional about it; null for an option: there is no branch for them. */
export interface End {
  readonly box: Box;
  readonly option: CompiledOption | null;
  readonly unmet: boolean;
}

/** The ends of a leaf. */
export function endsAt(context: ProofContext, leaf: CompiledLeaf, box: CellSet[], then: (end: End) => void): void {
  choose(leaf, divisible(box), (option, unmet) => {
    context.step();
    then({ box: [...box], option, unmet });
  });
}

/**
 * Answers, all but one question's being the same, with which two ends differ in service, variant, pattern, companions
 * or warnings; null if there are none. Throws OutOfBudget.
 */
export function differenceOf(context: ProofContext, one: End, other: End, question: number): Box | null {
  context.step();
  if (!overlap(one.box, other.box, question)) return null;
  const both = one.box.map((cells, index) => cells & (other.box[index] ?? 0));
  if (headOf(one) !== headOf(other)) return context.realistic(withCells(both, question, one.box[question] ?? 0));
  if (!one.option || !other.option) return null;
  if (
    one.option === other.option &&
    !one.option.effects.some(({ when }) => when.some((clause) => clause.question === question))
  ) {
    return null;
  }
  const [items, others] = [itemsOf(one.option), itemsOf(other.option)];
  for (const from of bitsOf(one.box[question] ?? 0)) {
    for (const to of bitsOf(other.box[question] ?? 0)) {
      if (from === to) continue;
      for (const item of new Set([...items.keys(), ...others.keys()])) {
        const found = itemDiffers(
          context,
          both,
          bound(items.get(item) ?? [], question, from),
          bound(others.get(item) ?? [], question, to),
        );
        if (found) return withCells(found, question, from);
      }
    }
  }
  return null;
}

function headOf({ option, unmet }: End): string {
  if (!option) return '';
  const { service, variant, pattern } = option.option;
  return `${service}/${variant}/${pattern}/${unmet}`;
}

type Conditions = readonly (readonly Clause[])[];

const itemsByOption = new WeakMap<CompiledOption, ReadonlyMap<string, Conditions>>();

/** Companions and warnings of an option, each with the conditions any of which brings it. */
function itemsOf(option: CompiledOption): ReadonlyMap<string, Conditions> {
  const known = itemsByOption.get(option);
  if (known) return known;
  const items = new Map<string, (readonly Clause[])[]>();
  const add = (item: string, when: readonly Clause[]): void => {
    const known = items.get(item);
    if (known) known.push(when);
    else items.set(item, [when]);
  };
  for (const id of option.option.with) add(`with ${id}`, []);
  for (const effect of option.effects) {
    if (effect.kind !== 'advice') {
      add(`warning ${effect.conflict.fact.id}`, effect.when);
      continue;
    }
    if (effect.advice.warning) add(`warning ${effect.advice.id}`, effect.when);
    for (const id of effect.advice.with) add(`with ${id}`, effect.when);
  }
  itemsByOption.set(option, items);
  return items;
}

/** The conditions where one question's answer is known. */
function bound(conditions: Conditions, question: number, value: CellSet): Conditions {
  return conditions
    .filter((when) => when.every((clause) => clause.question !== question || clause.cells & value))
    .map((when) => when.filter((clause) => clause.question !== question));
}

function itemDiffers(context: ProofContext, both: Box, some: Conditions, others: Conditions): Box | null {
  if (some.length === 0 && others.length === 0) return null;
  const box = [...both];
  let found: Box | null = null;
  anyOf(some, divisible(box), (has) =>
    anyOf(others, divisible(box), (hasToo) => {
      context.step();
      if (has !== hasToo) found ??= context.realistic(box);
    }),
  );
  return found;
}

/** Each cell of a set, and no answer, as a set of its own. */
export function bitsOf(set: CellSet): CellSet[] {
  const cells = indexesOf(set).map((cell) => 1 << cell);
  return set < 0 ? [...cells, 1 << 31] : cells;
}
