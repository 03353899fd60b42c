import { type Box, divisible, overlap } from '../../engine/box.ts';
import { Budget } from '../../engine/budget.ts';
import { ABSENT, type CellSet, indexesOf } from '../../engine/cells.ts';
import { choose, inForce } from '../../engine/choose.ts';
import type { Compiled, CompiledLeaf } from '../../engine/compile.ts';
import { outcomeKey } from '../../engine/outcome.ts';
import type { ProofContext } from './context.ts';

/** How many sample answers are tried before a proof examines all of them. */
const MAX_SAMPLES = 400;

/** An outcome of some answers: service, variant, pattern, companions and warnings. */
export interface End {
  readonly box: Box;
  readonly key: string;
}

/** Calls `then` with each end that answers in a box reach. */
export type EndsFrom = (box: CellSet[], then: (end: End) => void) => void;

/** Finds the ends of a leaf. */
export function endsAt(context: ProofContext, leaf: CompiledLeaf, box: CellSet[], then: (end: End) => void): void {
  const answers = divisible(box);
  choose(leaf, answers, (option, unmet) => {
    inForce(option.effects, answers, (effects) => {
      context.budget.step();
      then({ box: [...box], key: outcomeKey({ option, unmet, effects }) });
    });
  });
}

/**
 * Whether answers that differ only in one question lead to different ends. A few samples usually show it; otherwise all answers
 * are examined.
 *
 * @param values the answers to the question that are compared with each other
 */
export function makesDifference(
  context: ProofContext,
  arrivals: readonly Box[],
  question: number,
  values: CellSet,
  endsFrom: EndsFrom,
): boolean {
  const valuesIn = (box: Box): CellSet => (box[question] ?? 0) & values;
  for (const sample of samplesOf(context, arrivals)) {
    const arrived = arrivals.filter((box) => overlap(box, sample, question)).reduce((set, box) => set | valuesIn(box), 0);
    const keys = new Set<string>();
    for (const cells of bitsOf(arrived)) {
      endsFrom(sample.with(question, cells), ({ box, key }) => context.isRealistic(box) && keys.add(key));
    }
    if (keys.size > 1) return true;
  }
  const search = new Budget();
  return !search.within(() => {
    for (const arrival of arrivals) {
      endsFrom(arrival.with(question, valuesIn(arrival)), (one) => {
        for (const other of arrivals) {
          const both = one.box.map((cells, index) => cells & (other[index] ?? 0));
          const box = both.with(question, valuesIn(other));
          if (box.includes(0)) continue;
          endsFrom(box, (end) => {
            if (end.key !== one.key && context.isRealistic(end.box.with(question, one.box[question] ?? 0))) search.stop();
          });
        }
      });
    }
  });
}

/** Splits a set into single cells, `ABSENT` included. */
function bitsOf(set: CellSet): CellSet[] {
  const cells = indexesOf(set).map((cell) => 1 << cell);
  return set & ABSENT ? [...cells, ABSENT] : cells;
}

/**
 * Sample answers from a box, the same ones on every run. Samples usually show that something is possible; otherwise all answers
 * have to be examined.
 *
 * @param narrow picks some of the answers in a box
 */
export function* samplesOf(
  { asked, compiled }: ProofContext,
  boxes: readonly Box[],
  narrow: (box: Box, anyOf: AnyOf) => Box = (box) => box,
): Generator<CellSet[]> {
  const random = randomFrom(boxes.length);
  const anyOf: AnyOf = (items) => items[Math.floor(random() * items.length)];
  for (let at = 0; at < MAX_SAMPLES; at++) {
    const box = narrow(anyOf(boxes) ?? [], anyOf);
    if (!box.includes(0)) yield sampleOf(compiled, box, asked, random);
  }
}

/** Picks an item at random. */
export type AnyOf = <T>(items: readonly T[]) => T | undefined;

function sampleOf(compiled: Compiled, box: Box, asked: ReadonlySet<number>, random: () => number): CellSet[] {
  const sample = box.map((set, index) => {
    const values = set & ~ABSENT;
    const mayBeAbsent = (set & ABSENT) !== 0 && !asked.has(index);
    // Most people state few requirements.
    if (values === 0 || (mayBeAbsent && random() < 0.6)) return ABSENT;
    return pick(values, random);
  });
  for (const { index, inputs } of compiled.derived) {
    const isKnown = [...inputs.values()].every((input) => sample[input] !== ABSENT);
    const set = box[index] ?? ABSENT;
    if (isKnown && set & ~ABSENT) sample[index] = pick(set & ~ABSENT, random);
    else if (!isKnown && set & ABSENT) sample[index] = ABSENT;
  }
  return sample;
}

/** Picks a cell of a set at random. */
function pick(set: CellSet, random: () => number): CellSet {
  const cells = indexesOf(set);
  return 1 << (cells[Math.floor(random() * cells.length)] ?? 0);
}

/** Numbers from 0 to 1 (Park and Miller), the same for the same seed: a proof must not depend on chance. */
function randomFrom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
