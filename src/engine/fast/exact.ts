import type { Answer } from '../../model/decision.ts';
import { valueIn } from '../cells.ts';
import type { Compiled } from '../compile.ts';
import { type Known, knownOf, type Policy } from '../explore.ts';
import { prospectOrThrow } from '../outcome.ts';
import { type Brief, briefOf } from '../summary.ts';
import { walk } from '../walk.ts';
import type { Solver } from './decider.ts';
import { absent, type Given, notKnown } from './given.ts';

/** Solves with packs that are too wide for machine integers: much slower, and otherwise the same. */
export function exactSolver<T>(compiled: Compiled, given: Given, policy: Policy, make: (brief: Brief) => T): Solver<T> {
  let answers: Record<string, Answer> = {};
  let known: Known = { box: new Map(), unknown: new Set() };
  return {
    solve() {
      answers = {};
      for (const { question, index, cells } of compiled.questions) {
        const cell = given.cellOf(index);
        if (cell !== absent) answers[question.id] = { value: cell === notKnown ? null : valueIn(cells, cell), from: 'file' };
      }
      known = knownOf(compiled, answers);
      return make(briefOf(compiled, prospectOrThrow(compiled, known, policy)));
    },
    trail() {
      const path = walk(compiled, answers, known, policy).steps;
      return { path, numbers: path.flatMap(({ question, from }, step) => (from === 'file' && isNumber(question) ? [step] : [])) };
    },
  };

  function isNumber(id: string): boolean {
    return compiled.questions[compiled.indexOf.get(id) as number]?.question.type === 'number';
  }
}
