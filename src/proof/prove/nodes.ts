import { type CellSet, indexesOf } from '../../engine/cells.ts';
import type { Arrival, Exactness } from './arrivals.ts';
import { telling } from './canonical-functions.ts';
import type { Ledger } from './context.ts';
import type { Witness } from './defect.ts';
import { differenceAt } from './differ.ts';
import type { Sets, Vertex } from './space.ts';

/** Proves what must hold of a node, given all that arrives at it. */
export function proveNode(ledger: Ledger, vertex: Vertex, arrivals: readonly Arrival[], exactness: Exactness): void {
  const { question } = vertex;
  const values = arriving(ledger, vertex, arrivals, exactness);
  // The bit for absent is in no branch: whoever has not been asked yet settles nothing.
  const settled = settledBranch(vertex, values);
  if (settled !== null) {
    const witness = ledger.witness(vertex, ledger.only(question, values));
    ledger.tell({ kind: 'settled-question', node: vertex.id, question: ledger.question(question), branch: settled, witness });
  } else {
    proveBranches(ledger, vertex, values & (ledger.space.all[question] as CellSet));
    proveDifference(ledger, vertex, arrivals, exactness);
  }
}

/** The values of its question that arrive; with the bit for absent, if some arrive without an answer to it. */
function arriving(ledger: Ledger, vertex: Vertex, arrivals: readonly Arrival[], exactness: Exactness): CellSet {
  const { question } = vertex;
  let values = 0n;
  for (const { sets } of arrivals) values |= sets[question] as CellSet;
  // Only values that were settled above may have been put together with what they do not arrive with.
  if (exactness !== 'loose') return values;
  for (const cell of indexesOf(values)) {
    const way = ledger.way(vertex, ledger.only(question, 1n << BigInt(cell)));
    if (way === undefined) ledger.giveUp('node', vertex.id);
    if (way === null) values &= ~(1n << BigInt(cell));
  }
  return values;
}

/** The one branch that is left, where everybody who arrives has been asked the question before. */
function settledBranch({ taken }: Vertex, values: CellSet): number | null {
  const branch = taken.findIndex((cells) => (cells & values) !== 0n);
  return branch >= 0 && (values & ~(taken[branch] as CellSet)) === 0n ? branch : null;
}

/** No value without a branch or with two of them, and no branch, and no value of a branch, that nothing takes. */
function proveBranches(ledger: Ledger, vertex: Vertex, values: CellSet): void {
  const { question, id: node } = vertex;
  const name = ledger.question(question);
  const branches = vertex.node?.branches ?? [];
  const show = (cells: CellSet): Witness | null => ledger.witness(vertex, ledger.only(question, cells & -cells));
  let left = values;
  branches.forEach(({ cells }, branch) => {
    const own = values & (vertex.taken[branch] as CellSet);
    left &= ~own;
    if (!own) {
      const reason = !cells ? 'empty' : values & cells ? 'taken' : 'settled';
      const witness = reason === 'taken' ? show(values & cells) : reason === 'settled' ? without(ledger, vertex, cells) : null;
      ledger.tell({ kind: 'dead-branch', node, question: name, branch, reason, witness });
      return;
    }
    const twice = values & cells & ~own;
    const first = branches.findIndex((earlier, index) => index < branch && (earlier.cells & twice) !== 0n);
    if (twice) {
      ledger.tell({
        kind: 'overlap',
        node,
        question: name,
        first,
        branch,
        values: ledger.words(question, twice),
        witness: show(twice),
      });
    }
    const never = cells & ~values;
    if (never && ledger.cells(question).indexOf) {
      const witness = without(ledger, vertex, never);
      ledger.tell({ kind: 'dead-value', node, question: name, branch, values: ledger.words(question, never), witness });
    }
  });
  if (left) ledger.tell({ kind: 'gap', node, question: name, values: ledger.words(question, left), witness: show(left) });
}

/** Answers that come to a node but for a value that never arrives there: deciding them shows where they go instead. */
function without(ledger: Ledger, vertex: Vertex, cells: CellSet): Witness | null {
  const way = ledger.way(vertex, ledger.space.full);
  return way ? { documents: [ledger.document(way.sets.with(vertex.question, cells & -cells))] } : null;
}

/** Some answer to the question makes a difference, whatever else is answered. */
function proveDifference(ledger: Ledger, vertex: Vertex, arrivals: readonly Arrival[], exactness: Exactness): void {
  let unsure = false;
  // What arrives by one way is held against itself, and then against what arrives by another one.
  for (let distance = 0; distance < arrivals.length; distance++) {
    for (let at = 0; at + distance < arrivals.length; at++) {
      const found = differs(ledger, vertex, (arrivals[at] as Arrival).sets, (arrivals[at + distance] as Arrival).sets, exactness);
      if (found) return;
      if (found === undefined) unsure = true;
    }
  }
  if (unsure) ledger.giveUp('question', vertex.id);
  else {
    const witness = compared(ledger, vertex, arrivals);
    ledger.tell({ kind: 'idle-question', node: vertex.id, question: ledger.question(vertex.question), witness });
  }
}

/**
 * Whether an answer makes a difference between what arrives and what else arrives with the same other answers; undefined:
 * it could not be found out.
 */
function differs(ledger: Ledger, vertex: Vertex, some: Sets, others: Sets, exactness: Exactness): boolean | undefined {
  const { space, canon } = ledger;
  const { question } = vertex;
  const sets = some === others ? some : shared(some, others, question);
  if (!sets) return false;
  const valuesOf = (of: Sets): CellSet[] =>
    telling(space, canon, vertex.index, (of[question] as CellSet) & (space.all[question] as CellSet));
  let unsure = false;
  for (const [from, to] of pairs(valuesOf(some), valuesOf(others))) {
    const found = ledger.attempt(
      (budget) => differenceAt(space, canon, vertex, sets, { question, from, to }, budget),
      () => undefined,
    );
    if (found && exactness === 'exact') return true;
    if (found) {
      const way = ledger.way(vertex, found.with(question, from));
      if (way && ledger.way(vertex, way.sets.with(question, to))) return true;
    }
    if (found !== null) unsure = true;
  }
  return unsure ? undefined : false;
}

/** What two sets of answers share, but for one question; null: nothing. */
function shared(some: Sets, others: Sets, except: number): Sets | null {
  const both = some.map((cells, question) => (question === except ? cells : cells & (others[question] as CellSet)));
  return both.includes(0n) ? null : both;
}

/** Each value with each other one, those next to each other first. */
function* pairs(some: readonly CellSet[], others: readonly CellSet[]): Generator<readonly [CellSet, CellSet]> {
  for (let distance = 0; distance < Math.max(some.length, others.length); distance++) {
    for (const [at, from] of some.entries()) {
      const to = others[at + distance];
      const back = distance === 0 ? undefined : others[at - distance];
      if (to !== undefined && to !== from) yield [from, to];
      if (back !== undefined && back !== from) yield [from, back];
    }
  }
}

/** Two sets of answers that differ in the node's question alone, and come to the same. */
function compared(ledger: Ledger, vertex: Vertex, arrivals: readonly Arrival[]): Witness | null {
  const { question } = vertex;
  for (const { sets } of arrivals) {
    const way = ledger.way(vertex, sets);
    const values = way ? (way.sets[question] as CellSet) & (ledger.space.all[question] as CellSet) : 0n;
    if (!way || !values) continue;
    const branchOf = (cell: bigint): number => vertex.taken.findIndex((taken) => (taken & cell) !== 0n);
    const first = values & -values;
    const others = indexesOf(values & ~first).map((cell) => 1n << BigInt(cell));
    // Another branch shows more than another value of the same one.
    const other = others.find((cell) => branchOf(cell) !== branchOf(first)) ?? others[0];
    const one = ledger.document(way.sets.with(question, first));
    if (other === undefined) return { documents: [one] };
    return { documents: completed(one, ledger.document(way.sets.with(question, other)), ledger.question(question)) };
  }
  return null;
}

type Answers = ReturnType<Ledger['document']>;

/** The same answers to all other questions in both. */
function completed(one: Answers, other: Answers, question: string): Answers[] {
  const rest = { ...other, ...one };
  return [one, other].map((document) => ({ ...rest, [question]: document[question] as string | number }));
}
