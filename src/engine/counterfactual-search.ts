import type { Clause } from './box.ts';
import type { Budget } from './budget.ts';
import { ABSENT, type CellSet } from './cells.ts';
import { choose } from './choose.ts';
import type { CompiledNode, CompiledOption, CompiledQuestion, CompiledValue } from './compiled.ts';
import { rulesFor } from './explore.ts';
import type { Situation } from './situation.ts';

/** Answers that the search follows together: for each question the cells that its answer may lie in, and `ABSENT`. */
export interface Region {
  readonly sets: readonly CellSet[];
  /** The number of questions whose answer differs from the present one. */
  readonly cost: number;
}

interface Position {
  readonly region: Region;
  /** By question: the cells that an unanswered question may still turn out to have; 0: the walk did not ask it. */
  readonly walked: readonly CellSet[];
  /** Called with answers that lead to the service for certain. */
  readonly found: (region: Region) => void;
}

/**
 * Finds the answers that lead to a service for certain and differ from the present ones in at most `limit` questions.
 * Among those that differ in exactly `limit` questions, it may skip some that come later in the order of `comesBefore`. Like
 * `explore`, it follows answers that the pack treats alike together; unlike `explore`, it also changes answers. Where an
 * unanswered question leaves the walk open, every branch must lead to the service.
 *
 * @param accepts called with each region found: whether the inputs of derived quantities can have the values that it asks
 *   for; the search itself treats these quantities as free
 * @returns whether no region was dropped for its cost, so that a higher limit finds no more; null if the budget ran out
 */
export function counterfactualRegions(
  situation: Situation,
  service: string,
  limit: number,
  budget: Budget,
  accepts: (region: Region) => boolean,
): boolean | null {
  const { compiled, known, policy } = situation;
  const { questions, dimensions, nodes, leaves } = compiled;
  let complete = true;
  /** The changed questions of the best region found at the limit. */
  let best: readonly number[] | null = null;
  let at: Position = {
    region: {
      sets: dimensions.map(({ all }, index) => all | (index < questions.length ? setOf(known.box, index) : ABSENT)),
      cost: 0,
    },
    walked: dimensions.map(() => 0),
    found(region) {
      if (accepts(region) && region.cost === limit) best = changedIn(region);
    },
  };
  return budget.within(() => visit(compiled.pack.root)) ? complete : null;

  /** Follows a node, first with its question answered, then with it left to assumptions and defaults. */
  function visit(id: string): void {
    const node = nodes.get(id);
    if (!node) {
      const leaf = leaves.get(id);
      if (leaf?.service === service) at.found(at.region);
      else if (leaf) {
        const isWanted = (option: CompiledOption): boolean => option.service.id === service;
        choose(leaf, { settled, mayMeet, divide }, (option) => isWanted(option) && at.found(at.region), isWanted);
      }
      return;
    }
    const question = questions[node.question];
    if (!question || setOf(at.walked, node.question) !== 0) {
      descend(node, 0);
      return;
    }
    const open = (setOf(at.region.sets, node.question) & ABSENT) !== 0;
    within(node.question, ~ABSENT, () => descend(node, 0));
    if (open) within(node.question, ABSENT, () => fill(node, question, rulesFor(question, known.unknown, policy), 0));
  }

  /** Fills in an unanswered question by an assumption or a default; without one it may be anything. */
  function fill(node: CompiledNode, question: CompiledQuestion, rules: readonly CompiledValue[], index: number): void {
    const rule = rules[index];
    if (rule) divide(rule.when, (holds) => (holds ? settle(rule.cells) : fill(node, question, rules, index + 1)));
    else settle(question.cells.all);

    function settle(cells: CellSet): void {
      if (!isOpenTo(node, cells)) return;
      const here = at;
      at = { ...here, walked: here.walked.with(node.question, cells) };
      descend(node, 0);
      at = here;
    }
  }

  /** Whether every branch of a node whose question is unanswered can reach the service. */
  function isOpenTo(node: CompiledNode, cells: CellSet): boolean {
    let left = cells;
    const leads = node.branches.every((branch) => {
      const arriving = left & branch.cells;
      left &= ~branch.cells;
      return arriving === 0 || compiled.reach(branch.to).has(service);
    });
    return leads && left === 0;
  }

  function descend(node: CompiledNode, index: number): void {
    const branch = node.branches[index];
    if (!branch) return;
    test({ question: node.question, cells: branch.cells }, (holds) => {
      if (!holds) descend(node, index + 1);
      else if (compiled.reach(branch.to).has(service)) visit(branch.to);
    });
  }

  /** Splits the answers by whether a condition holds; with an unanswered question it may do both. */
  function divide(when: readonly Clause[], then: (holds: boolean) => void, index = 0): void {
    const clause = when[index];
    if (clause) test(clause, (holds) => (holds ? divide(when, then, index + 1) : then(false)));
    else then(true);
  }

  /** Follows the answers that meet a clause, then the others, then an unanswered question that may do either. */
  function test({ question, cells }: Clause, then: (holds: boolean) => void): void {
    budget.step();
    const { held, not, may } = partsOf(question, cells);
    within(question, held, () => then(true));
    within(question, not, () => then(false));
    if (((held | not) & ABSENT) === 0) within(question, ABSENT, () => followBoth(question, may & cells, may & ~cells, then));
  }

  /** Follows a question with an answer in either set: answers that lead to the service in one must do so in the other. */
  function followBoth(question: number, inside: CellSet, outside: CellSet, then: (holds: boolean) => void): void {
    const { region, walked, found } = at;
    at = {
      region,
      walked: walked.with(question, inside),
      found(part) {
        const before = at;
        at = { region: part, walked: walked.with(question, outside), found };
        then(false);
        at = before;
      },
    };
    then(true);
  }

  /** What a question may have inside of some cells and outside; no answer is on one side if all that it may turn out to be is. */
  function partsOf(question: number, cells: CellSet) {
    const may = setOf(at.walked, question) || ABSENT;
    const inside = may & cells;
    return {
      held: (cells & ~ABSENT) | (inside === may ? ABSENT : 0),
      not: (~cells & ~ABSENT) | (inside === 0 ? ABSENT : 0),
      may,
    };
  }

  /** Whether a condition holds for all answers of the region, or for none; without it, each condition would go deeper. */
  function settled(when: readonly Clause[]): boolean | null {
    let all = true;
    for (const { question, cells } of when) {
      const set = setOf(at.region.sets, question);
      const { held, not } = partsOf(question, cells);
      if ((set & ~not) === 0) return false;
      if ((set & ~held) !== 0) all = false;
    }
    return all ? true : null;
  }

  /** Whether a question has an answer in some cells somewhere in the region, or may turn out to have one. */
  function mayMeet(question: number, cells: CellSet): boolean {
    return (setOf(at.region.sets, question) & ~partsOf(question, cells).not) !== 0;
  }

  /** Continues with the answers whose value of a question lies in a set, if any are within the limit. */
  function within(question: number, set: CellSet, then: () => void): void {
    const here = at;
    const region = narrow(here.region, question, set);
    if (!region) return;
    at = { ...here, region };
    then();
    at = here;
  }

  function narrow(region: Region, question: number, set: CellSet): Region | null {
    const before = setOf(region.sets, question);
    const after = before & set;
    if (after === before) return region;
    if (after === 0) return null;
    const now = setOf(known.box, question);
    const isQuestion = question < questions.length;
    const cost = region.cost + (isQuestion && (before & now) !== 0 && (after & now) === 0 ? 1 : 0);
    if (cost > limit) {
      complete = false;
      return null;
    }
    const narrowed = { sets: region.sets.with(question, after), cost };
    // At the limit the set of changed questions is final.
    const isBehind = cost === limit && cost > region.cost && best !== null && comesBefore(situation, best, changedIn(narrowed));
    return isBehind ? null : narrowed;
  }

  function changedIn({ sets }: Region): number[] {
    return questions.flatMap(({ index }) => ((setOf(sets, index) & setOf(known.box, index)) === 0 ? index : []));
  }
}

/**
 * Whether a person would change some questions before as many others: those with fewer questions that are neither answered nor
 * asked, which nobody had in mind; then those that the walk leaves open or asks for last, since it asks first what is hardest to
 * change; then those whose first different question comes earlier in the pack.
 */
export function comesBefore(situation: Situation, some: readonly number[], others: readonly number[]): boolean {
  const { compiled, known, prospect, steps } = situation;
  const isOpen = (index: number): boolean => (setOf(known.box, index) & ABSENT) !== 0;
  const stepOf = (index: number): number =>
    isOpen(index) && prospect.asks.has(index)
      ? steps.length
      : steps.findLastIndex(({ question }) => question === compiled.questions[index]?.id);
  const added = (all: readonly number[]): number => all.filter((index) => isOpen(index) && stepOf(index) < 0).length;
  const ascending = (all: readonly number[]): number[] => all.map(stepOf).sort((a, b) => a - b);
  const before = (a: readonly number[], b: readonly number[]): number => {
    const differing = a.findIndex((each, index) => each !== b[index]);
    return (a[differing] ?? 0) - (b[differing] ?? 0);
  };
  return (added(some) - added(others) || before(ascending(others), ascending(some)) || before(some, others)) < 0;
}

function setOf(sets: readonly CellSet[], question: number): CellSet {
  return sets[question] ?? 0;
}
