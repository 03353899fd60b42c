import type { Answers, Step } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { cellOf } from '../cells.ts';
import { type Compiled, type CompiledQuestion, compile } from '../compile.ts';
import type { Policy } from '../explore.ts';
import type { Brief } from '../summary.ts';
import { exactSolver } from './exact.ts';
import { absent, type Given, givenOf, notKnown } from './given.ts';
import { fastSolver } from './solver.ts';
import { tablesOf } from './tables.ts';

/** Works out what the given answers come to. */
export interface Solver<T> {
  /** @throws GapError where `decide` does */
  solve(): T;
  /** How the last answers came to it. */
  trail(): Trail;
}

/** The steps of a walk, up to the first asked question that is unknown; what was given is from `file`. */
export interface Trail {
  readonly path: readonly Step[];
  /** Those of the steps whose answers are numbers that were given: they carry the lowest number of its cell. */
  readonly numbers: readonly number[];
}

/** Decides many sets of answers with one pack and policy: `answers` is cleared and filled, then `decide` is called. */
export interface Decider<T> {
  readonly compiled: Compiled;
  readonly answers: Given;
  /** Clears the answers and takes these. */
  answerAll(given: Answers): void;
  /**
   * What was made of the brief, which is that of `decideBrief`; mostly the same value for equal ones.
   *
   * @throws GapError where `decideBrief` does
   */
  decide(): T;
  trail(): Trail;
}

/**
 * Makes a decider.
 *
 * @param make makes of a brief what is wanted, such as its text; called seldom, however often the same brief comes up
 */
export function deciderOf<T>(pack: Pack, policy: Policy, make: (brief: Brief) => T): Decider<T> {
  const compiled = compile(pack);
  const tables = tablesOf(compiled, policy);
  const answers = givenOf(compiled);
  const { solve, trail } = tables ? fastSolver(tables, answers, make) : exactSolver(compiled, answers, policy, make);
  return {
    compiled,
    answers,
    answerAll(given) {
      answers.clear();
      for (const [id, { value }] of Object.entries(given)) {
        const question = compiled.indexOf.get(id);
        if (question === undefined) continue;
        const cell = value === null ? notKnown : cellOf((compiled.questions[question] as CompiledQuestion).cells, value);
        if (cell !== absent) answers.answer(question, cell);
      }
    },
    decide: solve,
    trail,
  };
}
