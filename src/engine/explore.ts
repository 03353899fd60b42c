import type { Answers } from '../model/decision.ts';
import type { Value } from '../model/pack.ts';
import { type CellSet, cellOf } from './cells.ts';
import type { Clause, Compiled, CompiledLeaf, CompiledNode, CompiledQuestion, CompiledValue } from './compile.ts';

/**
 * What is known of the answers: for each question that has an answer, or that the walk asked, the cells that it may
 * still lie in. A question that is not in the box is unanswered and was not asked: it constrains nothing.
 */
export type Box = ReadonlyMap<number, CellSet>;

/** How absent answers are treated. */
export interface Policy {
  /** What the pack assumes holds where a question is absent. */
  readonly assume: boolean;
  /** The pack's defaults fill what is still unknown where the walk asks. */
  readonly defaults: boolean;
}

/** A leaf that some completion of the answers reaches, and the answers that reach it. */
export interface Arrival {
  readonly leaf: CompiledLeaf;
  readonly box: Box;
}

/** Answers that some completion arrives with at a node that has no branch for them; in a linted pack there are none. */
export interface Gap {
  readonly node: CompiledNode;
  readonly box: Box;
}

/** The pack leads nowhere: no completion of the answers reaches a leaf, because a node has no branch for what arrives. */
export class GapError extends Error {
  readonly node: string;
  readonly question: string;
  /** The answer that has no branch; null where it is not said which one it is. */
  readonly answer: Value | null;

  constructor(node: string, question: string, answer: Value | null = null) {
    const what = answer === null ? `an answer to ${question} that can arrive there` : `the answer ${answer} to ${question}`;
    super(`node ${node} has no branch for ${what}`);
    this.name = 'GapError';
    this.node = node;
    this.question = question;
    this.answer = answer;
  }
}

/** Given answers, as the reasoning sees them. */
export interface Known {
  readonly box: Box;
  /** Questions that were expressly answered `unknown`: nothing is assumed of them. */
  readonly unknown: ReadonlySet<number>;
}

/** Answers as a box; answers to questions that the pack does not have are left out. */
export function knownOf(compiled: Compiled, answers: Answers): Known {
  const box = new Map<number, CellSet>();
  const unknown = new Set<number>();
  for (const [id, answer] of Object.entries(answers)) {
    const index = compiled.indexOf.get(id);
    if (index === undefined) continue;
    if (answer.value === null) {
      unknown.add(index);
      continue;
    }
    const cell = cellOf((compiled.questions[index] as CompiledQuestion).cells, answer.value);
    if (cell >= 0) box.set(index, 1n << BigInt(cell));
  }
  return { box, unknown };
}

/**
 * Follows every way in which the open questions can fall, without enumerating answers: one arrival for each leaf that
 * can be reached and each box of answers that reaches it.
 *
 * @param onOpen told each asked question that is unknown, in the order that the walk meets it
 * @param onLook told each question whose answer, or lack of one, has a say in where the walks go
 * @returns the ways that reach no leaf
 */
export function explore(
  compiled: Compiled,
  known: Known,
  policy: Policy,
  onArrival: (arrival: Arrival) => void,
  onOpen: (question: number) => void = () => {},
  onLook: (question: number) => void = () => {},
): readonly Gap[] {
  const gaps: Gap[] = [];
  visit(compiled.pack.root, known.box);
  return gaps;

  function visit(id: string, box: Box): void {
    const node = compiled.nodes.get(id);
    if (!node) {
      onArrival({ leaf: compiled.leaves.get(id) as CompiledLeaf, box });
      return;
    }
    onLook(node.question);
    if (box.has(node.question)) {
      descend(node, box);
      return;
    }
    const question = compiled.questions[node.question] as CompiledQuestion;
    for (const rules of [policy.assume ? question.assume : [], policy.defaults ? question.default : []]) {
      for (const { when } of rules) for (const clause of when) onLook(clause.question);
    }
    for (const part of fill(question, box, known.unknown, policy)) {
      if (part.filled === null) onOpen(node.question);
      descend(node, part.box);
    }
  }

  function descend(node: CompiledNode, box: Box): void {
    const all = box.get(node.question) as CellSet;
    let left = all;
    for (const branch of node.branches) {
      const arriving = left & branch.cells;
      if (!arriving) continue;
      visit(branch.to, narrow(box, node.question, arriving, all));
      left &= ~branch.cells;
    }
    if (left) gaps.push({ node, box: narrow(box, node.question, left, all) });
  }
}

/** The box with a question's cells narrowed; the same box where they are not, since copying is what costs. */
export function narrow(box: Box, question: number, to: CellSet, from: CellSet): Box {
  return to === from ? box : new Map(box).set(question, to);
}

/** A box in which an absent asked question has been settled: by an assumption, by a default, or left with all its values. */
export interface Filled {
  readonly box: Box;
  readonly filled: 'assumed' | 'default' | null;
}

/** Settles an absent asked question; its assumptions and defaults may depend on answers that the box holds. */
export function fill(question: CompiledQuestion, box: Box, unknown: ReadonlySet<number>, policy: Policy): Filled[] {
  const results: Filled[] = [];
  const rules: [readonly CompiledValue[], 'assumed' | 'default'][] = [];
  if (policy.assume && !unknown.has(question.index)) rules.push([question.assume, 'assumed']);
  if (policy.defaults) rules.push([question.default, 'default']);
  let rest: Box[] = [box];
  for (const [values, filled] of rules) {
    for (const { when, value } of values) {
      const next: Box[] = [];
      for (const part of rest) {
        const { inside, outside } = split(part, when);
        const cell = cellOf(question.cells, value);
        if (inside) results.push({ box: new Map(inside).set(question.index, 1n << BigInt(cell)), filled });
        next.push(...outside);
      }
      rest = next;
    }
  }
  for (const part of rest) results.push({ box: new Map(part).set(question.index, question.cells.all), filled: null });
  return results;
}

/** The part of a box in which a condition holds, and the parts in which it does not; together they are the box. */
export function split(box: Box, when: readonly Clause[]): { inside: Box | null; outside: Box[] } {
  const outside: Box[] = [];
  let inside: Box = box;
  for (const { question, cells } of when) {
    const has = inside.get(question);
    if (has === undefined) return { inside: null, outside: [box] };
    const held = has & cells;
    if (held === has) continue;
    if (!held) return { inside: null, outside: [box] };
    outside.push(new Map(inside).set(question, has & ~cells));
    inside = new Map(inside).set(question, held);
  }
  return { inside, outside };
}
