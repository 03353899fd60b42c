import { type Answer, type Answers, askingPolicy, type Decision, type Policy } from '../model/decision.ts';
import { type Pack, type Question, questionOf } from '../model/pack.ts';
import { type Box, holds, overlap } from './box.ts';
import { ABSENT, bitOf, indexesOf, valueIn } from './cells.ts';
import { compile } from './compile.ts';
import type { Compiled } from './compiled.ts';
import { answered, answeredWith, explore, type Known, knownOf } from './explore.ts';
import { withoutGap } from './gap-error.ts';
import { shortOf } from './instead.ts';
import { type Outcome, outcomeKey, type Prospect, prospectOf } from './outcome.ts';
import { cellsAround, quantitiesWith } from './single-changes.ts';
import { situationOf } from './situation.ts';

/** Nothing is assumed while a person can be asked, but what else is asked follows the default of an answer that is not known. */
const followUpPolicy: Policy = { assume: false, defaults: 'unknown' };

/**
 * The question to ask next, or null if no open question can change the outcome. A question that was answered `unknown` is
 * not asked again; its default decides which follow-up questions are asked.
 */
export function nextQuestion(pack: Pack, answers: Answers): Question | null {
  return nextQuestions(pack, answers, 1)[0] ?? null;
}

/**
 * The next questions that can be asked together, at most `most`, beginning with `nextQuestion`. Each can change the outcome
 * whatever the answers to those before it, unless these settle the outcome.
 */
export function nextQuestions(pack: Pack, answers: Answers, most: number): Question[] {
  const compiled = compile(pack);
  const known = knownOf(compiled, answers);
  const prospect = prospectOf(compiled, known, followUpPolicy);
  const chosen: Question[] = [];
  // An answer to a question that is asked only elsewhere may count as a requirement here, but is no reason to ask it.
  let unsettled = isSettled(endsIn(compiled, known, prospect)) ? [] : [known];
  for (const index of askable(compiled, known, prospect.asks)) {
    if (unsettled.length === 0) break;
    const asked = compiled.questions[index];
    if (!asked || !unsettled.every((each) => canChangeOutcome(compiled, each, index))) continue;
    chosen.push(asked.question);
    if (chosen.length === most) break;
    unsettled = unsettled
      .flatMap((each) => indexesOf(asked.cells.all).map((cell) => answered(compiled, each, asked, cell)))
      .filter((each) => !isSettled(endsOf(compiled, each)));
  }
  return chosen;
}

/** The question whose answer `unknown` keeps a decision open: the one that settles most, else the first; null: none does. */
export function undecidedBy(pack: Pack, answers: Answers, { open }: Decision): Question | null {
  const asked = open ? [open.ask, ...open.asks] : [];
  const first = asked.find((id) => answers[id]?.value === null);
  return questionOf(pack, first) ?? null;
}

/** The answers on the path if the rules fill in all that nobody knows, as `--defaults` does; in the order of the pack. */
export function filledPath(pack: Pack, answers: Answers, policy: Policy) {
  const steps = withoutGap(() => situationOf(pack, replaceDefaults(answers), { ...policy, defaults: true }).steps) ?? [];
  return pack.questions.flatMap((question) => {
    const step = steps.find((each) => each.question === question.id);
    return step ? [{ question, value: step.answer, from: step.from }] : [];
  });
}

/**
 * The largest number of questions that may still have to be asked.
 *
 * @param answers by question id; a null value: expressly unknown
 * @returns 0 if nothing has to be asked
 */
export function questionsLeft(pack: Pack, answers: Answers): number {
  const compiled = compile(pack);
  const known = knownOf(compiled, answers);
  const open = askable(compiled, known, prospectOf(compiled, known, followUpPolicy).asks);
  let most = 0;
  const count = (box: Box): void => {
    most = Math.max(most, open.filter((index) => box[index] !== ABSENT).length);
  };
  explore(compiled, known, askingPolicy, { leaf: (_, box) => count(box), gap: (_, box) => count(box) });
  return most;
}

/**
 * The unanswered questions that `nextQuestion` does not ask, but that could change the outcome, alone or in a derived quantity,
 * and the requirements that could bring a neighbour.
 *
 * @param answers by question id; a null value: expressly unknown. Defaults that were taken count as unknown.
 * @returns requirements, then questions to which only other answers lead, both in the order of the pack
 */
export function requirementsThatMatter(pack: Pack, answers: Answers): Question[] {
  const compiled = compile(pack);
  const known = knownOf(compiled, replaceDefaults(answers));
  const { asks, outcomes } = prospectOf(compiled, known, followUpPolicy);
  const wanted = wantedByNeighbours(compiled, outcomes);
  const isOpen = (index: number): boolean => known.box[index] === ABSENT && !known.unknown.has(index);
  const matters = (index: number): boolean => isOpen(index) && canChangeOutcome(compiled, known, index, true);
  const quantities = compiled.derived.filter(
    ({ index, inputs }) => inputs.every((input) => !known.unknown.has(input)) && matters(index),
  );
  const isOther = ({ group }: Question): number => Number(group !== 'requirement');
  return compiled.questions
    .filter(({ index }) => isOpen(index) && !asks.has(index))
    .filter(({ index }) => wanted.has(index) || quantities.some(({ inputs }) => inputs.includes(index)) || matters(index))
    .map(({ question }) => question)
    .sort((a, b) => isOther(a) - isOther(b));
}

/** The requirements whose answer is all that a neighbour lacks to suit one of the outcomes. */
function wantedByNeighbours({ neighbours, questions }: Compiled, outcomes: readonly Outcome[]): ReadonlySet<number> {
  const lacking = neighbours
    .flatMap(({ better }) => better)
    .flatMap(({ better, when }) => {
      const suited = outcomes.filter(({ option }) => shortOf(better, option).length > 0);
      return suited.map(({ box }) => when.filter((clause) => !holds(box, [clause])));
    });
  const alone = lacking.flatMap(([clause, ...others]) => (clause && others.length === 0 ? clause.question : []));
  return new Set(alone.filter((index) => questions[index]?.question.group === 'requirement'));
}

/** What the rules take by default, in the order of the pack. */
export function defaultsFor(pack: Pack, answers: Answers, policy: Policy): Answers {
  const taken = filledPath(pack, answers, policy).filter(({ from }) => from === 'default');
  return Object.fromEntries(taken.map(({ question, value, from }) => [question.id, { value, from }]));
}

/** Replaces the defaults that were taken, which may depend on other answers; what has none any more is unknown. */
export function replaceDefaults(answers: Answers, defaults: Answers = {}): Answers {
  const open: Answer = { value: null, from: 'prompt' };
  const replaced = (id: string, answer: Answer): Answer => (answer.from === 'default' ? (defaults[id] ?? open) : answer);
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, replaced(id, answer)]));
}

/** The core questions that only other values of unknown answers lead to, since defaults may depend on them; then all others. */
function askable(compiled: Compiled, known: Known, asks: ReadonlySet<number>): number[] {
  const all = new Set<number>();
  const isCore = (index: number): boolean => compiled.questions[index]?.question.group === 'core';
  explore(compiled, known, askingPolicy, {
    leaf: () => {},
    open: (index) => isCore(index) && !asks.has(index) && all.add(index),
  });
  return [...all, ...asks].filter((index) => !known.unknown.has(index));
}

/** Whether all possible answers lead to the same end. */
function isSettled(ends: readonly End[]): boolean {
  return new Set(ends.map(({ key }) => key)).size === 1;
}

/**
 * Whether two answers to a question, or two values of a derived quantity, can lead to different outcomes while all other answers
 * stay the same. Exact: compares the boxes of one answer's outcomes with those of the next. A gap counts as an outcome; with
 * `orUnanswered`, no answer as an answer.
 */
function canChangeOutcome(compiled: Compiled, known: Known, index: number, orUnanswered = false): boolean {
  const asked = compiled.questions[index];
  const cells = asked ? cellsAround(known, asked, quantitiesWith(compiled, known, asked)) : compiled.dimensions[index];
  let previous = orUnanswered ? endsOf(compiled, known) : null;
  for (let cell = 0; cells && cell < cells.count; cell++) {
    const changed = asked
      ? answeredWith(compiled, known, index, valueIn(cells, cell))
      : { ...known, box: known.box.with(index, bitOf(cell)) };
    const current = endsOf(compiled, changed);
    if (previous && differ(previous, current, index)) return true;
    previous = current;
  }
  return false;
}

/** Whether two ends differ for the same answers, the question `except` aside. */
function differ(some: readonly End[], others: readonly End[], except: number): boolean {
  return some.some((a) => others.some((b) => a.key !== b.key && overlap(a.box, b.box, except)));
}

/** An outcome or gap, and the answers that lead to it; a question that was not asked may have any answer. */
type End = ReturnType<typeof endsIn>[number];

function endsOf(compiled: Compiled, known: Known): End[] {
  return endsIn(compiled, known, prospectOf(compiled, known, followUpPolicy));
}

function endsIn({ questions }: Compiled, { unknown }: Known, { outcomes, gaps }: Prospect) {
  // What follows from other answers, as a default does, is no difference by itself.
  const anything = (box: Box): Box =>
    box.slice(0, questions.length).map((cells, index) => (cells === ABSENT || unknown.has(index) ? ~0 : cells));
  return [
    ...outcomes.map((outcome) => ({ key: outcomeKey(outcome), box: anything(outcome.box) })),
    ...gaps.map(({ box }) => ({ key: 'gap', box: anything(box) })),
  ];
}
