import type { Answer, Answers, Policy, Step } from '../model/decision.ts';
import { BadInput, finding } from '../model/finding.ts';
import type { Pack, Value } from '../model/pack.ts';
import { type Box, type Divisible, divisible } from './box.ts';
import { ABSENT, bitOf, type CellSet, cellOf, valueIn } from './cells.ts';
import type {
  Compiled,
  CompiledBranch,
  CompiledDerived,
  CompiledLeaf,
  CompiledNode,
  CompiledQuestion,
  CompiledValue,
} from './compiled.ts';
import { computed } from './formula.ts';

/** Answers that are possible together, in the form that the engine works on. */
export interface AnswerSpace {
  /** By question and derived quantity. */
  readonly box: Box;
  /** Questions that were expressly answered `unknown`: assumptions do not apply to them. */
  readonly unknown: ReadonlySet<number>;
}

/** Given answers, with their values by question; null: none. */
export interface Known extends AnswerSpace {
  readonly values: readonly (Value | null)[];
}

/** Answers as a box; answers to unknown questions are ignored. */
export function knownOf(compiled: Compiled, answers: Answers): Known {
  const box = emptyBox(compiled);
  const unknown = new Set<number>();
  const values = compiled.questions.map((): Value | null => null);
  for (const { id, index, cells } of compiled.questions) {
    const value = answers[id]?.value;
    if (value === null) unknown.add(index);
    if (value === null || value === undefined || cellOf(cells, value) < 0) continue;
    box[index] = bitOf(cellOf(cells, value));
    values[index] = value;
  }
  derive(compiled, box, values);
  return { box, unknown, values };
}

export function emptyBox({ dimensions }: Compiled): CellSet[] {
  return dimensions.map(() => ABSENT);
}

/** All possible answers, "no answer" included. */
export function anything({ dimensions }: Compiled): AnswerSpace {
  return { box: dimensions.map(({ all }) => all | ABSENT), unknown: new Set() };
}

/** The same answers with one replaced. */
export function answeredWith(compiled: Compiled, { box, unknown, values }: Known, question: number, value: Value): Known {
  const changed = [...box];
  const given = [...values];
  const cells = compiled.dimensions[question];
  changed[question] = cells ? bitOf(cellOf(cells, value)) : ABSENT;
  given[question] = value;
  derive(compiled, changed, given);
  return { box: changed, unknown, values: given };
}

/** The same answers with one replaced by some value of a cell. */
export function answered(compiled: Compiled, known: Known, { index, cells }: CompiledQuestion, cell: number): Known {
  return answeredWith(compiled, known, index, valueIn(cells, cell));
}

/** Updates the derived quantities of a box: each is known if all its inputs are. */
export function derive({ derived }: Compiled, box: CellSet[], values: readonly (Value | null)[]): void {
  for (const each of derived) {
    const value = derivedValue(each, values);
    box[each.index] = value === null ? ABSENT : bitOf(cellOf(each.cells, value));
  }
}

/** The value of a derived quantity; null if an input is missing. */
export function derivedValue({ inputs, derived }: CompiledDerived, values: readonly (Value | null)[]): number | null {
  const numbers: number[] = [];
  for (const index of inputs) {
    const value = values[index];
    if (typeof value !== 'number') return null;
    numbers.push(value);
  }
  return computed(derived, numbers);
}

export interface PathStep {
  readonly node: CompiledNode;
  readonly branch: CompiledBranch;
  readonly filled: CompiledValue | null;
}

/** The branches of a path as steps; `answerAt`: the answer in force where a node asks. */
export function stepsOf(
  path: readonly PathStep[],
  answerAt: (node: CompiledNode) => Pick<Answer, 'value' | 'from'> | undefined,
): Step[] {
  return path.flatMap(({ node, branch: { because } }): Step[] => {
    const { id, ask, layer } = node;
    const { value = null, from } = answerAt(node) ?? {};
    return value === null || !from ? [] : [{ node: id, question: ask, answer: value, from, because, layer }];
  });
}

/** Called back by a walk. Boxes are only valid during the call. */
export interface Visitor {
  /** A leaf, and the answers that reach it, as a box and to be split. */
  leaf(leaf: CompiledLeaf, box: CellSet[], answers: Divisible): void;
  /** A node, and the answers that have no branch there; a pack that passes lint has none. */
  gap?(node: CompiledNode, box: Box, filled: CompiledValue | null): void;
  /** A question that the walk asks and nothing answers, in the order of the walk. */
  open?(question: number, box: Box): void;
  /** A node, and the answers that arrive there. */
  node?(node: CompiledNode, box: Box): void;
  /** A branch is entered, and left again; `certain`: no question above it is open. */
  enter?(node: CompiledNode, branch: CompiledBranch, filled: CompiledValue | null, certain: boolean): void;
  leave?(): void;
}

/** The most nodes and leaves that a decision visits; a proof of the rules has steps for as many. */
const MAX_VISITS = 100_000;

/**
 * Walks the tree with all possible answers to open questions at once, without enumerating them: `leaf` is called once for
 * each reachable leaf and each box of answers that reaches it. Only searches for other answers and comparisons of two trees walk
 * otherwise. Without a policy, an asked question must have an answer; where it has none the walk ends.
 * With one, throws BadInput if the tree has too many paths.
 */
export function explore(
  compiled: Compiled,
  known: AnswerSpace,
  policy: Policy | null,
  visitor: Visitor,
  from = compiled.pack.root,
): void {
  const { nodes, leaves, questions } = compiled;
  const box = [...known.box];
  const answers = divisible(box);
  /** The number of open questions above the current node. */
  let open = 0;
  /** A proof counts its own steps. */
  let left = policy ? MAX_VISITS : Infinity;
  visit(from);

  function visit(id: string): void {
    if (--left < 0) throw new BadInput([finding('too-many-paths', null, { limit: MAX_VISITS })]);
    const node = nodes.get(id);
    if (!node) {
      const leaf = leaves.get(id);
      if (leaf) visitor.leaf(leaf, box, answers);
      return;
    }
    const { question } = node;
    visitor.node?.(node, box);
    const has = box[question] ?? ABSENT;
    if ((has & ABSENT) === 0) {
      descend(node, null);
      return;
    }
    if (has !== ABSENT) {
      box[question] = has & ~ABSENT;
      descend(node, null);
    }
    box[question] = ABSENT;
    if (policy) fill(node, rulesFor(questions[question], known.unknown, policy), 0);
    box[question] = has;
  }

  /** Fills in an unanswered question by an assumption or a default; else it is open and may have any value. */
  function fill(node: CompiledNode, rules: readonly CompiledValue[], first: number): void {
    for (let index = first; index < rules.length; index++) {
      const rule = rules[index] as CompiledValue;
      const settled = answers.settled(rule.when);
      if (settled === false) continue;
      if (settled === true) fillWith(node, rule.cells, rule);
      else answers.divide(rule.when, (holds) => (holds ? fillWith(node, rule.cells, rule) : fill(node, rules, index + 1)));
      return;
    }
    visitor.open?.(node.question, box);
    fillWith(node, questions[node.question]?.cells.all ?? 0, null);
  }

  function fillWith(node: CompiledNode, cells: CellSet, rule: CompiledValue | null): void {
    if (!rule) open++;
    box[node.question] = cells;
    descend(node, rule);
    box[node.question] = ABSENT;
    if (!rule) open--;
  }

  function descend(node: CompiledNode, filled: CompiledValue | null): void {
    const { question, branches } = node;
    const has = box[question] ?? 0;
    let left = has;
    for (let index = 0; index < branches.length && left !== 0; index++) {
      const branch = branches[index] as CompiledBranch;
      const arriving = left & branch.cells;
      if (arriving === 0) continue;
      left &= ~arriving;
      box[question] = arriving;
      visitor.enter?.(node, branch, filled, open === 0);
      visit(branch.to);
      visitor.leave?.();
    }
    if (left !== 0) {
      box[question] = left;
      visitor.gap?.(node, box, filled);
    }
    box[question] = has;
  }
}

/**
 * The values that fill in a missing answer, if their condition holds. With defaults, what other answers suggest comes before
 * what is usual, and that before what is always safe.
 */
export function rulesFor(
  question: CompiledQuestion | undefined,
  unknown: ReadonlySet<number>,
  { assume, defaults }: Policy,
): readonly CompiledValue[] {
  if (!question) return [];
  const assumed = assume && !unknown.has(question.index) ? question.assume : [];
  if (!defaults || (defaults === 'unknown' && !unknown.has(question.index))) return assumed;
  const hasDefault = question.question.default.length > 0;
  const suggested = hasDefault ? assumed.filter(({ when }) => when.length > 0) : assumed;
  return [...suggested, ...question.default, ...assumed];
}

/** A node or leaf and everything below it, each once, in depth-first order. */
export function placesBelow({ nodes }: Pack, from: string): string[] {
  const places = new Set<string>();
  visit(from);
  return [...places];

  function visit(id: string): void {
    if (places.has(id)) return;
    places.add(id);
    for (const { to } of nodes[id]?.branches ?? []) visit(to);
  }
}
