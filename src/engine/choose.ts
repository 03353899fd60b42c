import type { Clause, Divisible } from './box.ts';
import type { CompiledLeaf, CompiledOption, Conditions, LimitConditions, LimitedQuestion } from './compiled.ts';

/** Receives the option to recommend; `unmet`: no option fits, and this is the nearest. */
type OnChoice = (option: CompiledOption, unmet: boolean) => void;

/** Distinguishes options as far as a choice between them makes a difference. */
type KindOf = (option: CompiledOption) => unknown;

/**
 * Splits the answers by the option that a leaf recommends for them, among the options whose `when` holds: the first that
 * fits without a workaround; else the first that fits with one; else the one with the fewest unmet requirements, then
 * the fewest exceeded quotas, then the first, or another one of its kind.
 */
export function choose(leaf: CompiledLeaf, answers: Divisible, then: OnChoice, kindOf: KindOf = (option) => option): void {
  chooseFitting(leaf, answers, (option, among) => {
    if (option) then(option, false);
    else chooseNearest(among, answers, kindOf, (nearest) => then(nearest, true));
  });
}

/** Receives an option that fits; null: none does of those in `among`, which is empty otherwise. */
type ChooseAmong = (option: CompiledOption | null, among: readonly CompiledOption[]) => void;

/** Splits the answers by the option that fits. */
function chooseFitting({ options }: CompiledLeaf, answers: Divisible, then: ChooseAmong): void {
  if (options.every(({ when }) => when.length === 0)) fittingAmong(options, answers, then);
  else splitByItems(options, answers, (some) => fittingAmong(some.length > 0 ? some : options, answers, then));
}

function fittingAmong(options: readonly CompiledOption[], answers: Divisible, then: ChooseAmong): void {
  // How a single option fits makes no difference.
  for (const conditionsOf of options.length > 1 ? [obstaclesOf, misfitsOf] : [misfitsOf]) {
    for (const option of options) {
      const open = openAmong(option.limited(), conditionsOf, answers);
      if (open === true) continue;
      if (open.length === 0) then(option, []);
      // For each part, all that was settled before is settled alike.
      else answers.divide(shortestOf(open), () => fittingAmong(options, answers, then));
      return;
    }
  }
  then(null, options);
}

/**
 * Splits the answers for which a leaf recommends an option that fits them, and leaves out the rest. `chooseFitting` finds
 * them, too, but only among all others: in the built-in pack it visits a hundred times as many parts.
 */
export function whereFitting({ options }: CompiledLeaf, option: CompiledOption, answers: Divisible, then: () => void): void {
  splitByItems(options, answers, (some) => {
    const among = some.length > 0 ? some : options;
    if (!among.includes(option)) return;
    const before = among.slice(0, among.indexOf(option));
    anyOf(option.limited(), obstaclesOf, answers, (holds) => {
      if (!holds) whereAll(before, obstaclesOf, answers, then);
    });
    // With a workaround, only where no option needs none.
    anyOf(option.limited(), misfitsOf, answers, (holds) => {
      if (!holds) whereAll(before, misfitsOf, answers, () => whereAll(among, obstaclesOf, answers, then));
    });
  });
}

/** Splits the answers for which each of some options has a condition that holds, and leaves out the rest. */
function whereAll(options: readonly CompiledOption[], conditionsOf: ConditionsOf, answers: Divisible, then: () => void): void {
  whereEach(options.map((option) => openAmong(option.limited(), conditionsOf, answers)));

  function whereEach(all: readonly (true | Conditions)[]): void {
    const left = all.filter((each) => each !== true);
    const [first] = left;
    if (!first) then();
    else if (left.every(({ length }) => length > 0)) {
      answers.divide(shortestOf(first), () => whereEach(left.map((each) => openIn(each, answers))));
    }
  }
}

/** Splits answers by the items whose condition holds; `then` receives these in order. `held`: those of them before `from`. */
export function splitByItems<T extends { readonly when: readonly Clause[] }>(
  all: readonly T[],
  answers: Divisible,
  then: (items: readonly T[]) => void,
  held: T[] = [],
  from = 0,
): void {
  for (let index = from; index < all.length; index++) {
    const item = all[index] as T;
    const settled = answers.settled(item.when);
    if (settled === true) held.push(item);
    if (settled !== null) continue;
    answers.divide(item.when, (holds) => splitByItems(all, answers, then, holds ? [...held, item] : [...held], index + 1));
    return;
  }
  then(held);
}

/**
 * Splits the answers by the option that is nearest to fitting, of those that do not fit. The parts are so many that
 * each continues where it was split; starting again for each, as `fittingAmong` does, would take too long.
 */
function chooseNearest(
  options: readonly CompiledOption[],
  answers: Divisible,
  kindOf: KindOf,
  then: (option: CompiledOption) => void,
): void {
  fewest(misfitsOf, options, (nearest) => fewest(quotasOf, nearest, ([first]) => first && then(first)));

  /**
   * Splits the answers by the options with the fewest questions of which a condition holds, until all that are left are of one
   * kind. The first ones, as many as `tied`, have `least` such questions each; the others are not counted yet.
   */
  function fewest(
    conditionsOf: ConditionsOf,
    left: readonly CompiledOption[],
    found: (options: readonly CompiledOption[]) => void,
    tied = 0,
    least = Infinity,
  ): void {
    const option = left[tied];
    if (!option || left.every((each) => kindOf(each) === kindOf(option))) {
      found(left);
      return;
    }
    // Of those that exceed as few quotas, the first one is chosen.
    const most = conditionsOf === quotasOf ? least - 1 : least;
    count(option.limited(), conditionsOf, answers, most, (number) => {
      if (number < least) fewest(conditionsOf, left.slice(tied), found, 1, number);
      else if (number > most) fewest(conditionsOf, left.toSpliced(tied, 1), found, tied, least);
      else fewest(conditionsOf, left, found, tied + 1, least);
    });
  }
}

type Limits = readonly LimitedQuestion[];

/** Selects the conditions that matter to a choice. A function for each kind is faster than a key that varies. */
type ConditionsOf = (conditions: LimitConditions) => Conditions;

const obstaclesOf: ConditionsOf = ({ obstacles }) => obstacles;
const misfitsOf: ConditionsOf = ({ misfits }) => misfits;
const quotasOf: ConditionsOf = ({ quotas }) => quotas;

/**
 * Splits answers by how many of the questions have a condition that holds; stops counting above `most`. Among misfits a derived
 * quantity does not count beside the number that it is a multiple of, since both say the same. Calls itself only where answers
 * divide: a call for each question would exhaust the stack.
 */
function count(limited: Limits, conditionsOf: ConditionsOf, answers: Divisible, most: number, then: (count: number) => void) {
  countFrom(0, []);

  /** @param found the questions before `from` of which a condition holds */
  function countFrom(from: number, found: readonly number[]): void {
    let missed = found;
    for (let index = from; index < limited.length && missed.length <= most; index++) {
      const next = limited[index] as LimitedQuestion;
      if (!answers.mayMeet(next.question, next.cells)) continue;
      if (conditionsOf === misfitsOf && next.multipleOf !== null && missed.includes(next.multipleOf)) continue;
      const open = openIn(conditionsOf(next.conditions()), answers);
      if (open === true) missed = [...missed, next.question];
      if (open === true || open.length === 0) continue;
      const by = shortestOf(open);
      answers.divide(by, (holds) => (holds ? countFrom(index + 1, [...missed, next.question]) : countFrom(index, missed)));
      return;
    }
    then(missed.length);
  }
}

/** Splits answers by whether any of the conditions holds. */
function anyOf(limited: Limits, conditionsOf: ConditionsOf, answers: Divisible, then: (holds: boolean) => void): void {
  splitBy(openAmong(limited, conditionsOf, answers));

  function splitBy(open: true | Conditions): void {
    if (open === true || open.length === 0) then(open === true);
    else answers.divide(shortestOf(open), (holds) => splitBy(holds || openIn(open, answers)));
  }
}

/** True: one of the conditions holds for all answers; else those that hold for some. */
function openAmong(limited: Limits, conditionsOf: ConditionsOf, answers: Divisible): true | Conditions {
  let open = NONE;
  for (const { question, cells, conditions } of limited) {
    if (!answers.mayMeet(question, cells)) continue;
    const more = openIn(conditionsOf(conditions()), answers);
    if (more === true) return true;
    if (more.length > 0) open = [...open, ...more];
  }
  return open;
}

function openIn(conditions: Conditions, answers: Divisible): true | Conditions {
  let open = NONE;
  for (const condition of conditions) {
    const settled = answers.settled(condition);
    if (settled === true) return true;
    if (settled === null) open = [...open, condition];
  }
  return open;
}

/** Shared, since a decision with all answers finds it for each question. */
const NONE: Conditions = [];

/** The condition with the fewest clauses, by which answers divide into the fewest parts. */
function shortestOf(conditions: Conditions): readonly Clause[] {
  return conditions.reduce((shortest, each) => (each.length < shortest.length ? each : shortest));
}
