import { type Box, holds, mayHold } from '../../engine/box.ts';
import { ABSENT, type CellSet, indexesOf } from '../../engine/cells.ts';
import type { Compiled, CompiledOption } from '../../engine/compile.ts';
import { narrowed, type ProofContext } from './context.ts';

/** How many answers are tried before a proof looks at all of them. */
const MAX_SAMPLES = 400;

/**
 * Some single answers of a box, the same ones each time. That something is possible is mostly seen in a few of them;
 * only what is not seen there needs all answers to be looked at.
 */
export function* samplesOf({ asked, compiled }: ProofContext, boxes: readonly Box[]): Generator<CellSet[]> {
  const random = randomFrom(boxes.length);
  for (let at = 0; at < MAX_SAMPLES; at++) {
    const box = boxes[Math.floor(random() * boxes.length)];
    if (box) yield sampleOf(compiled, box, asked, random);
  }
}

/** Some single answers for which an option may be recommended: those before it do not count, or are ruled out. */
export function* samplesFor(
  context: ProofContext,
  boxes: readonly Box[],
  option: CompiledOption,
  before: readonly CompiledOption[],
) {
  const { asked, compiled } = context;
  const random = randomFrom(boxes.length + before.length);
  const anyOf = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  for (let at = 0; at < MAX_SAMPLES; at++) {
    let box = narrowed(anyOf(boxes) ?? [], option.when);
    for (const { when, misfits, workarounds } of before) {
      const conditions = [...misfits, ...workarounds];
      if (!mayHold(box, when) || conditions.some((each) => holds(box, each))) continue;
      box = narrowed(box, anyOf(conditions.filter((each) => mayHold(box, each))) ?? []);
    }
    if (box.every((set) => set !== 0)) yield sampleOf(compiled, box, asked, random);
  }
}

function sampleOf(compiled: Compiled, box: Box, asked: ReadonlySet<number>, random: () => number): CellSet[] {
  const sample = box.map((set, index) => {
    const values = set & ~ABSENT;
    const mayBeAbsent = (set & ABSENT) !== 0 && !asked.has(index);
    // Most people give few requirements.
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

/** One cell of a set. */
function pick(set: CellSet, random: () => number): CellSet {
  const cells = indexesOf(set);
  return 1 << (cells[Math.floor(random() * cells.length)] ?? 0);
}

/** Numbers from 0 to 1 (Park and Miller), the same ones for the same seed: a proof must not depend on chance. */
function randomFrom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
