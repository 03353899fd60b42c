import { type Box, overlap } from '../../engine/box.ts';
import { ABSENT, type CellSet, indexesOf } from '../../engine/cells.ts';
import type { CompiledNode } from '../../engine/compile.ts';
import { explore, type Visitor } from '../../engine/explore.ts';
import { type ProofContext, withCells } from './context.ts';
import type { Witness } from './defect.ts';
import { differenceOf, type End, endsAt } from './difference.ts';
import { samplesOf } from './samples.ts';

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
  let differs = false;
  const done = context.attempt(() => {
    differs = someDiffer(context, node, arrivals);
  });
  if (!done) context.giveUp('question', node.id);
  else if (!differs) {
    const witness = compared(context, node, arrivals);
    context.report('idle-question', `nodes.${node.id}.ask`, namesOf(context, node), witness);
  }
}

/** Answers that arrive at a node and take one of its branches. */
interface Taking {
  readonly box: Box;
  /** Null: there is no branch for them. */
  readonly to: string | null;
}

function someDiffer(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): boolean {
  const { question } = node;
  if (samplesDiffer(context, node, arrivals)) return true;
  const all = arrivals.flatMap((box) => takingsOf(node, box));
  return context.search((stop) => {
    // Where different branches lead is most likely to differ; what one branch leads to may differ as well.
    for (let distance = 1; distance <= all.length; distance++) {
      for (const [index, one] of all.entries()) {
        const other = distance === all.length ? one : all[index + distance];
        if (other) compareBelow(context, one, other, question, stop);
      }
    }
  });
}

/** Whether single answers, all but the node's being the same, lead to something else. */
function samplesDiffer(context: ProofContext, node: CompiledNode, arrivals: readonly Box[]): boolean {
  const { question } = node;
  for (const sample of samplesOf(context.compiled, arrivals)) {
    const arrived = arrivals.filter((box) => overlap(box, sample, question)).reduce((set, box) => set | (box[question] ?? 0), 0);
    const ends: End[] = [];
    for (const cell of indexesOf(arrived & ~ABSENT)) {
      const [taking] = takingsOf(node, withCells(sample, question, 1 << cell));
      if (taking) endsBelow(context, taking, (end) => ends.push(end));
    }
    const [first, ...others] = ends;
    if (first && others.some((other) => differenceOf(context, first, other, question) !== null)) return true;
  }
  return false;
}

function takingsOf({ question, branches }: CompiledNode, arrival: Box): Taking[] {
  let left = (arrival[question] ?? 0) & ~ABSENT;
  const takings: Taking[] = [];
  for (const { cells, to } of branches) {
    if (left & cells) takings.push({ box: withCells(arrival, question, left & cells), to });
    left &= ~cells;
  }
  if (left) takings.push({ box: withCells(arrival, question, left), to: null });
  return takings;
}

/** Looks for ends below one branch and below another that differ for the same answers, but to one question. */
function compareBelow(context: ProofContext, one: Taking, other: Taking, question: number, onDifference: () => void): void {
  endsBelow(context, one, (end) => {
    const box = end.box.map((cells, index) => (index === question ? (other.box[index] ?? 0) : cells & (other.box[index] ?? 0)));
    if (box.includes(0)) return;
    endsBelow(context, { box, to: other.to }, (second) => {
      if (differenceOf(context, end, second, question)) onDifference();
    });
  });
}

function endsBelow(context: ProofContext, { box, to }: Taking, then: (end: End) => void): void {
  context.step();
  if (to === null) {
    then({ box, option: null, unmet: false });
    return;
  }
  const visitor: Visitor = {
    leaf: (leaf, arrived) => endsAt(context, leaf, arrived, then),
    gap: (_, arrived) => then({ box: [...arrived], option: null, unmet: false }),
  };
  explore(context.compiled, { box, unknown: new Set() }, null, visitor, to);
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
