import type { Box, Clause } from '../engine/box.ts';
import type { CompiledLeaf, CompiledOption } from '../engine/compile.ts';
import { shortOf, unitsOf } from '../engine/recommendation.ts';
import type { Side, Space } from './space.ts';

/** One thing that an option adds to its outcome, under a condition; without clauses it always does. */
export interface Part {
  readonly kind: PartKind;
  /** An id, or the text of a reason. */
  readonly name: string;
  readonly when: readonly Clause[];
}

export const partKinds = ['with', 'warning', 'mitigation', 'unmet', 'sizing', 'instead', 'reason'] as const;

export type PartKind = (typeof partKinds)[number];

/** A function that works out each of its results once. */
export function memoized<K, V extends string | number | bigint | object>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

const partsByOption = new WeakMap<CompiledOption, Map<boolean, readonly Part[]>>();

/**
 * All that an option of one side's pack adds to its outcome, besides its service, variant and pattern.
 *
 * @param unmet whether it is recommended although it does not fit
 */
export function partsOf(space: Space, side: Side, option: CompiledOption, unmet: boolean): readonly Part[] {
  const known = partsByOption.get(option) ?? new Map<boolean, readonly Part[]>();
  partsByOption.set(option, known);
  const { kinds } = space;
  const isCompared = ({ name, kind }: Part): boolean => name !== '' && (kinds === null || kinds.includes(kind));
  const parts = known.get(unmet) ?? findParts(space, side, option, unmet).filter(isCompared);
  known.set(unmet, parts);
  return parts;
}

function findParts({ questions, sides }: Space, side: Side, option: CompiledOption, unmet: boolean): Part[] {
  const { indexOf, neighbours, pack } = sides[side];
  const part = (kind: PartKind, name: string, when: readonly Clause[] = []): Part => ({ kind, name, when });
  /** A warning, and what is said to do about it. */
  const warning = (code: string, mitigation: string | null, when: readonly Clause[] = []): Part[] => [
    part('warning', code, when),
    ...(mitigation !== null && pack.mitigations[mitigation] ? [part('mitigation', `${code}: ${mitigation}`, when)] : []),
  ];
  const effects = option.effects.flatMap((effect): Part[] => {
    const { when } = effect;
    if (effect.kind === 'mitigated') return warning(effect.conflict.fact.id, effect.mitigation, when);
    if (effect.kind === 'quota') return warning(effect.conflict.fact.id, effect.conflict.fact.mitigation, when);
    const { id, warning: warned, with: added, because, lookAlso } = effect.advice;
    return [
      ...(warned ? warning(id, warned.mitigation, when) : []),
      ...added.map((name) => part('with', name, when)),
      ...[because ?? '', lookAlso?.text ?? ''].map((text) => part('reason', text, when)),
    ];
  });
  const sizing = unitsOf(option).flatMap(({ id, each, multipleOf, when, unless }) =>
    Object.entries(each).flatMap(([by, carries]) => {
      const how = multipleOf || when || unless ? ` ${JSON.stringify({ multipleOf, when, unless })}` : '';
      const question = indexOf.get(by) ?? -1;
      const counted = questions[question];
      const name = `${id}: ${counted?.id} / ${carries}${how}`;
      return counted ? part('sizing', name, [{ question, cells: counted.cells.all }]) : [];
    }),
  );
  const instead = neighbours.flatMap(({ neighbour, better, limits }) =>
    better.flatMap((each) =>
      shortOf(each.better, option, unmet).flatMap((short) =>
        limits.map((variant) => {
          const fits = variant.map(({ question, cells }) => ({ question, cells: ~cells }));
          return part('instead', neighbour.id, [...each.when, ...short, ...fits]);
        }),
      ),
    ),
  );
  const contradicted = (unmet ? option.contradictions : []).map(({ of, question, when }) =>
    part('unmet', `${of.split('/')[0]}: ${questions[question]?.id}`, when),
  );
  return [
    ...option.option.with.map((name) => part('with', name)),
    ...[option.option.summary, ...option.option.because].map((text) => part('reason', text)),
    ...(unmet ? warning('unmet-requirement', null) : []),
    ...contradicted,
    ...option.handled.map(({ text, when }) => part('reason', text, when)),
    ...effects,
    ...sizing,
    ...instead,
  ];
}

/** The questions, as bits, whose answers make a difference to what a leaf recommends. */
export function leafQuestions(space: Space, side: Side, leaf: CompiledLeaf | undefined | null): bigint {
  const conditions = (leaf?.options ?? []).flatMap((option) => {
    const { when, misfits, workarounds, unmetBy, quotaBy } = option;
    const parts = partsOf(space, side, option, true).map((part) => part.when);
    return [when, ...misfits, ...workarounds, ...unmetBy.flat(), ...quotaBy.flat(), ...parts];
  });
  return bitsOf(conditions.flat());
}

/** The questions of a condition, as bits. */
export function bitsOf(when: readonly Clause[]): bigint {
  return when.reduce((bits, { question }) => bits | (1n << BigInt(question)), 0n);
}

/** All that makes a difference to what a leaf recommends, as a text. */
export function leafKey(space: Space, side: Side, leaf: CompiledLeaf | undefined | null): string {
  return JSON.stringify((leaf?.options ?? []).map((option) => optionKey(space, side, option)));
}

/**
 * Whether two leaves recommend the same for the answers that arrive at them.
 *
 * @param seen those answers as each side sees them
 */
export function recommendAlike(
  space: Space,
  [old, now]: readonly [CompiledLeaf | null, CompiledLeaf | null],
  seen: readonly [Box, Box],
): boolean {
  if (!old || !now) return old === now;
  return (
    old.options.length === now.options.length &&
    old.options.every((option, index) => {
      const other = now.options[index] as CompiledOption;
      const isSame = optionKey(space, 0, option) === optionKey(space, 1, other);
      return isSame || keyOfOption(space, 0, option, seen[0]) === keyOfOption(space, 1, other, seen[1]);
    })
  );
}

const optionKeys = new WeakMap<CompiledOption, string>();

function optionKey(space: Space, side: Side, option: CompiledOption): string {
  const key = optionKeys.get(option) ?? keyOfOption(space, side, option, null);
  optionKeys.set(option, key);
  return key;
}

/** All that makes a difference to what an option adds, as a text; with a box, to the answers of that box alone. */
function keyOfOption(space: Space, side: Side, option: CompiledOption, box: Box | null): string {
  const left = (conditions: readonly (readonly Clause[])[]) =>
    box ? conditions.flatMap((when) => openIn(box, when)) : conditions;
  const { service, variant, pattern } = option.option;
  const { misfits, workarounds, unmetBy, quotaBy } = option;
  const counted = [unmetBy, quotaBy].map((lists) => {
    const open = lists.map(left).filter((list) => list.length > 0);
    return open.map(conditionsKey).sort();
  });
  const parts = [false, true].map((unmet) =>
    partsOf(space, side, option, unmet)
      .flatMap(({ kind, name, when }) => left([when]).map((open) => JSON.stringify([kind, name, clausesKey(open)])))
      .sort(),
  );
  const conditions = [left([option.when]), left(misfits), left(workarounds)].map(conditionsKey);
  return JSON.stringify([service, variant, pattern, conditions, counted, parts]);
}

/** A condition without the clauses that hold for all answers of a box; none where it holds for no answer. */
function openIn(box: Box, when: readonly Clause[]): (readonly Clause[])[] {
  const open: Clause[] = [];
  for (const { question, cells } of when) {
    const all = box[question] ?? 0;
    const left = all & cells;
    if (left === 0) return [];
    if (left !== all) open.push({ question, cells: left });
  }
  return [open];
}

/** Conditions as a text that is the same for the same. */
export function conditionsKey(conditions: readonly (readonly Clause[])[]): string {
  return JSON.stringify(conditions.map(clausesKey).sort());
}

/** A condition as a text that is the same for the same. */
export function clausesKey(when: readonly Clause[]): string {
  const texts = when.map(({ question, cells }) => `${question}=${cells}`);
  return texts.sort().join('&');
}
