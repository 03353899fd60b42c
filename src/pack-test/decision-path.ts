import type { CellSet } from '../engine/cells.ts';
import type { Compiled, CompiledQuestion } from '../engine/compile.ts';
import { type Box, fill, type Known, type Policy } from '../engine/explore.ts';

/** One branch that a walk takes. */
export interface Turn {
  readonly node: string;
  /** Its number among the node's branches, from 0. */
  readonly branch: number;
  readonly question: number;
}

/** The turns of a walk, and where it ends: at a leaf, at a node that nothing answers, or at one with no branch (`gap`). */
export interface Turns {
  readonly turns: readonly Turn[];
  readonly at: string;
  readonly ends: 'leaf' | 'open' | 'gap';
  readonly box: Box;
}

/** The branches that the answers take for certain, from the root. Throws nothing. */
export function turnsOf(compiled: Compiled, known: Known, policy: Policy): Turns {
  const turns: Turn[] = [];
  let box = known.box;
  let at = compiled.pack.root;
  for (let node = compiled.nodes.get(at); node; node = compiled.nodes.get(at)) {
    const question = compiled.questions[node.question] as CompiledQuestion;
    if (!box.has(node.question)) {
      // Every answer so far is one value, so that each condition is settled: there is exactly one part.
      const [part] = fill(question, box, known.unknown, policy);
      if (!part || part.filled === null) return { turns, at, ends: 'open', box };
      box = part.box;
    }
    const cell = box.get(node.question) as CellSet;
    const branch = node.branches.findIndex((candidate) => (candidate.cells & cell) !== 0n);
    if (branch < 0) return { turns, at, ends: 'gap', box };
    turns.push({ node: node.id, branch, question: node.question });
    at = node.branches[branch]?.to as string;
  }
  return { turns, at, ends: 'leaf', box };
}
