import type { Clause } from '../engine/box.ts';
import type { CompiledLeaf, CompiledOption } from '../engine/compiled.ts';
import { shortOf } from '../engine/instead.ts';
import { remembered } from '../engine/lazy.ts';
import { UNMET } from '../engine/outcome.ts';
import { unitsOf } from '../engine/recommendation.ts';
import type { Side, Space } from './space.ts';

/** Something that an option adds to its outcome where `when` holds and nothing in `unless` does. */
export interface Part {
  readonly kind: PartKind;
  /** An id, or the text of a reason. */
  readonly name: string;
  readonly when: readonly Clause[];
  readonly unless: readonly (readonly Clause[])[];
}

export const partKinds = ['with', 'warning', 'mitigation', 'unmet', 'sizing', 'instead', 'reason'] as const;

export type PartKind = (typeof partKinds)[number];

/** Everything that an option of one side's pack adds to its outcome, besides its service, variant and pattern. */
export function partsOf({ questions, sides, kinds }: Space, side: Side, option: CompiledOption, unmet: boolean): Part[] {
  const { indexOf, neighbours } = sides[side];
  const part = (kind: PartKind, name: string, when: Part['when'] = [], unless: Part['unless'] = []): Part => {
    return { kind, name, when, unless };
  };
  /** A warning, and its mitigation as a separate part. */
  const warning = (code: string, mitigation: string | null, when: readonly Clause[] = []): Part[] => [
    part('warning', code, when),
    ...(mitigation !== null ? [part('mitigation', `${code}: ${mitigation}`, when)] : []),
  ];
  const effects = option.effects().flatMap((effect): Part[] => {
    const { when } = effect;
    if (effect.kind === 'conflict') return warning(effect.conflict.fact.id, effect.conflict.mitigation?.id ?? null, when);
    const { id, warning: warned, with: added, because } = effect.advice;
    return [
      ...(warned ? warning(id, warned.mitigation, when) : []),
      ...added.map((name) => part('with', name, when)),
      ...(because ? [part('reason', because, when)] : []),
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
  const instead = neighbours.flatMap(({ neighbour, better, conflicts }) => {
    const limits = conflicts().map((variant) => variant.filter(({ fact }) => fact.kind === 'limit').map(({ when }) => when));
    return better.flatMap((each) =>
      shortOf(each.better, option).flatMap((short) =>
        limits.map((unless) => part('instead', neighbour.id, [...each.when, ...short], unless)),
      ),
    );
  });
  const contradictions = unmet ? option.conflicts().filter((conflict) => conflict.kind === 'contradiction') : [];
  const { renamed } = sides[1].pack;
  const contradicted = contradictions.map(({ of, fact: { question }, when }) =>
    part('unmet', `${of.split('/')[0]}: ${renamed[question] ?? question}`, when),
  );
  const all = [
    ...option.with.map((name) => part('with', name)),
    ...[option.summary, ...option.because].map((text) => part('reason', text)),
    ...(unmet ? warning(UNMET, null) : []),
    ...contradicted,
    ...option.handled().map(({ text, when }) => part('reason', text, when)),
    ...effects,
    ...sizing,
    ...instead,
  ];
  return all.filter(({ name, kind }) => name !== '' && kinds.includes(kind));
}

function nameOf({ service, variant, pattern }: CompiledOption): string {
  return JSON.stringify([service.id, variant, pattern]);
}

/** Conditions about the same thing that only one of two leaves has, such as those under which an option misses a requirement. */
export interface Difference {
  readonly old: readonly Part['when'][];
  readonly now: readonly Part['when'][];
}

/**
 * How two leaves differ. For answers that meet as many old conditions as new ones of each difference, both recommend the same,
 * with the same parts. An empty condition always holds: the leaves differ as such.
 */
export function leafDifferences(space: Space, areFilledAlike: boolean, leaves: readonly (CompiledLeaf | null)[]): Difference[] {
  const [old, now] = [leaves[0]?.options ?? [], leaves[1]?.options ?? []];
  const isAlike = old.length === now.length && old.every((option, index) => nameOf(option) === nameOf(now[index] ?? option));
  if (!isAlike || !areFilledAlike) return [{ old: [[]], now: [] }];
  return old.flatMap((option, index) => {
    const [before, after] = [conditionsIn(space, 0, option), conditionsIn(space, 1, now[index] ?? option)];
    const [gone, added] = [onlyIn(before, after), onlyIn(after, before)];
    return [...new Set([...gone, ...added].map(({ about }) => about))].map((about): Difference => {
      const own = (list: NamedConditions) => list.flatMap((each) => (each.about === about ? [each.when] : []));
      return { old: own(gone), now: own(added) };
    });
  });
}

/** Conditions with what they are about, and a text that only equal ones have. */
type NamedConditions = readonly { readonly about: string; readonly text: string; readonly when: Part['when'] }[];

/** All conditions that decide whether an option is recommended, and what it adds. */
function conditionsIn(space: Space, side: Side, option: CompiledOption): NamedConditions {
  const conditions: NamedConditions[number][] = [];
  const add = (about: string, when: Part['when']) => conditions.push({ about, text: `${about};${textOf(when)}`, when });
  add('when', option.when);
  for (const { question, multipleOf, conditions: of } of option.limited()) {
    // How many of these hold is counted by question.
    for (const [name, list] of Object.entries(of())) {
      for (const each of list) add(`${name} ${question} ${multipleOf}`, each);
    }
  }
  // An option that does not fit adds everything that it adds where it fits, and what is a misfit is compared above.
  const exceptions = remembered((unless: Part['unless']) => unless.map((when) => `,${textOf(when)}`).join(''));
  for (const { when, kind, name, unless } of partsOf(space, side, option, true)) {
    add(`${kind} ${JSON.stringify(name)}${exceptions(unless)}`, when);
  }
  return conditions;
}

function textOf(when: Part['when']): string {
  return when.map(({ question, cells }) => ` ${question}:${cells}`).join('');
}

/** The conditions that occur more often in one list than in another. */
function onlyIn(list: NamedConditions, other: NamedConditions): NamedConditions {
  const left = new Map<string, number>();
  for (const { text } of other) left.set(text, (left.get(text) ?? 0) + 1);
  return list.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
