import type { Box } from '../../engine/box.ts';
import { ABSENT, type CellSet, indexesOf } from '../../engine/cells.ts';
import type { CompiledNode } from '../../engine/compile.ts';
import { explore, type Visitor } from '../../engine/explore.ts';
import { type ProofContext, withCells } from './context.ts';
import type { Witness } from './defect.ts';
import { differenceOf, type End, endsAt } from './difference.ts';

/** Proves what must hold of a node, given all that arrives at it. */
export function proveNode(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): void {
  const { question } = node;
  let values = 0;
  for (const box of arrivals) values |= box[question] ?? 0;
  const settled = settledBranch(node, values);
  if (settled >= 0) {
    const witness = show(context, arrivals, question, values);
    context.report({ kind: 'settled-question', node: node.id, question: context.questionId(question), branch: settled, witness });
    return;
  }
  proveBranches(context, node, arrivals, values & ~ABSENT);
  proveDifference(context, node, arrivals);
}

/** The one branch that is left, where everybody who arrives has been asked the question before; -1: there are more. */
function settledBranch({ branches }: CompiledNode, values: CellSet): number {
  if (values & ABSENT) return -1;
  const branch = branches.findIndex(({ cells }) => cells & values);
  return branch >= 0 && (values & ~(branches[branch]?.cells ?? 0)) === 0 ? branch : -1;
}

/** No value without a branch or with two of them, and no branch, and no value of a branch, that nothing takes. */
function proveBranches(context: ProofContext, node: CompiledNode, arrivals: readonly Box[], values: CellSet): void {
  const { question, id } = node;
  const name = context.questionId(question);
  const shown = (cells: CellSet): Witness | null => show(context, arrivals, question, cells);
  let left = values;
  for (const [branch, { cells }] of node.branches.entries()) {
    const own = left & cells;
    left &= ~cells;
    if (!own) {
      const reason = !cells ? 'empty' : values & cells ? 'taken' : 'settled';
      const witness =
        reason === 'taken' ? shown(values & cells) : reason === 'settled' ? without(context, node, arrivals, cells) : null;
      context.report({ kind: 'dead-branch', node: id, question: name, branch, reason, witness });
      continue;
    }
    const twice = values & cells & ~own;
    if (twice) {
      const first = node.branches.findIndex((earlier) => earlier.cells & twice);
      const words = context.words(question, twice);
      context.report({ kind: 'overlap', node: id, question: name, first, branch, values: words, witness: shown(twice) });
    }
    const never = cells & ~values;
    if (never && context.compiled.questions[question]?.cells.indexOf) {
      const witness = without(context, node, arrivals, never);
      context.report({ kind: 'dead-value', node: id, question: name, branch, values: context.words(question, never), witness });
    }
  }
  if (left)
    context.report({ kind: 'gap', node: id, question: name, values: context.words(question, left), witness: shown(left) });
}

/** Answers that arrive with some of the values of a question. */
function show(context: ProofContext, arrivals: readonly Box[], question: number, values: CellSet): Witness | null {
  for (const box of arrivals) {
    const cells = (box[question] ?? 0) & values & ~ABSENT;
    if (cells) return context.witness(withCells(box, question, cells & -cells));
  }
  return null;
}

/** Answers that come to a node but for a value that never arrives there: deciding them shows where they go instead. */
function without(context: ProofContext, { question }: CompiledNode, [box]: readonly Box[], cells: CellSet): Witness | null {
  return box ? context.witness(withCells(box, question, cells & -cells)) : null;
}

/** Some answer to the question makes a difference, whatever else is answered. */
function proveDifference(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): void {
  let differs = false;
  const done = context.attempt(() => {
    differs = someDiffer(context, node, arrivals);
  });
  if (!done) context.giveUp('question', node.id);
  else if (!differs) {
    const witness = compared(context, node, arrivals);
    context.report({ kind: 'idle-question', node: node.id, question: context.questionId(node.question), witness });
  }
}

/** How many ends below a branch are compared before all of them are. */
const MAX_FIRST_ENDS = 30;

function someDiffer(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): boolean {
  return differAmong(context, node, arrivals, MAX_FIRST_ENDS) || differAmong(context, node, arrivals, Number.POSITIVE_INFINITY);
}

function differAmong(context: ProofContext, node: CompiledNode, arrivals: readonly Box[], most: number): boolean {
  const byBranch = node.branches.map((): End[] => []);
  const gaps: End[] = [];
  for (const arrival of arrivals) {
    const box = withCells(arrival, node.question, (arrival[node.question] ?? 0) & ~ABSENT);
    for (const [branch, { cells, to }] of node.branches.entries()) {
      const arriving = (box[node.question] ?? 0) & cells;
      if (!arriving) continue;
      endsBelow(context, to, withCells(box, node.question, arriving), byBranch[branch] ?? [], most);
      box[node.question] = (box[node.question] ?? 0) & ~cells;
    }
    if (box[node.question]) gaps.push({ box: [...box], option: null, unmet: false });
  }
  const groups = [...byBranch, gaps];
  // Where branches lead is most likely to differ; what one branch leads to may differ as well.
  for (let distance = 1; distance <= groups.length; distance++) {
    for (const [index, some] of groups.entries()) {
      const others = distance === groups.length ? some : groups[index + distance];
      if (others && differ(context, some, others, node.question)) return true;
    }
  }
  return false;
}

/** There are as many ends as are wanted. */
class Enough extends Error {}

function endsBelow(context: ProofContext, from: string, box: CellSet[], ends: End[], most: number): void {
  const add = (end: End): void => {
    ends.push(end);
    if (ends.length >= most) throw new Enough();
  };
  const visitor: Visitor = {
    leaf: (leaf, arrived) => endsAt(context, leaf, arrived, add),
    gap: (_, arrived) => add({ box: [...arrived], option: null, unmet: false }),
  };
  try {
    explore(context.compiled, { box, unknown: new Set() }, null, visitor, from);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
}

function differ(context: ProofContext, some: readonly End[], others: readonly End[], question: number): boolean {
  return some.some((one) => others.some((other) => differenceOf(context, one, other, question) !== null));
}

/** Two sets of answers that differ in the node's question alone, and lead to the same. */
function compared(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): Witness | null {
  const { question } = node;
  const box = arrivals.find((each) => (each[question] ?? 0) & ~ABSENT);
  const values = (box?.[question] ?? 0) & ~ABSENT;
  if (!box || !values) return null;
  const branchOf = (cell: CellSet): number => node.branches.findIndex(({ cells }) => cells & cell);
  const first = values & -values;
  const others = indexesOf(values & ~first).map((cell) => 1 << cell);
  // Another branch shows more than another value of the same one.
  const other = others.find((cell) => branchOf(cell) !== branchOf(first)) ?? others[0];
  const one = context.document(withCells(box, question, first));
  if (other === undefined) return { documents: [one] };
  const second = context.document(withCells(box, question, other));
  const rest = { ...second, ...one };
  const id = context.questionId(question);
  return { documents: [one, second].map((document) => ({ ...rest, [id]: document[id] ?? '' })) };
}
