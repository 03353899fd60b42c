import { ABSENT, bitOf, type CellSet, type Cells, type Cut, cellOf, cellsOf } from '../engine/cells.ts';
import { type Compiled, compileIn } from '../engine/compile.ts';
import { collectCuts } from '../engine/cuts.ts';
import { derivedDimensions } from '../engine/derived.ts';
import type { Derived, Pack, Question } from '../model/pack.ts';

/** The answers that two packs take, over cells that both of them respect. */
export interface Space {
  /** All questions: those of the new pack in its order, then those that only the old one has. */
  readonly questions: readonly SpaceQuestion[];
  readonly sides: readonly [old: Compiled, now: Compiled];
  /** What both packs compute from answers. */
  readonly quantities: Pick<Compiled, 'derived' | 'dimensions'>;
}

interface SpaceQuestion {
  readonly id: string;
  /** As the new pack has it, else as the old one does. */
  readonly question: Question;
  readonly cells: Cells;
  readonly in: 'both' | 'old' | 'new';
  /** It is computed from answers, and nobody answers it. */
  readonly isDerived: boolean;
  /** Answers that only one of the packs takes. */
  readonly onlyOld: CellSet;
  readonly onlyNew: CellSet;
}

/** One of the two packs: 0 the old one, 1 the new one. */
export type Side = 0 | 1;

/** The cells that both packs take. */
export function commonOf({ questions }: Space, index: number): CellSet {
  const question = questions[index];
  return question ? question.cells.all & ~(question.onlyOld | question.onlyNew) : 0;
}

/** The same, and no answer. */
export function wholeOf(space: Space, index: number): CellSet {
  return commonOf(space, index) | ABSENT;
}

/** Lays two packs over each other. A question that the new pack has renamed is one question. */
export function spaceOf(old: Pack, now: Pack): Space {
  const byId = new Map(now.questions.map((question) => [question.id, question]));
  const pairs = now.questions.map((question): Pair => ({ id: question.id, old: null, now: question, isDerived: false }));
  const indexes = [new Map<string, number>(), new Map(now.questions.map(({ id }, index) => [id, index]))] as const;
  for (const question of old.questions) {
    const id = byId.has(question.id) ? question.id : (now.renamed[question.id] ?? question.id);
    const same = byId.get(id);
    const index = same && isNumber(same) === isNumber(question) ? (indexes[1].get(id) as number) : -1;
    if (index >= 0 && pairs[index]?.old === null) {
      pairs[index] = { ...(pairs[index] as Pair), old: question };
      indexes[0].set(question.id, index);
    } else {
      indexes[0].set(question.id, pairs.length);
      pairs.push({ id: question.id, old: question, now: null, isDerived: false });
    }
  }
  for (const pair of derivedPairs(old, now, indexes)) {
    if (pair.now) indexes[1].set(pair.now.id, pairs.length);
    if (pair.old) indexes[0].set(pair.old.id, pairs.length);
    pairs.push(pair);
  }
  const cuts = [collectCuts(old), collectCuts(now)] as const;
  const questions = pairs.map((pair) => laid(pair, [...cutsIn(pair.old, cuts[0]), ...cutsIn(pair.now, cuts[1])]));
  const cells = questions.map((question) => question.cells);
  const blank = (question: Question): Question => ({ ...question, assume: [], default: [] });
  const side = (pack: Pack, indexOf: ReadonlyMap<string, number>, own: 'old' | 'now'): Compiled =>
    compileIn(
      pack,
      pairs.map((pair, index) => pair[own] ?? blank((questions[index] as SpaceQuestion).question)),
      indexOf,
      cells,
    );
  const sides = [side(old, indexes[0], 'old'), side(now, indexes[1], 'now')] as const;
  const derived = new Map(sides.flatMap((each) => each.derived.map((quantity) => [quantity.index, quantity])));
  return { questions, sides, quantities: { derived: [...derived.values()], dimensions: cells } };
}

/** The derived quantities of both packs: of the same id and formula they are one, else each is one of its own. */
function derivedPairs(old: Pack, now: Pack, [before, after]: readonly ReadonlyMap<string, number>[]): Pair[] {
  const formulaOf = ({ formula }: Derived, indexOf: ReadonlyMap<string, number> | undefined): string =>
    formula.replace(/[a-z][a-z0-9.-]*/g, (id) => `#${indexOf?.get(id)}`);
  const asQuestion = ({ id, name, unit, layer }: Derived, pack: Pack): Question => {
    const { min, max } = derivedDimensions(pack).find((dimension) => dimension.id === id) ?? { min: 0, max: null };
    const none = { ask: name, why: '', values: [], integer: false, example: '', assume: [], default: [] };
    return { id, type: 'number', group: 'requirement', min, max, unit, layer, ...none };
  };
  const pairs = now.derived.map((derived): Pair => {
    const same = old.derived.find(({ id }) => id === derived.id);
    const question = asQuestion(derived, now);
    if (!same || formulaOf(same, before) !== formulaOf(derived, after))
      return { id: derived.id, old: null, now: question, isDerived: true };
    const other = asQuestion(same, old);
    // Its bounds follow from those of the inputs, which are compared themselves.
    const max = question.max === null || other.max === null ? null : Math.max(question.max, other.max);
    const both = { ...question, min: Math.min(question.min, other.min), max };
    return { id: derived.id, old: both, now: both, isDerived: true };
  });
  const found = new Set(pairs.flatMap((pair) => (pair.old ? [pair.id] : [])));
  const gone = old.derived.filter(({ id }) => !found.has(id));
  return [
    ...pairs,
    ...gone.map((derived): Pair => ({ id: derived.id, old: asQuestion(derived, old), now: null, isDerived: true })),
  ];
}

interface Pair {
  readonly id: string;
  readonly isDerived: boolean;
  readonly old: Question | null;
  readonly now: Question | null;
}

function isNumber({ type }: Question): boolean {
  return type === 'number';
}

function cutsIn(question: Question | null, cuts: ReadonlyMap<string, readonly Cut[]>): readonly Cut[] {
  if (!question || !isNumber(question)) return [];
  const bounds = [{ at: question.min, after: false }, ...(question.max === null ? [] : [{ at: question.max, after: true }])];
  return [...(cuts.get(question.id) ?? []), ...bounds];
}

function laid({ id, old, now, isDerived }: Pair, cuts: readonly Cut[]): SpaceQuestion {
  const question = (now ?? old) as Question;
  if (!old || !now) {
    return { id, question, cells: cellsOf(question, cuts), in: old ? 'old' : 'new', isDerived, onlyOld: 0, onlyNew: 0 };
  }
  const union: Question = isNumber(question)
    ? {
        ...question,
        min: Math.min(old.min, now.min),
        max: old.max === null || now.max === null ? null : Math.max(old.max, now.max),
        integer: old.integer && now.integer,
      }
    : {
        ...question,
        values: [...now.values, ...old.values.filter(({ value }) => !now.values.some((each) => each.value === value))],
      };
  const cells = cellsOf(union, cuts);
  const takes = [taken(old, cells), taken(now, cells)] as const;
  return { id, question: union, cells, in: 'both', isDerived, onlyOld: takes[0] & ~takes[1], onlyNew: takes[1] & ~takes[0] };
}

/** The cells in which some value is an answer to a pack's own question. */
function taken(question: Question, cells: Cells): CellSet {
  if (!isNumber(question)) {
    return question.values.reduce((set, { value }) => set | bitOf(cellOf(cells, value)), 0);
  }
  let set = 0;
  for (let index = 0; index < cells.count; index++) {
    const low = index === 0 ? { at: cells.min, after: false } : (cells.cuts[index - 1] as Cut);
    const high = cells.cuts[index] ?? null;
    // The bounds of both questions are cuts: a cell lies inside or outside as a whole, but for whole numbers.
    const above = low.at > question.min || (low.at === question.min && (!low.after || question.min !== question.max));
    const below = question.max === null || low.at < question.max || (low.at === question.max && !low.after);
    if (above && below && (!question.integer || hasWhole(low, high))) set |= bitOf(index);
  }
  return set;
}

function hasWhole(low: Cut, high: Cut | null): boolean {
  const first = low.after ? Math.floor(low.at) + 1 : Math.ceil(low.at);
  return high === null || first < high.at || (first === high.at && high.after);
}
