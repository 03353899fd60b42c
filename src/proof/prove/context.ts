import type { Box } from '../../engine/box.ts';
import { Budget } from '../../engine/budget.ts';
import { ABSENT, type CellSet, type Cells, indexesOf, spansOf } from '../../engine/cells.ts';
import type { Compiled, CompiledLeaf, CompiledNode } from '../../engine/compiled.ts';
import { answersIn, realize } from '../../engine/realize.ts';
import { plainNumber } from '../../messages/text.ts';
import type { AnswerSet, Witness } from '../../model/lint-result.ts';
import type { Range } from '../../model/pack.ts';

/** The possible defects of a pack over the whole answer space, by code. All names are ids. */
export interface DefectArgs {
  /** `inherited`: the part of an extended pack to replace, which has the node in it. */
  readonly gap: AtNode & Values & { readonly inherited?: string };
  /** `first`: the branch that takes the values first, counted from 1. */
  readonly overlap: AtNode & Values & { readonly first: number };
  /** `isTaken`: earlier branches take all of its values; otherwise none of its values arrive. */
  readonly 'dead-branch': AtNode & { readonly isTaken: boolean };
  readonly 'dead-value': AtNode & Values;
  readonly 'idle-question': AtNode;
  readonly 'contradicted-service': AtLeaf & Values & { readonly question: string; readonly fact: string };
  readonly 'dead-option': AtLeaf;
  /** A node, leaf, service or variant, by its path. */
  readonly unreachable: { readonly part: string };
  readonly 'idle-requirement': { readonly question: string };
  /** An assumption, a default, advice, or an entry of `better`, by its path. */
  readonly 'dead-entry': {
    readonly entry: string;
    /** The question, if no node asks it. */
    readonly unasked?: string;
  };
  readonly 'incomplete-default': { readonly question: string; readonly list: 'assume' | 'default' };
  /** The proof was given up, because it would have taken too many steps. */
  readonly 'not-proved': { readonly steps: number };
}

type AtNode = { readonly node: string; readonly question: string };
type AtLeaf = { readonly leaf: string; readonly service: string };
type Values = { readonly values: readonly string[] };

export type DefectCode = keyof DefectArgs;

/** A defect at a path of the pack (see `PackSource.locations`). */
export interface Defect {
  readonly code: DefectCode;
  readonly path: string;
  readonly args: DefectArgs[DefectCode];
  readonly witness: Witness | null;
}

/** The state that all proofs share: the pack, the answers that arrive, the remaining steps and the defects found. */
export type ProofContext = ReturnType<typeof proofContext>;

/** @param steps the most steps that all proofs may take together */
export function proofContext(compiled: Compiled, steps: number) {
  const defects: Defect[] = [];
  /** The boxes of answers that arrive at each node and leaf. A box allows any answer to a question not asked on its path. */
  const nodes = new Map<CompiledNode, Box[]>();
  const leaves = new Map<CompiledLeaf, Box[]>();
  const asked = new Set([...compiled.nodes.values()].map(({ question }) => question));
  const budget = new Budget(steps);
  return { compiled, defects, nodes, leaves, budget, report, reportUnreachable, words, sparse, witness, document };

  function report<C extends DefectCode>(code: C, path: string, args: DefectArgs[C], witness: Witness | null = null): void {
    defects.push({ code, path, args, witness });
  }

  function reportUnreachable(path: string): void {
    report('unreachable', path, { part: path });
  }

  /** Cells as values of a choice, or as intervals of numbers. */
  function words(index: number, set: CellSet): string[] {
    const cells = compiled.dimensions[index] as Cells;
    if (cells.indexOf) return indexesOf(set).map((cell) => String(cells.values[cell]));
    return spansOf(cells, set).map((span) => intervalText(cells, span));
  }

  /**
   * The answers in a box that state only what the path asks, and some questions with what these are computed from: they usually
   * show what all answers show, in far fewer parts.
   */
  function sparse(box: Box, questions: readonly number[]): Box {
    const { derived } = compiled;
    const inputs = questions.flatMap((question) => derived.find(({ index }) => index === question)?.inputs ?? []);
    const stated = new Set([...asked, ...questions, ...inputs]);
    return box.map((set, index) => (set & ABSENT && !stated.has(index) ? ABSENT : set));
  }

  /** Single answers from a box that take its path: the first value of each question that is asked there or needs an answer. */
  function witness(box: Box): Witness {
    return { documents: [document(box)] };
  }

  function document(box: Box): AnswerSet {
    const { pack, nodes } = compiled;
    const chosen = box.map((cells) => (cells & ABSENT ? ABSENT : cells & -cells));
    const numbers = realize(compiled, box);
    for (let at: string | undefined = pack.root; at !== undefined; ) {
      const node = nodes.get(at);
      const cells = node && (box[node.question] ?? 0) & ~ABSENT;
      if (!node || !cells) break;
      const value = cells & -cells;
      chosen[node.question] = value;
      at = node.branches.find((branch) => branch.cells & value)?.to;
    }
    return answersIn(compiled, chosen, numbers);
  }
}

/** `256`, `10 ≤ … < 20`, `> 256`; of whole numbers, `10 … 19`. */
function intervalText({ min, max, integer }: Cells, { from, above, to, below }: Range): string {
  const low = above ?? from ?? min;
  const high = below ?? to ?? max;
  const start = plainNumber(low);
  if (high === null) return `${above === undefined ? '≥' : '>'} ${start}`;
  // Cuts between whole numbers lie just before one.
  const end = integer && below !== undefined ? below - 1 : high;
  if (low === end) return start;
  if (integer) return `${start} … ${plainNumber(Math.floor(end))}`;
  return `${start} ${above === undefined ? '≤' : '<'} … ${below === undefined ? '≤' : '<'} ${plainNumber(high)}`;
}
