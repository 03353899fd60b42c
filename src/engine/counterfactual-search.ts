import type { Policy } from '../model/decision.ts';
import type { Clause } from './box.ts';
import { ABSENT, type CellSet } from './cells.ts';
import { choose } from './choose.ts';
import type { Compiled, CompiledNode, CompiledQuestion, CompiledValue } from './compile.ts';
import { reach } from './explore.ts';
import type { Known } from './known.ts';

/** Answers that are followed together: for each question the cells that its answer may lie in, and `ABSENT`. */
export interface Region {
  readonly sets: readonly CellSet[];
  /** In all of them this many questions are answered otherwise than they are now. */
  readonly cost: number;
}

export interface Found {
  readonly regions: readonly Region[];
  /** Nothing was left out because it would cost too much: higher limits find no more. */
  readonly complete: boolean;
}

/** Counts the steps of a search down. */
export interface Budget {
  left: number;
}

/** Where a search is. */
interface Position {
  readonly region: Region;
  /** What an unanswered question may turn out to be since the walk has asked it, by question; 0: it was not asked. */
  readonly walked: readonly CellSet[];
  /** What is to be done with answers for which the service is certain. */
  readonly won: (region: Region) => void;
}

/**
 * The answers, given or not, for which a service is certain, as far as they differ from the present ones in at most
 * `limit` questions. Of those that differ in `limit` questions some may be left out that come after others that are
 * not, in the order of the questions that differ. Like `explore`, it follows answers that the pack does not tell
 * apart together; unlike it, it changes them on the way. Where an unanswered question leaves the walk open, every way
 * on must lead to the service.
 *
 * @param accepts whether some answers of a region have the derived quantities that it asks for; while a region is looked for these
 *   may be anything
 * @param mode `all` is exact. `any` stops at the first answers found that give every question on their walk.
 * @returns null if the budget ended first
 */
export function counterfactualRegions(
  compiled: Compiled,
  known: Known,
  policy: Policy,
  service: string,
  limit: number,
  budget: Budget,
  accepts: (region: Region) => boolean,
  mode: 'all' | 'any',
): Found | null {
  const { questions, dimensions, nodes, leaves } = compiled;
  const present = known.box;
  const regions: Region[] = [];
  let complete = true;
  let first: readonly number[] | null = null;
  let at: Position = {
    region: {
      sets: dimensions.map(({ all }, index) => all | (index < questions.length ? setOf(present, index) : ABSENT)),
      cost: 0,
    },
    walked: dimensions.map(() => 0),
    won(region) {
      if (!accepts(region)) return;
      regions.push(region);
      if (region.cost === limit) first = questions.flatMap(({ index }) => (isChanged(region, index) ? [index] : []));
    },
  };
  visit(compiled.pack.root);
  return budget.left < 0 ? null : { regions, complete };

  /** Follows a node: where its question is answered, and where it is left to the rules. */
  function visit(id: string): void {
    const node = nodes.get(id);
    if (!node) {
      const leaf = leaves.get(id);
      if (leaf?.service === service) at.won(at.region);
      else if (leaf?.service === null) {
        choose(leaf, { settled: () => null, divide }, (option) => option.service.id === service && at.won(at.region));
      }
      return;
    }
    const question = questions[node.question];
    if (!question || setOf(at.walked, node.question) !== 0) {
      descend(node, 0);
      return;
    }
    const open = (setOf(at.region.sets, node.question) & ABSENT) !== 0 && mode === 'all';
    within(node.question, ~ABSENT, () => descend(node, 0));
    if (open) within(node.question, ABSENT, () => fill(node, question, rulesFor(question), 0));
  }

  /** Settles a question that is not answered, as the assumptions and defaults say; else it may be anything. */
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

  /** Whether the service can be reached by every way on from a node whose question is unanswered. */
  function isOpenTo(node: CompiledNode, cells: CellSet): boolean {
    let left = cells;
    const leads = node.branches.every((branch) => {
      const arriving = left & branch.cells;
      left &= ~branch.cells;
      return arriving === 0 || reach(compiled, branch.to).has(service);
    });
    return leads && left === 0;
  }

  function descend(node: CompiledNode, index: number): void {
    const branch = node.branches[index];
    if (!branch) return;
    divide(branch.when, (holds) => {
      if (!holds) descend(node, index + 1);
      else if (reach(compiled, branch.to).has(service)) visit(branch.to);
    });
  }

  /**
   * Parts the answers for which a condition holds from those for which it does not; an unanswered question may do
   * both.
   */
  function divide(when: readonly Clause[], then: (holds: boolean) => void, index = 0): void {
    const clause = when[index];
    if (clause) test(clause, (holds) => (holds ? divide(when, then, index + 1) : then(false)));
    else then(true);
  }

  function test({ question, cells }: Clause, then: (holds: boolean) => void): void {
    if (--budget.left < 0 || (mode === 'any' && regions.length > 0)) return;
    const here = at;
    const may = setOf(here.walked, question) || ABSENT;
    const held = may & cells;
    within(question, (cells & ~ABSENT) | (held === may ? ABSENT : 0), () => then(true));
    within(question, (~cells & ~ABSENT) | (held === 0 ? ABSENT : 0), () => then(false));
    if (held === 0 || held === may) return;
    within(question, ABSENT, () => {
      const { region, walked, won } = at;
      const rest = walked.with(question, may & ~cells);
      at = {
        region,
        walked: walked.with(question, held),
        won(part) {
          const before = at;
          at = { region: part, walked: rest, won };
          then(false);
          at = before;
        },
      };
      then(true);
    });
  }

  /** Goes on with the answers of which one lies in a set, if there are any that cost little enough. */
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
    const now = setOf(present, question);
    const isQuestion = question < questions.length;
    const cost = region.cost + (isQuestion && (before & now) !== 0 && (after & now) === 0 ? 1 : 0);
    if (cost > limit) {
      complete = false;
      return null;
    }
    const narrowed = { sets: region.sets.with(question, after), cost };
    // With nothing left to change it is known which questions change.
    return cost === limit && cost > region.cost && isBehind(narrowed) ? null : narrowed;
  }

  /**
   * Whether what a region changes comes after what one that was found changes, so that it is of no interest any more.
   */
  function isBehind(region: Region): boolean {
    if (!first) return false;
    let index = 0;
    for (let question = 0; question < region.sets.length; question++) {
      if (!isChanged(region, question)) continue;
      const other = first[index] ?? -1;
      if (question !== other) return question > other;
      index++;
    }
    return false;
  }

  function isChanged({ sets }: Region, question: number): boolean {
    return (setOf(sets, question) & setOf(present, question)) === 0;
  }

  function rulesFor(question: CompiledQuestion): readonly CompiledValue[] {
    const assumed = policy.assume && !known.unknown.has(question.index) ? question.assume : [];
    return policy.defaults ? [...assumed, ...question.default] : assumed;
  }
}

function setOf(sets: readonly CellSet[], question: number): CellSet {
  return sets[question] ?? 0;
}
