import { isRange, TooManyCellsError } from '../engine/cells.ts';
import { derivedDimensions } from '../engine/formula.ts';
import type { Branch, Condition, Fact, Pack, Test } from '../model/pack.ts';
import type { Case } from '../pack/pack-source.ts';
import { sameOutcomes } from '../pack-diff/index.ts';
import { pathTo } from '../proof/pack-parts.ts';
import { passes } from './cases.ts';

interface Mutation {
  /** Its path, as in `PackSource.locations`. */
  readonly path: string;
  /** The old and the new value, as the pack's ids; empty: nothing. */
  readonly from: string;
  readonly to: string;
}

/** `make` returns its pack; the packs of all mutants at once would take too much memory. */
export type Mutant = Mutation & { readonly make: () => Pack };
type Edit = Pick<Mutation, 'from' | 'to'> & { readonly steps: Steps; readonly value: unknown; readonly at: Steps };

export type MutationResult = ReturnType<typeof mutationResults>[number];

/** The fate of a mutant: a case noticed it, no case did, or it changes no outcome; `unproved`: the comparison was given up. */
type Fate = 'killed' | 'survived' | 'equivalent' | 'unproved';

/** The keys and indexes that lead to a part of a pack, from the outside in. */
type Steps = readonly (string | number)[];

/**
 * Changes a pack in one place at a time and runs its cases on each of these mutants. A mutant that no case notices is compared
 * with the pack over all answers, in everything that a case can expect: if both are equivalent, no case can notice it and it does
 * not count. One that asks another question for the same outcome is not equivalent: people notice it, even if no case can.
 */
export function mutationResults(pack: Pack, cases: readonly Case[], mutants: readonly Mutant[], onResult = () => {}) {
  // The case that noticed the last mutant often notices the next one, which changes the same part.
  let order = cases.filter((each) => passes(pack, each));
  return mutants.map(({ make, ...mutation }) => {
    const { fate, killer } = fateOf(pack, make(), order);
    if (killer) order = [killer, ...order.filter((each) => each !== killer)];
    onResult();
    // The killer is the first case that noticed it.
    return { ...mutation, fate, killer: killer?.name ?? null };
  });
}

function fateOf(pack: Pack, mutant: Pack, cases: readonly Case[]): { readonly fate: Fate; readonly killer: Case | null } {
  try {
    const killer = cases.find((each) => !passes(mutant, each));
    if (killer) return { fate: 'killed', killer };
    const same = sameOutcomes(pack, mutant);
    if (same === null) return { fate: 'unproved', killer: null };
    return { fate: same ? 'equivalent' : 'survived', killer: null };
  } catch (error) {
    // The changed limit may be one more than the engine can tell apart.
    if (!(error instanceof TooManyCellsError)) throw error;
    return { fate: 'unproved', killer: null };
  }
}

/**
 * Every mutant of a pack, in the order of its tree, services, advice and neighbours. What stands once in the files,
 * under an anchor, and so has one place for several paths, is changed everywhere it is used.
 */
export function mutantsOf(pack: Pack, locationOf: (path: string) => unknown): Mutant[] {
  const mutants = new Map<string, Mutant>();
  for (const { steps, value, at, from, to } of editsOf(pack)) {
    const path = pathOf(pack, at);
    const key = JSON.stringify([locationOf(path), from, to]);
    const mutant = mutants.get(key) ?? { path, from, to, make: () => pack };
    mutants.set(key, { ...mutant, make: () => replaced(mutant.make(), steps, value) });
  }
  return [...mutants.values()];
}

function* editsOf(pack: Pack): Generator<Edit> {
  for (const { id, branches } of Object.values(pack.nodes)) yield* branchMutants(['nodes', id, 'branches'], branches);
  for (const [index, { facts, variants }] of pack.services.entries()) {
    yield* factMutants(pack, ['services', index, 'facts'], facts);
    for (const [number, variant] of variants.entries()) {
      yield* factMutants(pack, ['services', index, 'variants', number, 'facts'], variant.facts);
    }
  }
  for (const [index, { id, when, warning, with: added, checks }] of pack.advice.entries()) {
    // Advice that only adds remarks does not affect outcomes.
    if (warning || added.length > 0 || checks) yield* entryMutants(['advice', index], id, when);
  }
  for (const { id, better } of Object.values(pack.neighbours)) {
    for (const [index, { when }] of better.entries()) yield* entryMutants(['neighbours', id, 'better', index], id, when);
  }
}

/** Replaces a part or, with undefined, removes it; `at`: those of the path to report, if it is another one. */
function changed(steps: Steps, value: unknown, from: string, to = '', at = steps): Edit {
  return { from, to, steps, value, at };
}

/** Copies a value with one part replaced or removed. */
function replaced<T>(whole: T, steps: Steps, value: unknown): T;
function replaced(whole: unknown, [step, ...rest]: Steps, value: unknown): unknown {
  if (step === undefined) return value;
  const { [step]: part, ...others } = whole as Readonly<Record<string | number, unknown>>;
  const inner = replaced(part, rest, value);
  if (Array.isArray(whole)) return inner === undefined ? whole.toSpliced(Number(step), 1) : whole.with(Number(step), inner);
  return inner === undefined ? others : { ...(whole as object), [step]: inner };
}

function pathOf(pack: Pack, steps: Steps): string {
  let part: unknown = pack;
  let path = '';
  for (const step of steps) {
    part = (part as Readonly<Record<string | number, unknown>>)[step];
    path = pathTo(path, step, part);
  }
  return path;
}

/** Swaps each branch with the next one, and moves values between them. */
function* branchMutants(steps: Steps, branches: readonly Branch[]): Generator<Edit> {
  for (const [index, branch] of branches.entries()) {
    const next = (index + 1) % branches.length;
    const sibling = branches[next];
    if (!sibling || sibling.to === branch.to) continue;
    const both = (own: Partial<Branch>, other: Partial<Branch>): readonly Branch[] =>
      branches
        .with(index, { ...branch, ...own })
        .with(next, { ...sibling, ...other })
        .filter(({ when }) => isRange(when) || when.length > 0);
    if (index < next) {
      const swapped = both({ to: sibling.to }, { to: branch.to });
      yield changed(steps, swapped, branch.to, sibling.to, [...steps, index, 'to']);
    }
    for (const { value, to, own, other } of movesBetween(branch.when, sibling.when, branches.length)) {
      yield changed(steps, both({ when: own }, { when: other }), value, to, [...steps, index, 'when']);
    }
  }
}

/** Moves each value of a branch to its sibling; for adjacent ranges, raises the bound by one. */
function movesBetween(own: Test, other: Test, branches: number) {
  if (!isRange(own) && !isRange(other)) {
    return own.map((value, index) => ({ value: `${value}`, to: '', own: own.toSpliced(index, 1), other: [...other, value] }));
  }
  if (!isRange(own) || !isRange(other)) return [];
  // Of two branches, each is next to the other: the one below moves the bound.
  const upper = [
    ['below', 'from'],
    ['to', 'above'],
  ] as const;
  const lower = [
    ['from', 'below'],
    ['above', 'to'],
  ] as const;
  const sides = branches === 2 ? upper : [...upper, ...lower];
  return sides.flatMap(([side, opposite]) => {
    const bound = own[side];
    if (bound === undefined || bound !== other[opposite]) return [];
    const to = bound + 1;
    return [{ value: `${bound}`, to: `${to}`, own: { ...own, [side]: to }, other: { ...other, [opposite]: to } }];
  });
}

function* factMutants(pack: Pack, steps: Steps, facts: readonly Fact[]): Generator<Edit> {
  for (const [index, { id, values, ...fact }] of facts.entries()) {
    const question = [...pack.questions, ...derivedDimensions(pack)].find(({ id }) => id === fact.question);
    if (!question) continue;
    const own = [...steps, index];
    // Without its question the fact only informs. Dropping a variant's fact would restore the service's own.
    yield changed([...own, 'question'], null, id, '', own);
    if (values) yield* valueMutants([...own, 'values'], values, question.values);
    for (const side of values ? [] : (['min', 'max'] as const)) {
      const limit = fact[side];
      if (limit === null) continue;
      // Excludes the limit itself.
      const step = question.integer || Math.abs(limit) >= 1 ? 1 : Math.abs(limit) / 2 || 0.5;
      const tight = side === 'max' ? limit - step : limit + step;
      yield changed([...own, side], tight, `${limit}`, `${tight}`);
    }
  }
}

/** Forbids each value that a fact allows, and allows each other one. */
function* valueMutants(steps: Steps, allowed: readonly string[], all: readonly { readonly value: string }[]): Generator<Edit> {
  for (const { value } of all) {
    const others = allowed.filter((each) => each !== value);
    if (allowed.includes(value)) yield changed(steps, others, value, '');
    else yield changed(steps, [...others, value], '', value);
  }
}

/** Removes a conditional entry and each part of its condition, and tightens each part. */
function* entryMutants(own: Steps, name: string, when: Condition): Generator<Edit> {
  yield changed(own, undefined, name);
  for (const [id, test] of Object.entries(when)) {
    yield changed([...own, 'when', id], undefined, id);
    for (const [value, to, tight] of tightenings(test)) yield changed([...own, 'when', id], tight, value, to);
  }
}

/** Variants of a test with one value less, or with its bounds excluded. */
function tightenings(test: Test): (readonly [value: string, to: string, tight: Test])[] {
  if (!isRange(test)) return test.length < 2 ? [] : test.map((value, index) => [`${value}`, '', test.toSpliced(index, 1)]);
  return (['from', 'above', 'to', 'below'] as const).flatMap((side) => {
    const bound = test[side];
    if (bound === undefined) return [];
    const tight = bound + (side === 'from' || side === 'above' ? 1 : -1);
    return [[`${bound}`, `${tight}`, { ...test, [side]: tight }] as const];
  });
}
