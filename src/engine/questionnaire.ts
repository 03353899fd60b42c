import type { Answers } from '../model/decision.ts';
import type { Pack, Question } from '../model/pack.ts';
import type { CellSet } from './cells.ts';
import { type Compiled, compile } from './compile.ts';
import { type Box, explore, type Known, knownOf, type Policy } from './explore.ts';
import { outcomeKey, prospectOf } from './outcome.ts';

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
  if (new Set(endsOf(compiled, known).map(({ key }) => key)).size === 1) return null;
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
  const count = ({ box }: { readonly box: Box }): void => {
    let asked = 0;
    for (const question of box.keys()) if (!known.box.has(question) && !known.unknown.has(question)) asked++;
    most = Math.max(most, asked);
  };
  explore(compiled, known, asking, count).forEach(count);
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
 * the boxes of one answer's outcomes against those of the next. With `orNone`, no answer counts as one of them. To lead nowhere
 * is an outcome, too.
 */
export function canChangeOutcome(compiled: Compiled, known: Known, question: number, orNone = false): boolean {
  const cells = compiled.questions[question]?.cells.count ?? 0;
  let previous = orNone ? endsOf(compiled, known, question) : null;
  for (let cell = 0; cell < cells; cell++) {
    const box = new Map(known.box).set(question, 1n << BigInt(cell));
    const current = endsOf(compiled, { box, unknown: known.unknown }, question);
    if (previous && differ(previous, current)) return true;
    previous = current;
  }
  return false;
}

interface End {
  readonly key: string;
  readonly box: Box;
}

/** What the answers can come to; the boxes without the answers to one question, where one is given. */
function endsOf(compiled: Compiled, known: Known, without?: number): End[] {
  const { outcomes, gaps } = prospectOf(compiled, known, asking);
  const ends = [
    ...outcomes.map((outcome) => ({ key: outcomeKey(outcome), box: outcome.box })),
    ...gaps.map(({ box }) => ({ key: 'gap', box })),
  ];
  if (without === undefined) return ends;
  return ends.map(({ key, box }) => {
    const others = new Map(box);
    others.delete(without);
    return { key, box: others };
  });
}

function differ(some: readonly End[], others: readonly End[]): boolean {
  return some.some((a) => others.some((b) => a.key !== b.key && meet(a.box, b.box)));
}

function meet(a: Box, b: Box): boolean {
  for (const [question, cells] of a) if (((b.get(question) ?? cells) & (cells as CellSet)) === 0n) return false;
  return true;
}
