import type { CellSet } from '../cells.ts';
import { cellOf } from '../cells.ts';
import type { Clause, Compiled, CompiledLeaf, CompiledNode, CompiledQuestion, CompiledValue } from '../compile.ts';
import type { CompiledOption } from '../compile-option.ts';
import type { Policy } from '../explore.ts';
import { effectsOf, merged } from '../outcome.ts';
import { type LeafBits, leafBitsOf } from './leaf-bits.ts';

/**
 * A compiled pack in machine integers: a set of cells is the bits of one integer, a list of clauses is a run of pairs
 * (question, cells). Nodes and leaves are prepared when a walk first comes by, so that a large pack costs no more than the
 * part of it that is used.
 */
export interface Tables {
  readonly compiled: Compiled;
  readonly questions: readonly FastQuestion[];
  readonly root: FastNode;
}

export interface FastQuestion {
  /** All its cells. */
  readonly all: number;
  /** What fills it where it is asked and absent, and where it is expressly unknown: the first that holds. */
  readonly absent: readonly Filling[];
  readonly unknown: readonly Filling[];
}

/** A value that is assumed, or that is the default, where its clauses hold. */
export interface Filling {
  readonly when: Int32Array;
  /** The bit of its cell. */
  readonly bit: number;
  readonly value: CompiledValue['value'];
  readonly from: 'assumed' | 'default';
  /** Numbers a question's fillings. */
  readonly index: number;
}

/** A node, or a leaf as the end of a walk. */
export interface FastNode {
  /** Null: it is a leaf. */
  readonly node: CompiledNode | null;
  readonly leaf: FastLeaf | null;
  /** The index of the question that it asks. */
  readonly question: number;
  /** The cells that each branch takes. */
  readonly cells: Int32Array;
  /** The first branch that takes a cell, or -1. */
  readonly branchOf: Int32Array;
  /** Where a branch leads. */
  readonly to: (branch: number) => FastNode;
}

export interface FastLeaf {
  readonly leaf: CompiledLeaf;
  readonly options: readonly FastOption[];
  /** Null: there are too many clauses for them. */
  readonly bits: LeafBits | null;
}

export interface FastOption {
  /** Numbers all options that were prepared. */
  readonly index: number;
  readonly leaf: CompiledLeaf;
  readonly option: CompiledOption;
  /** The index of its service. */
  readonly service: number;
  /** One clause for each question that can contradict. */
  readonly contradictions: Int32Array;
  /** For each effect the number of its clauses, and these. */
  readonly effects: Int32Array;
}

/** The bits of an integer. */
const widest = 32;

/** Prepares a pack for a policy; null where a question has more cells than an integer has bits for. */
export function tablesOf(compiled: Compiled, policy: Policy): Tables | null {
  if (compiled.questions.some(({ cells }) => cells.count > widest)) return null;
  const optionOf = optionMaker(compiled);
  const known = new Map<string, FastNode>();
  const at = (id: string): FastNode => {
    const found = known.get(id);
    if (found) return found;
    const node = compiled.nodes.get(id);
    const made = node ? nodeOf(compiled, node, at) : leafOf(compiled, compiled.leaves.get(id) as CompiledLeaf, optionOf);
    known.set(id, made);
    return made;
  };
  return {
    compiled,
    questions: compiled.questions.map((question) => questionOf(question, policy)),
    root: at(compiled.pack.root),
  };
}

function questionOf(question: CompiledQuestion, policy: Policy): FastQuestion {
  let index = 0;
  const fillings = (from: Filling['from'], values: readonly CompiledValue[]): Filling[] =>
    values.map(({ when, value }) => ({
      when: pairsOf(when),
      bit: 1 << cellOf(question.cells, value),
      value,
      from,
      index: index++,
    }));
  const assumed = policy.assume ? fillings('assumed', question.assume) : [];
  const byDefault = policy.defaults ? fillings('default', question.default) : [];
  return { all: bitsOf(question.cells.all), absent: [...assumed, ...byDefault], unknown: byDefault };
}

function nodeOf(compiled: Compiled, node: CompiledNode, at: (id: string) => FastNode): FastNode {
  const { count } = (compiled.questions[node.question] as CompiledQuestion).cells;
  const takes = (cell: number): number => node.branches.findIndex(({ cells }) => (cells >> BigInt(cell)) & 1n);
  const targets: (FastNode | null)[] = node.branches.map(() => null);
  return {
    node,
    leaf: null,
    question: node.question,
    cells: Int32Array.from(node.branches, ({ cells }) => bitsOf(cells)),
    branchOf: Int32Array.from({ length: count }, (_, cell) => takes(cell)),
    to: (branch) => {
      targets[branch] ??= at((node.branches[branch] as CompiledNode['branches'][number]).to);
      return targets[branch];
    },
  };
}

function leafOf(
  { questions }: Compiled,
  leaf: CompiledLeaf,
  optionOf: (leaf: CompiledLeaf, option: CompiledOption) => FastOption,
): FastNode {
  const none = new Int32Array(0);
  const to = (): never => {
    throw new Error(`${leaf.leaf.id} is a leaf`);
  };
  const options = leaf.options.map((option) => optionOf(leaf, option));
  const bits = leafBitsOf(
    options,
    questions.map(({ cells }) => cells.count),
  );
  return { node: null, leaf: { leaf, options, bits }, question: -1, cells: none, branchOf: none, to };
}

function optionMaker(compiled: Compiled): (leaf: CompiledLeaf, option: CompiledOption) => FastOption {
  const services = new Map(compiled.pack.services.map((service, index) => [service.id, index]));
  let index = 0;
  return (leaf, option) => ({
    index: index++,
    leaf,
    option,
    service: services.get(option.service.id) as number,
    contradictions: pairsOf(merged(option.contradictions)),
    effects: Int32Array.from(effectsOf(compiled, option).flatMap(({ when }) => [when.length, ...pairsOf(when)])),
  });
}

function pairsOf(clauses: readonly Clause[]): Int32Array {
  return Int32Array.from(clauses.flatMap(({ question, cells }) => [question, bitsOf(cells)]));
}

function bitsOf(cells: CellSet): number {
  return Number(BigInt.asIntN(widest, cells));
}
