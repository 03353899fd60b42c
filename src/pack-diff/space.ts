import type { Box } from '../engine/box.ts';
import { ABSENT, type CellSet, type Cells, type Cut, cellOf, cellsOf, cellsWhere, type Dimension } from '../engine/cells.ts';
import { collectCuts, compileIn } from '../engine/compile.ts';
import type { Compiled } from '../engine/compiled.ts';
import { derivedDimensions } from '../engine/formula.ts';
import { distinctBy } from '../engine/lists.ts';
import type { Pack, Question } from '../model/pack.ts';

/** The answers that two packs accept, over cells that fit both. */
export interface Space {
  /**
   * All questions: those of the new pack in its order, then those that only the old one has, then the derived quantities.
   * Quantities computed alike from the same questions are merged.
   */
  readonly questions: readonly SpaceQuestion[];
  /** The answers that both packs accept, "no answer" included. */
  readonly whole: Box;
  readonly quantities: Pick<Compiled, 'derived' | 'dimensions'>;
  readonly sides: readonly [old: Compiled, now: Compiled];
  /** The parts of outcomes to compare, besides service, variant and pattern. */
  readonly kinds: readonly string[];
}

interface SpaceQuestion {
  readonly id: string;
  readonly cells: Cells;
  /** The question as each pack asks it; null: it does not, or this is a derived quantity. */
  readonly old: Question | null;
  readonly now: Question | null;
  /** The answers that each pack accepts: all, if it does not ask the question. */
  readonly accepted: readonly [old: CellSet, now: CellSet];
}

/** One of the two packs: 0 is the old one, 1 the new one. */
export type Side = 0 | 1;

/** The cells of a question that both packs accept. */
export function commonOf({ whole }: Space, index: number): CellSet {
  return (whole[index] ?? 0) & ~ABSENT;
}

interface AskedQuestion extends SpaceQuestion {
  readonly question: Question;
}

/** One of the two packs, and the meaning of its ids. */
interface Own {
  readonly pack: Pack;
  readonly own: 'old' | 'now';
  readonly indexOf: Map<string, number>;
  readonly cuts: ReadonlyMap<string, readonly Cut[]>;
}

/** Combines the questions of two packs. A question that the new pack has renamed is one question. */
export function spaceOf(old: Pack, now: Pack, kinds: readonly string[]): Space {
  const before: Own = { pack: old, own: 'old', indexOf: new Map(), cuts: collectCuts(old) };
  const after: Own = { pack: now, own: 'now', indexOf: new Map(), cuts: collectCuts(now) };
  const asked = askedQuestions(before, after);
  const questions = [...asked, ...quantitiesOf([after, before], asked)];
  const whole = questions.map(({ accepted: [was, is] }) => (was & is) | ABSENT);
  const dimensions = questions.map(({ cells }) => cells);
  const side = ({ pack, own, indexOf }: Own) => {
    const all = asked.map((each): Question => each[own] ?? { ...each.question, assume: [], default: [] });
    return compileIn(pack, all, indexOf, dimensions);
  };
  const sides = [side(before), side(after)] as const;
  const derived = new Map(sides.flatMap((compiled) => compiled.derived.map((each) => [each.index, each])));
  return { questions, whole, quantities: { derived: [...derived.values()], dimensions }, sides, kinds };
}

type Pair = Pick<AskedQuestion, 'question' | 'old' | 'now'>;

/** Pairs the questions of both packs: those of the new one in its order, then those that only the old one has. */
function askedQuestions({ pack: old, ...before }: Own, { pack: now, ...after }: Own): AskedQuestion[] {
  const pairs = now.questions.map((question): Pair => ({ question, old: null, now: question }));
  for (const [index, { id }] of now.questions.entries()) after.indexOf.set(id, index);
  for (const question of old.questions) {
    const id = after.indexOf.has(question.id) ? question.id : (now.renamed[question.id] ?? question.id);
    const same = pairs.find((pair) => pair.now?.id === id && !pair.old && isNumber(pair.now) === isNumber(question));
    before.indexOf.set(question.id, same ? pairs.indexOf(same) : pairs.length);
    if (same) pairs[pairs.indexOf(same)] = { ...same, old: question };
    else pairs.push({ question, old: question, now: null });
  }
  return pairs.map((pair) => combined(pair, [...cutsIn(pair.old, before.cuts), ...cutsIn(pair.now, after.cuts)]));
}

/** The derived quantities of the packs; their indexes follow those of the questions. */
function quantitiesOf(owns: readonly Own[], asked: readonly AskedQuestion[]): SpaceQuestion[] {
  const found: { id: string; key: string; bounds: Dimension; cuts: Cut[] }[] = [];
  for (const { pack, own, indexOf, cuts } of owns) {
    const questions = asked.flatMap(({ question, ...each }) => (each[own] ? [{ ...question, id: each[own].id }] : []));
    for (const [at, bounds] of derivedDimensions({ derived: pack.derived, questions }).entries()) {
      const { id } = bounds;
      const { formula = '', inputs = [], factor, divisor } = pack.derived[at] ?? {};
      const key = JSON.stringify([inputs.map((input) => indexOf.get(input)), factor, divisor]);
      let quantity = found.find((each) => each.key === key);
      if (!quantity) {
        const isTaken = found.some((each) => each.id === id);
        quantity = { id: isTaken ? `${id} = ${formula}` : id, key, bounds, cuts: [] };
        found.push(quantity);
      }
      quantity.cuts.push(...(cuts.get(id) ?? []));
      indexOf.set(id, asked.length + found.indexOf(quantity));
    }
  }
  return found.map(({ id, bounds, cuts }) => {
    const cells = cellsOf(bounds, cuts);
    return { id, cells, old: null, now: null, accepted: [cells.all, cells.all] };
  });
}

function isNumber({ type }: Question): boolean {
  return type === 'number';
}

function cutsIn(question: Question | null, cuts: ReadonlyMap<string, readonly Cut[]>): readonly Cut[] {
  if (!question) return [];
  const { id, min, max } = question;
  return [...(cuts.get(id) ?? []), { at: min, after: false }, ...(max === null ? [] : [{ at: max, after: true }])];
}

/** Combines a question of both packs, and notes which answers each accepts. */
function combined({ question, old, now }: Pair, cuts: readonly Cut[]): AskedQuestion {
  const [before, after] = [old ?? question, now ?? question];
  const union: Question = {
    ...question,
    values: distinctBy([...after.values, ...before.values], ({ value }) => value),
    min: Math.min(before.min, after.min),
    max: before.max === null || after.max === null ? null : Math.max(before.max, after.max),
    integer: before.integer && after.integer,
  };
  const cells = cellsOf(union, cuts);
  const accepted = [acceptedIn(before, cells), acceptedIn(after, cells)] as const;
  return { id: question.id, question: union, old, now, cells, accepted };
}

/** The cells with at least one value that a pack's own question accepts. */
function acceptedIn({ values, type, min, max, integer }: Question, cells: Cells): CellSet {
  const isAccepted = (value: number): boolean =>
    value >= min && (max === null || value <= max) && (!integer || Number.isInteger(value));
  return cellsWhere(cells, (low) => {
    if (type !== 'number') return values.some(({ value }) => value === low);
    // The bounds of both questions are cuts, so a cell is inside or outside as a whole, except for whole numbers.
    const inCell = [Number(low), Math.floor(Number(low)), Math.ceil(Number(low))];
    return inCell.some((value) => cellOf(cells, value) === cellOf(cells, low) && isAccepted(value));
  });
}
