import type { Step } from '../../model/decision.ts';
import { valueIn } from '../cells.ts';
import type { CompiledNode, CompiledQuestion } from '../compile.ts';
import type { FastNode, Filling, Tables } from './tables.ts';

/** A node as one walk reaches it: the tree unfolds into places as walks come by, and each place knows its path. */
export interface Place {
  readonly node: FastNode;
  /** The question that its node asks; -1 at a leaf. */
  readonly question: number;
  /** The places that follow on a given answer, by cell, and on what fills the question, by filling. */
  readonly next: (Place | null)[];
  readonly filled: (Place | null)[];
  /** The steps that lead here; a given number stands for all in its cell, as the lowest of them. */
  readonly path: readonly Step[];
  /** Those of the steps whose answers are numbers that were given. */
  readonly numbers: readonly number[];
}

export function placeAt(node: FastNode, path: readonly Step[] = [], numbers: readonly number[] = []): Place {
  const next = Array.from(node.branchOf, () => null);
  return { node, question: node.question, next, filled: [], path, numbers };
}

/** The place that an answer leads to; null where the node has no branch for it. */
export function follow(
  { compiled }: Tables,
  { node, path, numbers }: Place,
  cell: number,
  filling: Filling | null,
): Place | null {
  const branch = node.branchOf[cell] as number;
  if (branch < 0) return null;
  const { id, branches, layer } = node.node as CompiledNode;
  const { question, cells } = compiled.questions[node.question] as CompiledQuestion;
  const step: Step = {
    node: id,
    question: question.id,
    answer: filling ? filling.value : valueIn(cells, cell),
    from: filling?.from ?? 'file',
    because: (branches[branch] as CompiledNode['branches'][number]).because,
    layer,
  };
  const given = question.type === 'number' && !filling ? [path.length] : [];
  return placeAt(node.to(branch), [...path, step], [...numbers, ...given]);
}
