import type { Brief } from '../brief.ts';
import { cellOf } from '../cells.ts';
import type { CompiledQuestion } from '../compile.ts';
import type { Step } from '../decision.ts';
import type { Policy } from '../explore.ts';
import type { Pack, Value } from '../pack.ts';
import { deciderOf } from './decider.ts';
import { absent, notKnown } from './given.ts';

/** What a set of answers comes to, and how. */
export interface Settled {
  readonly brief: Brief;
  /** The steps of the walk, up to the first asked question that is unknown; what was given is from `file`. */
  readonly path: readonly Step[];
}

/**
 * Prepares a pack for deciding many sets of answers, each as `decide` would decide it, without its explanation.
 *
 * @returns a function of answers by question id, null standing for what is expressly unknown; ids and values that the pack
 *   does not have are left out. What it gives is shared and not to be changed.
 */
export function prepare(pack: Pack, policy: Policy): (answers: Readonly<Record<string, Value | null>>) => Settled {
  const { compiled, answers: given, decide, trail } = deciderOf(pack, policy, (brief) => brief);
  const byId = new Map(compiled.questions.map((question) => [question.question.id, question]));
  /** Records of one source mostly have the same keys in the same places. */
  const expected: { key: string; question: CompiledQuestion | undefined }[] = [];
  const questionFor = (key: string, place: number): CompiledQuestion | undefined => {
    const expectation = expected[place];
    if (expectation?.key === key) return expectation.question;
    const question = byId.get(key);
    expected[place] = { key, question };
    return question;
  };

  return (answers) => {
    given.clear();
    let place = 0;
    for (const key in answers) {
      const question = questionFor(key, place++);
      if (question === undefined) continue;
      const value = answers[key] as Value | null;
      const cell = value === null ? notKnown : cellFor(question, value);
      if (cell !== absent) given.answer(question.index, cell);
    }
    const brief = decide();
    const { path, numbers } = trail();
    if (numbers.length === 0) return { brief, path };
    const steps = [...path];
    for (const step of numbers) {
      const one = steps[step] as Step;
      steps[step] = { ...one, answer: answers[one.question] as Value };
    }
    return { brief, path: steps };
  };
}

/** So few values are compared one by one. */
const few = 8;

function cellFor({ cells }: CompiledQuestion, value: Value): number {
  const { values } = cells;
  if (values.length === 0 || values.length > few) return cellOf(cells, value);
  for (let cell = 0; cell < values.length; cell++) if (values[cell] === value) return cell;
  return absent;
}
