import type { Box } from '../../engine/box.ts';
import type { CompiledLeaf, CompiledNode } from '../../engine/compile.ts';
import { explore } from '../../engine/explore.ts';
import { anything } from '../../engine/known.ts';
import type { ProofContext } from './context.ts';

/** Where answers arrive: by node or leaf every box of them. Of a question that was not asked on the way a box has everything. */
export interface Arrivals {
  readonly nodes: ReadonlyMap<CompiledNode, readonly Box[]>;
  readonly leaves: ReadonlyMap<CompiledLeaf, readonly Box[]>;
  /** Whether all of them were followed. */
  readonly complete: boolean;
}

/**
 * Follows all answers through the tree, those to every question that is asked.
 *
 * @param most how many arrivals are followed
 */
export function arrivalsOf(context: ProofContext, most: number): Arrivals {
  const { compiled } = context;
  const nodes = new Map<CompiledNode, Box[]>();
  const leaves = new Map<CompiledLeaf, Box[]>();
  const complete = context.attempt(() => {
    explore(compiled, anything(compiled), null, {
      node: (node, box) => add(nodes, node, box),
      leaf: (leaf, box) => add(leaves, leaf, box),
    });
  }, most);
  return { nodes, leaves, complete };

  function add<K>(known: Map<K, Box[]>, at: K, box: Box): void {
    context.step();
    const boxes = known.get(at);
    if (boxes) boxes.push([...box]);
    else known.set(at, [[...box]]);
  }
}
