import type { Clause } from '../engine/box.ts';
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

const known = new WeakMap<CompiledOption, Map<boolean, readonly Part[]>>();

/**
 * All that an option of one side's pack adds to its outcome, besides its service, variant and pattern.
 *
 * @param unmet whether it is recommended although it does not fit
 */
export function partsOf(space: Space, side: Side, option: CompiledOption, unmet: boolean): readonly Part[] {
  const own = known.get(option) ?? new Map<boolean, readonly Part[]>();
  known.set(option, own);
  const { kinds } = space;
  const parts =
    own.get(unmet) ??
    findParts(space, side, option, unmet).filter(({ name, kind }) => name !== '' && (kinds === null || kinds.includes(kind)));
  own.set(unmet, parts);
  return parts;
}

function findParts({ questions, sides }: Space, side: Side, option: CompiledOption, unmet: boolean): Part[] {
  const { indexOf, neighbours, pack } = sides[side];
  const { with: companions, summary, because } = option.option;
  const part = (kind: PartKind, name: string, when: readonly Clause[] = []): Part => ({ kind, name, when });
  /** A warning, and what is said to do about it. */
  const warning = (code: string, mitigation: string | null, when: readonly Clause[] = []): Part[] => [
    part('warning', code, when),
    ...(mitigation !== null && pack.mitigations[mitigation] ? [part('mitigation', `${code}: ${mitigation}`, when)] : []),
  ];
  return [
    ...companions.map((name) => part('with', name)),
    ...[summary, ...because].map((text) => part('reason', text)),
    ...(unmet ? warning('unmet-requirement', null) : []),
    ...(unmet ? option.contradictions : []).map(({ of, question, when }) =>
      part('unmet', `${of.split('/')[0]}: ${questions[question]?.id}`, when),
    ),
    ...option.handled.map((handled) => part('reason', handled.text, handled.when)),
    ...option.effects.flatMap((effect): Part[] => {
      const { when } = effect;
      if (effect.kind === 'mitigated') return warning(effect.conflict.fact.id, effect.mitigation, when);
      if (effect.kind === 'quota') return warning(effect.conflict.fact.id, effect.conflict.fact.mitigation, when);
      const { id, warning: warned, with: added, because: reason, lookAlso } = effect.advice;
      return [
        ...(warned ? warning(id, warned.mitigation, when) : []),
        ...added.map((name) => part('with', name, when)),
        ...[reason ?? '', lookAlso?.text ?? ''].map((text) => part('reason', text, when)),
      ];
    }),
    ...unitsOf(option).flatMap(({ id, each, multipleOf, when, unless }) =>
      Object.entries(each).flatMap(([by, carries]) => {
        const how = multipleOf || when || unless ? ` ${JSON.stringify({ multipleOf, when, unless })}` : '';
        const question = indexOf.get(by) ?? -1;
        const counted = questions[question];
        return counted ? part('sizing', `${id}: ${counted.id} / ${carries}${how}`, [{ question, cells: counted.cells.all }]) : [];
      }),
    ),
    ...neighbours.flatMap(({ neighbour, better, limits }) =>
      better.flatMap((each) =>
        shortOf(each.better, option, unmet).flatMap((short) =>
          limits.map((variant) => {
            const fits = variant.map(({ question, cells }) => ({ question, cells: ~cells }));
            return part('instead', neighbour.id, [...each.when, ...short, ...fits]);
          }),
        ),
      ),
    ),
  ];
}

/** The questions, as bits, whose answers make a difference to what a leaf recommends. */
export function leafQuestions(space: Space, side: Side, leaf: CompiledLeaf | undefined | null): bigint {
  const options = leaf?.options ?? [];
  return bitsOf(
    options.flatMap((option) => {
      const { when, misfits, workarounds, unmetBy, quotaBy } = option;
      const parts = partsOf(space, side, option, true).map((part) => part.when);
      return [[when], misfits, workarounds, ...unmetBy, ...quotaBy, parts].flat(2);
    }),
  );
}

/** The questions of a condition, as bits. */
export function bitsOf(when: readonly Clause[]): bigint {
  return when.reduce((bits, { question }) => bits | (1n << BigInt(question)), 0n);
}

const leafKeys = new WeakMap<CompiledLeaf, string>();

/** All that makes a difference to what a leaf recommends, as a text. */
export function leafKey(space: Space, side: Side, leaf: CompiledLeaf | undefined | null): string {
  if (!leaf) return '';
  const key = leafKeys.get(leaf) ?? JSON.stringify(leaf.options.map((option) => optionKey(space, side, option)));
  leafKeys.set(leaf, key);
  return key;
}

function optionKey(space: Space, side: Side, option: CompiledOption): unknown {
  const { service, variant, pattern } = option.option;
  const { misfits, workarounds, unmetBy, quotaBy } = option;
  const counted = [unmetBy, quotaBy].map((lists) => lists.map(conditionsKey).sort());
  const parts = [false, true].map((unmet) => partsOf(space, side, option, unmet).map(partKey).sort());
  return [service, variant, pattern, clausesKey(option.when), conditionsKey(misfits), conditionsKey(workarounds), counted, parts];
}

function partKey({ kind, name, when }: Part): string {
  return JSON.stringify([kind, name, clausesKey(when)]);
}

/** Conditions as a text that is the same for the same. */
export function conditionsKey(conditions: readonly (readonly Clause[])[]): string {
  return JSON.stringify(conditions.map(clausesKey).sort());
}

/** A condition as a text that is the same for the same. */
export function clausesKey(when: readonly Clause[]): string {
  return when
    .map(({ question, cells }) => `${question}=${cells}`)
    .sort()
    .join('&');
}
