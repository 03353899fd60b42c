import { reach } from './candidates.ts';
import { type CellSet, cellOf } from './cells.ts';
import type { Clause, Compiled, CompiledLeaf, CompiledNode, CompiledQuestion, CompiledValue } from './compile.ts';
import type { Known, Policy } from './explore.ts';

/** Answers that are followed together: for each question the cells that its answer may lie in, or a bit more: no answer. */
export interface Region {
  readonly sets: readonly CellSet[];
  /** In all of them so many questions are answered otherwise than they are now. */
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

/** What an unanswered question may turn out to be since the walk has asked it, by question; 0n: it was not asked. */
type Walked = readonly CellSet[];

/** What is to be done with answers for which the service is certain. */
type Won = (region: Region) => void;

/** The rest of the walk for some answers. */
type Follow = (region: Region, walked: Walked, won: Won) => void;

/**
 * The answers, given or not, for which a service is certain, as far as they differ from the present ones in at most
 * `limit` questions. Of those that differ in `limit` questions some may be left out that come after others that are not, in
 * the order of the questions that differ. Like `explore`, it follows answers that the pack does not tell apart together; unlike it, it changes
 * them on the way. Where an unanswered question leaves the walk open, every way on must lead to the service.
 *
 * @param mode `all` is exact. `any` stops at the first answers found that give every question on their walk.
 * @returns null if the budget ended first
 */
export function winningRegions(
  compiled: Compiled,
  known: Known,
  policy: Policy,
  service: string,
  limit: number,
  budget: Budget,
  mode: 'all' | 'any' = 'all',
): Found | null {
  const { questions, nodes, leaves } = compiled;
  const absent = questions.map(({ cells }) => 1n << BigInt(cells.count));
  const present = questions.map(({ index }) => known.box.get(index) ?? (absent[index] as CellSet));
  const conditional = conditionalQuestions(compiled);
  const regions: Region[] = [];
  let complete = true;
  const everything = questions.map(({ index, cells }) => cells.all | (present[index] as CellSet));
  const unasked = questions.map(() => 0n);
  let first: readonly number[] | null = null;
  visit(compiled.pack.root, { sets: everything, cost: 0 }, unasked, (region) => {
    regions.push(region);
    if (region.cost === limit) first = questions.flatMap(({ index }) => (isChanged(region, index) ? [index] : []));
  });
  return budget.left < 0 ? null : { regions, complete };

  /** Follows a node: where its question is answered, and where it is left to the rules. */
  function visit(id: string, region: Region, walked: Walked, won: Won): void {
    const node = nodes.get(id);
    if (!node) choose(leaves.get(id) as CompiledLeaf, 0, 0, region, walked, won);
    else if (walked[node.question] !== 0n) descend(node, 0, region, walked, won);
    else {
      const question = questions[node.question] as CompiledQuestion;
      const no = absent[node.question] as CellSet;
      const open = ((region.sets[node.question] as CellSet) & no) !== 0n && mode === 'all';
      const same = open ? sameAsAbsent(question) : 0n;
      const given = narrow(region, node.question, ~no & ~same);
      if (given) descend(node, 0, given, walked, won);
      const left = open ? narrow(region, node.question, no | same) : null;
      if (left) fill(question, left, walked, won, (part, then, on) => isOpenTo(node, then) && descend(node, 0, part, then, on));
    }
  }

  /** Whether the service can be reached by every way on from a node whose question is unanswered. */
  function isOpenTo(node: CompiledNode, walked: Walked): boolean {
    let left = walked[node.question] as CellSet;
    const leads = node.branches.every(({ cells, to }) => {
      const arriving = left & cells;
      left &= ~cells;
      return arriving === 0n || reach(compiled, to).has(service);
    });
    return leads && left === 0n;
  }

  function descend(node: CompiledNode, index: number, region: Region, walked: Walked, won: Won): void {
    const branch = node.branches[index];
    if (!branch) return;
    const clause = { question: node.question, cells: branch.cells };
    const inside: Follow = (part, then, on) => reach(compiled, branch.to).has(service) && visit(branch.to, part, then, on);
    test(clause, region, walked, won, inside, (part, then, on) => descend(node, index + 1, part, then, on));
  }

  /** Settles a question that is not answered, as the assumptions and defaults say; else it may be anything. */
  function fill(question: CompiledQuestion, region: Region, walked: Walked, won: Won, then: Follow): void {
    const rules = rulesFor(question);
    ruleFrom(0, region, walked, won);

    function ruleFrom(index: number, part: Region, at: Walked, on: Won): void {
      const rule = rules[index];
      if (!rule) {
        then(part, at.with(question.index, question.cells.all), on);
        return;
      }
      const value = 1n << BigInt(cellOf(question.cells, rule.value));
      const holds: Follow = (inside, after, next) => then(inside, after.with(question.index, value), next);
      testAll(rule.when, 0, part, at, on, holds, (outside, after, next) => ruleFrom(index + 1, outside, after, next));
    }
  }

  /** Tries a leaf's options in order, each until one of its contradictions is met. */
  function choose(leaf: CompiledLeaf, option: number, fact: number, region: Region, walked: Walked, won: Won): void {
    const { options } = leaf;
    const tried = options[option];
    const stays = options[0]?.service.id === service;
    const wins = tried ? tried.service.id === service : stays;
    const held = tried?.contradictions[fact];
    if (!held) {
      if (wins) won(region);
    } else if (stays || wins || options.some((later, index) => index > option && later.service.id === service)) {
      const next: Follow = (part, then, on) => choose(leaf, option + 1, 0, part, then, on);
      test(held, region, walked, won, next, (part, then, on) => choose(leaf, option, fact + 1, part, then, on));
    }
  }

  function testAll(
    clauses: readonly Clause[],
    index: number,
    region: Region,
    walked: Walked,
    won: Won,
    holds: Follow,
    fails: Follow,
  ): void {
    const clause = clauses[index];
    if (!clause) holds(region, walked, won);
    else test(clause, region, walked, won, (part, then, on) => testAll(clauses, index + 1, part, then, on, holds, fails), fails);
  }

  /** Parts the answers for which a clause holds from those for which it does not; an unanswered question may do both. */
  function test(clause: Clause, region: Region, walked: Walked, won: Won, inside: Follow, outside: Follow): void {
    if (--budget.left < 0 || (mode === 'any' && regions.length > 0)) return;
    const { question, cells } = clause;
    const no = absent[question] as CellSet;
    const may = walked[question] as CellSet;
    const held = may & cells;
    const both = held !== 0n && held !== may;
    const within = narrow(region, question, held !== 0n && !both ? cells | no : cells);
    if (within) inside(within, walked, won);
    const beyond = narrow(region, question, held === 0n ? ~cells : ~cells & ~no);
    if (beyond) outside(beyond, walked, won);
    const left = both ? narrow(region, question, no) : null;
    if (!left) return;
    const rest = walked.with(question, may & ~cells);
    inside(left, walked.with(question, held), (part) => outside(part, rest, won));
  }

  /** The part of a region in which an answer lies in a set; null if there is none, or none that costs little enough. */
  function narrow(region: Region, question: number, set: CellSet): Region | null {
    const before = region.sets[question] as CellSet;
    const after = before & set;
    if (after === before) return region;
    if (after === 0n) return null;
    const now = present[question] as CellSet;
    const cost = region.cost + ((before & now) !== 0n && (after & now) === 0n ? 1 : 0);
    if (cost > limit) {
      complete = false;
      return null;
    }
    const narrowed = { sets: region.sets.with(question, after), cost };
    // With nothing left to change it is known which questions change.
    return cost === limit && cost > region.cost && isBehind(narrowed) ? null : narrowed;
  }

  /** Whether what a region changes comes after what one that was found changes, so that it is of no interest any more. */
  function isBehind(region: Region): boolean {
    if (!first) return false;
    let at = 0;
    for (let question = 0; question < region.sets.length; question++) {
      if (!isChanged(region, question)) continue;
      if (question !== first[at]) return question > (first[at] as number);
      at++;
    }
    return false;
  }

  function isChanged({ sets }: Region, question: number): boolean {
    return ((sets[question] as CellSet) & (present[question] as CellSet)) === 0n;
  }

  function rulesFor(question: CompiledQuestion): readonly CompiledValue[] {
    const assumed = policy.assume && !known.unknown.has(question.index) ? question.assume : [];
    return policy.defaults ? [...assumed, ...question.default] : assumed;
  }

  /** The answer that makes no difference to giving none, as it is what the rules take anyway and nothing else looks at it. */
  function sameAsAbsent(question: CompiledQuestion): CellSet {
    const [rule] = rulesFor(question);
    if (!rule || rule.when.length > 0 || conditional.has(question.index)) return 0n;
    return 1n << BigInt(cellOf(question.cells, rule.value));
  }
}

const conditionals = new WeakMap<Compiled, ReadonlySet<number>>();

/** The questions that what is assumed of others, or their defaults, depends on. */
function conditionalQuestions(compiled: Compiled): ReadonlySet<number> {
  const known = conditionals.get(compiled);
  if (known) return known;
  const rules = compiled.questions.flatMap((question) => [...question.assume, ...question.default]);
  const found = new Set(rules.flatMap(({ when }) => when.map((clause) => clause.question)));
  conditionals.set(compiled, found);
  return found;
}
