import type { CellSet } from './cells.ts';
import { type Compiled, compile } from './compile.ts';
import type { Answers } from './decision.ts';
import { type Box, explore, type Known, knownOf, type Policy } from './explore.ts';
import { outcomeKey, outcomes } from './outcome.ts';
import type { Pack, Question } from './pack.ts';

/** A person can be asked, so nothing is assumed. */
const asking: Policy = { assume: false, defaults: false };

/**
 * The question to ask next, or null when no open question can change the outcome any more. Questions that were
 * answered `unknown` are not asked again; the walk is reasoned on past them.
 */
export function nextQuestion(pack: Pack, answers: Answers): Question | null {
  const compiled = compile(pack);
  const known = knownOf(compiled, answers);
  // An answer to a question that is asked only elsewhere can count as a requirement here: that is no reason to ask it.
  if (new Set(outcomes(compiled, known, asking).map(outcomeKey)).size === 1) return null;
  for (const index of openQuestions(compiled, known)) {
    if (canChangeOutcome(compiled, known, index)) return compiled.questions[index]?.question ?? null;
  }
  return null;
}

/** The most questions that may still have to be asked, whatever is answered. */
export function questionsLeft(pack: Pack, answers: Answers): number {
  const compiled = compile(pack);
  const known = knownOf(compiled, answers);
  let most = 0;
  explore(compiled, known, asking, ({ box }) => {
    let count = 0;
    for (const question of box.keys()) if (!known.box.has(question) && !known.unknown.has(question)) count++;
    most = Math.max(most, count);
  });
  return most;
}

/** The unanswered questions that the walk does not ask, but of which some answer would change the outcome. */
export function requirementsThatMatter(pack: Pack, answers: Answers): Question[] {
  const compiled = compile(pack);
  const known = knownOf(compiled, answers);
  const asked = new Set(openQuestions(compiled, known));
  return compiled.questions
    .filter(({ index }) => !known.box.has(index) && !known.unknown.has(index) && !asked.has(index))
    .filter(({ index }) => canChangeOutcome(compiled, known, index, true))
    .map(({ question }) => question);
}

function openQuestions(compiled: Compiled, known: Known): number[] {
  const open = new Set<number>();
  explore(
    compiled,
    known,
    asking,
    () => {},
    (question) => open.add(question),
  );
  return [...open].filter((question) => !known.unknown.has(question));
}

/**
 * Whether two answers to a question can lead to different outcomes while all others stay the same: exact, by holding
 * the boxes of one answer's outcomes against those of the next. With `orNone`, no answer counts as one of them.
 */
export function canChangeOutcome(compiled: Compiled, known: Known, question: number, orNone = false): boolean {
  const cells = compiled.questions[question]?.cells.count ?? 0;
  let previous = orNone ? regions(compiled, known, question) : null;
  for (let cell = 0; cell < cells; cell++) {
    const box = new Map(known.box).set(question, 1n << BigInt(cell));
    const current = regions(compiled, { box, unknown: known.unknown }, question);
    if (previous && differ(previous, current)) return true;
    previous = current;
  }
  return false;
}

interface Region {
  readonly key: string;
  readonly box: Box;
}

function regions(compiled: Compiled, known: Known, without: number): Region[] {
  return outcomes(compiled, known, asking).map((outcome) => {
    const box = new Map(outcome.box);
    box.delete(without);
    return { key: outcomeKey(outcome), box };
  });
}

function differ(some: readonly Region[], others: readonly Region[]): boolean {
  return some.some((a) => others.some((b) => a.key !== b.key && meet(a.box, b.box)));
}

function meet(a: Box, b: Box): boolean {
  for (const [question, cells] of a) if (((b.get(question) ?? cells) & (cells as CellSet)) === 0n) return false;
  return true;
}
