import type { Step } from '../../model/decision.ts';
import type { Pack, Value } from '../../model/pack.ts';
import { type Cells, cellOf } from '../cells.ts';
import type { Policy } from '../explore.ts';
import type { Brief } from '../summary.ts';
import { deciderOf } from './decider.ts';
import { absent, notKnown } from './given.ts';

/** What a set of answers comes to, and how. */
export interface Settled {
  readonly brief: Brief;
  /** The steps of the walk, up to the first asked question that is unknown; what was given is from `file`. */
  readonly path: readonly Step[];
}

/** A question, in what reading its answers takes. */
interface Reader {
  readonly question: number;
  readonly cells: Cells;
  /** Its values, where they are few enough to be compared one by one. */
  readonly few: readonly string[] | null;
}

const mostFew = 12;

/**
 * Prepares a pack for deciding many sets of answers, each as `decide` would decide it, without its explanation.
 *
 * @returns a function of answers by question id, null standing for what is expressly unknown; ids and values that the pack
 *   does not have are left out. What it gives is shared and not to be changed. It throws GapError as `decide` does
 */
export function prepare(pack: Pack, policy: Policy): (answers: Readonly<Record<string, Value | null>>) => Settled {
  const { compiled, answers: given, decide, trail } = deciderOf(pack, policy, (brief) => brief);
  const readers = new Map(
    compiled.questions.map(({ question, index, cells }): [string, Reader] => {
      const few = cells.indexOf && cells.count <= mostFew ? cells.values : null;
      return [question.id, { question: index, cells, few }];
    }),
  );
  // Records of one source mostly have the same keys in the same places.
  const expected: string[] = [];
  const expectedReaders: Reader[] = [];

  return (answers) => {
    given.clear();
    let place = 0;
    for (const key in answers) {
      let reader = expectedReaders[place];
      if (reader === undefined || expected[place] !== key) {
        reader = readers.get(key);
        if (reader === undefined) continue;
        expected[place] = key;
        expectedReaders[place] = reader;
      }
      place++;
      const cell = cellFor(reader, answers[key] as Value | null);
      if (cell !== absent) given.answer(reader.question, cell);
    }
    const brief = decide();
    const { path, numbers } = trail();
    return { brief, path: numbers.length === 0 ? path : withNumbers(path, numbers, answers) };
  };
}

function cellFor({ cells, few }: Reader, value: Value | null): number {
  if (value === null) return notKnown;
  if (few === null) return cellOf(cells, value);
  for (let cell = 0; cell < few.length; cell++) if (few[cell] === value) return cell;
  return absent;
}

function withNumbers(
  path: readonly Step[],
  numbers: readonly number[],
  answers: Readonly<Record<string, Value | null>>,
): readonly Step[] {
  const steps = [...path];
  for (const index of numbers) {
    const step = steps[index] as Step;
    steps[index] = { ...step, answer: answers[step.question] as Value };
  }
  return steps;
}
