import type { Box } from '../../engine/box.ts';
import { ABSENT, type CellSet, indexesOf } from '../../engine/cells.ts';
import type { CompiledNode } from '../../engine/compile.ts';
import { explore, type Visitor } from '../../engine/explore.ts';
import type { Witness } from '../../model/lint-result.ts';
import { type ProofContext, withCells } from './context.ts';

import { endsAt, makesDifference } from './difference.ts';

/** Proves what must hold of a node, given all that arrives at it. */
export function proveNode(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): void {
  const { question } = node;
  let values = 0;
  for (const box of arrivals) values |= box[question] ?? 0;
  if (isSettled(node, values)) {
    const witness = show(context, arrivals, question, values);
    context.report('settled-question', `nodes.${node.id}.ask`, namesOf(context, node), witness);
    return;
  }
  proveBranches(context, node, arrivals, values & ~ABSENT);
  proveDifference(context, node, arrivals);
}

/** Whether everybody who arrives has been asked the question before, and takes the same branch. */
function isSettled({ branches }: CompiledNode, values: CellSet): boolean {
  if (values & ABSENT) return false;
  const branch = branches.find(({ cells }) => cells & values);
  return branch !== undefined && (values & ~branch.cells) === 0;
}

function namesOf(context: ProofContext, { id, question }: CompiledNode): { readonly node: string; readonly question: string } {
  return { node: id, question: context.questionId(question) };
}

/** No value without a branch or with two of them, and no branch, and no value of a branch, that nothing takes. */
function proveBranches(context: ProofContext, node: CompiledNode, arrivals: readonly Box[], values: CellSet): void {
  const { question, id } = node;
  const names = namesOf(context, node);
  const shown = (cells: CellSet): Witness | null => show(context, arrivals, question, cells);
  let left = values;
  for (const [branch, { cells }] of node.branches.entries()) {
    const path = `nodes.${id}.branches.${branch}.when`;
    const own = left & cells;
    left &= ~cells;
    if (!own) {
      const reason = !cells ? 'empty' : values & cells ? 'taken' : 'settled';
      const witness =
        reason === 'taken' ? shown(values & cells) : reason === 'settled' ? without(context, node, arrivals, cells) : null;
      context.report('dead-branch', path, { ...names, reason }, witness);
      continue;
    }
    const twice = values & cells & ~own;
    if (twice) {
      const first = node.branches.findIndex((earlier) => earlier.cells & twice);
      const args = { ...names, values: context.words(question, twice), first: first + 1 };
      context.report('overlap', path, args, shown(twice));
    }
    const never = cells & ~values;
    if (never && context.compiled.questions[question]?.cells.indexOf) {
      const witness = without(context, node, arrivals, never);
      context.report('dead-value', path, { ...names, values: context.words(question, never) }, witness);
    }
  }
  if (left) {
    context.report('gap', `nodes.${id}.ask`, { ...names, values: context.words(question, left) }, shown(left));
  }
}

/** Answers that arrive with some of the values of a question. */
function show(context: ProofContext, arrivals: readonly Box[], question: number, values: CellSet): Witness | null {
  for (const box of arrivals) {
    const cells = (box[question] ?? 0) & values & ~ABSENT;
    if (cells) return context.witness(withCells(box, question, cells & -cells));
  }
  return null;
}

/** Answers that reach a node but for a value that never arrives there: deciding them shows where they go instead. */
function without(context: ProofContext, { question }: CompiledNode, [box]: readonly Box[], cells: CellSet): Witness | null {
  return box ? context.witness(withCells(box, question, cells & -cells)) : null;
}

/** Some answer to the question makes a difference, whatever else is answered. */
function proveDifference(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): void {
  const { compiled } = context;
  const differs = makesDifference(context, arrivals, node.question, ~ABSENT, (box, then) => {
    const visitor: Visitor = {
      leaf: (leaf, arrived) => endsAt(context, leaf, arrived, then),
      gap: (_, arrived) => then({ box: [...arrived], key: 'gap' }),
      node: () => context.step(),
    };
    explore(compiled, { box, unknown: new Set() }, null, visitor, node.id);
  });
  if (!differs) {
    const witness = compared(context, node, arrivals);
    context.report('idle-question', `nodes.${node.id}.ask`, namesOf(context, node), witness);
  }
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
