import { type Box, divisible, overlap } from '../../engine/box.ts';
import { ABSENT, type CellSet, indexesOf } from '../../engine/cells.ts';
import { choose } from '../../engine/choose.ts';
import type { CompiledLeaf } from '../../engine/compile.ts';
import { codesOf, withEffects, withOf } from '../../engine/outcome.ts';
import { type ProofContext, withCells } from './context.ts';
import { samplesOf } from './samples.ts';

/** What some answers lead to: service, variant, pattern, companions and warnings. */
export interface End {
  readonly box: Box;
  readonly key: string;
}

/** Calls `then` with each end of the answers of a box. */
export type EndsFrom = (box: CellSet[], then: (end: End) => void) => void;

/** The ends of a leaf. */
export function endsAt(context: ProofContext, leaf: CompiledLeaf, box: CellSet[], then: (end: End) => void): void {
  const answers = divisible(box);
  choose(leaf, answers, (option, unmet) => {
    withEffects(option.effects, answers, [], (effects) => {
      context.step();
      const outcome = { option, unmet, effects };
      const { service, variant, pattern } = option.option;
      const key = [service, variant, pattern, withOf(outcome).sort(), codesOf(outcome).sort()];
      then({ box: [...box], key: JSON.stringify(key) });
    });
  });
}

/**
 * Whether answers that are the same but for one question's lead to different ends. Mostly a few of them show it; only
 * what they do not show needs all answers to be looked at.
 *
 * @param values the answers to the question that may be given instead of one another
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
      endsFrom(withCells(sample, question, cells), ({ box, key }) => context.realistic(box) && keys.add(key));
    }
    if (keys.size > 1) return true;
  }
  return context.search((stop) => {
    for (const arrival of arrivals) {
      endsFrom(withCells(arrival, question, valuesIn(arrival)), (one) => {
        for (const other of arrivals) {
          const both = one.box.map((cells, index) => cells & (other[index] ?? 0));
          const box = withCells(both, question, valuesIn(other));
          if (box.includes(0)) continue;
          endsFrom(box, (end) => {
            if (end.key !== one.key && context.realistic(withCells(end.box, question, one.box[question] ?? 0))) stop();
          });
        }
      });
    }
  });
}

/** Each cell of a set, and no answer, as a set of its own. */
function bitsOf(set: CellSet): CellSet[] {
  const cells = indexesOf(set).map((cell) => 1 << cell);
  return set & ABSENT ? [...cells, ABSENT] : cells;
}
